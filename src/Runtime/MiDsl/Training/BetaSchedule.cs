using System;

namespace MiDsl;

/// <summary>
/// The weight beta of an information term in a larger loss, step by step: <c>loss + beta.At(step) * estimator.Objective(x, y)</c>.
/// </summary>
public sealed record BetaSchedule
{
    private readonly double from, to, rising;
    private readonly int period;
    private readonly bool isCyclic;

    private BetaSchedule(double from, double to, int period, double rising, bool isCyclic) =>
        (this.from, this.to, this.period, this.rising, this.isCyclic) = (from, to, period, rising, isCyclic);

    /// <summary>The same at every step.</summary>
    /// <param name="beta">Finite; below 0 the information is raised.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static BetaSchedule Constant(double beta) => new(Finite(beta, nameof(beta)), beta, 1, 1, isCyclic: false);

    /// <summary>From one weight to another in equal steps, and that one from then on.</summary>
    /// <param name="from">At step 0.</param>
    /// <param name="to">At step <paramref name="steps"/> and later.</param>
    /// <param name="steps">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not finite, or there are fewer steps than 1.</exception>
    public static BetaSchedule Linear(double from, double to, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return new(Finite(from, nameof(from)), Finite(to, nameof(to)), steps, 1, isCyclic: false);
    }

    /// <summary>
    /// Again and again from 0: within each period linearly up to a weight, then at it. Fu et al. 2019 (1903.10145), who found that it
    /// keeps latent variables in use.
    /// </summary>
    /// <param name="to">The weight that each period reaches.</param>
    /// <param name="period">Steps, at least 1.</param>
    /// <param name="rising">Share of the period in which the weight rises, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static BetaSchedule Cyclic(double to, int period, double rising = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return rising is > 0 and <= 1
            ? new(0, Finite(to, nameof(to)), period, rising, isCyclic: true)
            : throw new ArgumentOutOfRangeException(nameof(rising), rising, "the share of a period in which the weight rises lies in (0, 1]");
    }

    /// <summary>The weight of a step.</summary>
    /// <param name="step">Steps made before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 steps.</exception>
    public double At(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double share = (isCyclic ? step % period : Math.Min(step, period)) / (rising * period);
        return share >= 1 ? to : from + ((to - from) * share);
    }

    private static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "a weight is a finite number");
}
