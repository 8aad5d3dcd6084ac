using System;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace MiDsl;

/// <summary>A mixture of normal distributions of variance 1 on the line.</summary>
internal sealed class NormalMixture
{
    // A normal distribution function is 0 below -38.6 in double precision.
    private const double Tail = 39;
    private const int Halvings = 60;

    private readonly (double Weight, double Mean)[] components;
    private readonly double lowest;
    private readonly double greatest;

    internal NormalMixture((double Weight, double Mean)[] components)
    {
        ArgumentNullException.ThrowIfNull(components);
        double sum = components.Sum(c => c.Weight);
        if (!(Math.Abs(sum - 1) < 1e-12) || components.Any(c => !(c.Weight > 0) || !double.IsFinite(c.Mean)))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Weights must be above 0 and have sum 1 (now {sum:G10}), and means be finite: give a mixture such as (0.3, 0), (0.7, 5)."),
                nameof(components));
        }

        this.components = [.. components];
        (lowest, greatest) = (components.Min(c => c.Mean) - Tail, components.Max(c => c.Mean) + Tail);
    }

    internal double Cdf(double x)
    {
        double sum = 0;
        foreach ((double weight, double mean) in components)
        {
            sum += weight * Normal.CDF(mean, 1, x);
        }

        return sum;
    }

    /// <summary>By bisection: a mixture has no closed form.</summary>
    internal double Quantile(double u)
    {
        if (!(u is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(u), u, "A quantile is of a number between 0 and 1: map by InjectiveMaps.NormalCdf first.");
        }

        (double low, double high) = (lowest, greatest);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Cdf(middle) < u ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }
}
