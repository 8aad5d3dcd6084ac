using System;
using System.Collections.Generic;

namespace MiDsl;

/// <summary>
/// Finds a step size of HMC for one temperature after the other, in a first round on chains that enter no bound. Accelerated
/// stochastic approximation (Robbins and Monro 1951; Kesten 1958): after each transition
/// <c>log size += gain (acceptance - target)</c>, with <c>gain = 2 / (1 + crossings)</c>, where crossings counts how often the
/// acceptance changed the side of the target. It falls to log 1.02 / 0.35 = 0.057 and no further: a size
/// whose transitions are all accepted then grows by 2 % with each at the target 0.65.
/// </summary>
/// <remarks>
/// From far away the size is doubled each time, so that a handful of transitions a temperature is enough. The next temperature
/// begins with the size of the one before and a gain of at least 0.5. Not for evaluation: sizes that change with
/// the chains would take the bound away.
/// </remarks>
public sealed class StepSizeTuner
{
    private const double FirstGain = 2;
    private const int CrossingsCarried = 3;

    // An acceptance of 1 at the usual target of 0.65 then means a factor of 1.02.
    private static readonly double LeastGain = Math.Log(1.02) / 0.35;

    private readonly Dictionary<int, (double Size, double Acceptance)> frozen = [];
    private readonly double target;
    private readonly double max;
    private readonly double min;
    private int crossings;
    private int side;
    private double sum;
    private int count;

    /// <summary>A tuner before its first transition.</summary>
    /// <param name="target">Acceptance aimed at, within (0, 1): 0.65 for HMC (Neal 2011, Beskos et al. 2013).</param>
    /// <param name="first">Size at the start.</param>
    /// <param name="max">The greatest size.</param>
    /// <param name="min">The least, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or the first size outside [min, max].</exception>
    public StepSizeTuner(double target, double first = 0.01, double max = 0.5, double min = 1e-4)
    {
        if (!(target > 0 && target < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "A target acceptance lies between 0 and 1.");
        }

        if (!(min > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(min), min, "The least step size is above 0.");
        }

        if (!(max >= min) || !double.IsFinite(max))
        {
            throw new ArgumentOutOfRangeException(nameof(max), max, FormattableString.Invariant(
                $"The greatest step size is finite and not below the least, {min:R}."));
        }

        if (!(first >= min && first <= max))
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, FormattableString.Invariant(
                $"The first step size lies within [{min:R}, {max:R}]."));
        }

        (this.target, Current, this.max, this.min) = (target, first, max, min);
    }

    /// <summary>The size to take the next transition with.</summary>
    public double Current { get; private set; }

    /// <summary>Mean acceptance seen at the present temperature; NaN before the first transition.</summary>
    public double Acceptance => count == 0 ? double.NaN : sum / count;

    /// <summary>Takes in how a transition with the size <see cref="Current"/> went.</summary>
    /// <param name="acceptance">Mean acceptance probability over the chains, within [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">It is outside, or not a number: a density is.</exception>
    public void Observe(double acceptance)
    {
        if (!(acceptance >= 0 && acceptance <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(acceptance), acceptance, "An acceptance lies within [0, 1]; if it is not a number, a declared density is not.");
        }

        sum += acceptance;
        count++;
        int now = Math.Sign(acceptance - target);
        if (now * side < 0)
        {
            crossings++;
        }

        side = now == 0 ? side : now;
        double gain = Math.Max(LeastGain, FirstGain / (1 + crossings));
        Current = Math.Clamp(Current * Math.Exp(gain * (acceptance - target)), min, max);
    }

    /// <summary>Keeps the present size for a temperature, and goes on from it to the next.</summary>
    /// <param name="s">Index of the temperature on the path, 1 to S - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1: there is no transition at b = 0.</exception>
    /// <exception cref="InvalidOperationException">This temperature has its size already.</exception>
    public void Next(int s)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(s, 1);
        if (!frozen.TryAdd(s, (Current, Acceptance)))
        {
            throw new InvalidOperationException($"Temperature {s} has its step size already; tune each once.");
        }

        (sum, count, side) = (0, 0, 0);
        crossings = Math.Min(crossings, CrossingsCarried);
    }

    /// <summary>What was kept, for a path of S steps.</summary>
    /// <param name="steps">S, at least 1.</param>
    /// <exception cref="InvalidOperationException">A temperature of 1 to S - 1 was not tuned, or one beyond was.</exception>
    public StepSizes Freeze(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double[] sizes = new double[steps];
        double[] acceptances = new double[steps];
        for (int s = 1; s < steps; s++)
        {
            (sizes[s], acceptances[s]) = frozen.TryGetValue(s, out var kept)
                ? kept
                : throw new InvalidOperationException($"Temperature {s} of a path of {steps} steps was not tuned.");
        }

        if (frozen.Count != steps - 1)
        {
            throw new InvalidOperationException($"{frozen.Count} temperatures were tuned, but a path of {steps} steps has {steps - 1} with transitions.");
        }

        return new StepSizes(sizes, acceptances);
    }
}
