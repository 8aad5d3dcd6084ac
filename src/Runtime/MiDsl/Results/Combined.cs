using System;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;

namespace MiDsl;

/// <summary>
/// Values of one bound from several trainings, by seeds or estimators, as one: their mean with fixed, equal weights, which keeps
/// the side of a bound, while the best of them would not.
/// </summary>
/// <remarks>
/// The standard error is <c>sqrt(s + b / k)</c> over k values: b their variance, and s the mean of their squared errors, divided
/// by k only where each had test pairs of its own. It leans to the safe side: on pairs of their own the values' variance
/// already holds s once. Of one value it is the value's own.
/// </remarks>
public static class Combined
{
    /// <summary>A lower bound from lower bounds.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="samePairs">Whether they may share test pairs; false only where each was computed on pairs of its own.</param>
    /// <returns>The mean; with <see cref="Verdict.Disagreement"/> where the values lie further apart than their errors explain.</returns>
    /// <exception cref="ArgumentException">No values.</exception>
    [OverloadResolutionPriority(1)] // an array of bounds is one of values too
    public static LowerBound OverSeeds(ReadOnlySpan<LowerBound> values, bool samePairs = true)
    {
        LowerBound mean = LowerBound.Mean(values);
        InformationValue[] all = [.. values];
        return Describe(new LowerBound(mean.Value, Error(all, mean.Value, samePairs)), mean, all);
    }

    /// <summary>An upper bound from upper bounds.</summary>
    /// <inheritdoc cref="OverSeeds(ReadOnlySpan{LowerBound}, bool)"/>
    [OverloadResolutionPriority(1)]
    public static UpperBound OverSeeds(ReadOnlySpan<UpperBound> values, bool samePairs = true)
    {
        UpperBound mean = UpperBound.Mean(values);
        InformationValue[] all = [.. values];
        return Describe(new UpperBound(mean.Value, Error(all, mean.Value, samePairs)), mean, all);
    }

    /// <summary>An estimate from any values.</summary>
    /// <inheritdoc cref="OverSeeds(ReadOnlySpan{LowerBound}, bool)"/>
    public static Estimate OverSeeds(ReadOnlySpan<InformationValue> values, bool samePairs = true)
    {
        Estimate mean = Estimate.Mean(values);
        InformationValue[] all = [.. values];
        return Describe(new Estimate(mean.Value, Error(all, mean.Value, samePairs)), mean, all);
    }

    private static double Error(InformationValue[] values, double mean, bool samePairs)
    {
        if (!double.IsFinite(mean))
        {
            return double.IsNaN(mean) ? double.NaN : double.PositiveInfinity;
        }

        double k = values.Length;
        double within = values.Average(v => v.StandardError * v.StandardError) / (samePairs ? 1 : k);
        double between = k == 1 ? 0 : values.Sum(v => (v.Value - mean) * (v.Value - mean)) / (k - 1);
        return Math.Sqrt(within + (between / k));
    }

    private static T Describe<T>(T result, T mean, InformationValue[] values)
        where T : InformationValue
    {
        (Verdict Verdict, string Text) worst = (mean.Verdict, mean.VerdictText);
        if (Disagreement(values, mean.Value) is { } text && worst.Verdict != Verdict.Diverged)
        {
            worst = (Verdict.Disagreement, text);
        }

        return (T)((InformationValue)result with
        {
            Name = values.All(v => v.Name == values[0].Name) ? $"mean of {values.Length}, {values[0].Name}" : mean.Name,
            Pairs = mean.Pairs,
            Data = DataRole.Derived,
            Cap = mean.Cap,
            Floor = mean.Floor,
            DegreesOfFreedom = mean.DegreesOfFreedom,
            Sampling = mean.Sampling,
            Settings = mean.Settings,
            Verdict = worst.Verdict,
            VerdictText = worst.Text,
            Alongside = [.. values],
        });
    }

    /// <summary>What chance does not explain: the sum of ((v - mean) / error)^2 beyond the 99 % point of chi-square.</summary>
    private static string? Disagreement(InformationValue[] values, double mean)
    {
        if (values.Length < 2 || !double.IsFinite(mean))
        {
            return null;
        }

        double Miss(InformationValue v) => v.Value == mean ? 0 : (v.Value - mean) / v.StandardError;
        double sum = values.Sum(v => Miss(v) * Miss(v)), limit = ChiSquare99(values.Length - 1);
        if (!(sum > limit))
        {
            return null;
        }

        InformationValue low = values.MinBy(v => v.Value)!, high = values.MaxBy(v => v.Value)!;
        return string.Create(CultureInfo.InvariantCulture, $"{values.Length} values lie further apart than their errors explain (chi-square {sum:F1}, by chance above {limit:F1} once in a hundred): from {low.Value:F3} ± {low.StandardError:F3}{Seed(low)} to {high.Value:F3} ± {high.StandardError:F3}{Seed(high)}, {high.Value - low.Value:F3} apart. The trainings ended at different critics: take more steps, a lower learning rate or more pairs.");
    }

    private static string Seed(InformationValue value) => value.Settings is { } settings
        ? string.Create(CultureInfo.InvariantCulture, $" (seed {settings.Seed})")
        : "";

    // Wilson and Hilferty 1931: within 1 %.
    private static double ChiSquare99(int degrees)
    {
        double part = 2.0 / (9 * degrees);
        return degrees * Math.Pow(1 - part + (2.3263 * Math.Sqrt(part)), 3);
    }
}
