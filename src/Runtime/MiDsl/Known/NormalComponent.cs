using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl;

/// <summary>One normal distribution of a <see cref="KnownMixture"/>, over the coordinates of X and then those of Y.</summary>
public sealed class NormalComponent
{
    /// <summary>A component.</summary>
    /// <param name="weight">Above 0.</param>
    /// <param name="mean">[dx + dy].</param>
    /// <param name="covariance">[dx + dy, dx + dy], symmetric and positive definite.</param>
    public NormalComponent(double weight, IReadOnlyList<double> mean, double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(covariance);
        if (!(weight > 0) || !double.IsFinite(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight of a component must be above 0 and finite.");
        }

        if (covariance.GetLength(0) != mean.Count || mean.Any(m => !double.IsFinite(m)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A component of {mean.Count} means needs them finite and a covariance of as many rows, not {covariance.GetLength(0)}."), nameof(mean));
        }

        (Weight, Mean, Covariance) = (weight, [.. mean], (double[,])covariance.Clone());
    }

    /// <summary>A component of uncorrelated coordinates.</summary>
    /// <param name="weight">Above 0.</param>
    /// <param name="mean">[dx + dy].</param>
    /// <param name="deviations">Standard deviations, as many, above 0.</param>
    public NormalComponent(double weight, IReadOnlyList<double> mean, params IReadOnlyList<double> deviations)
        : this(weight, mean, Diagonal(deviations))
    {
    }

    internal double Weight { get; }

    internal double[] Mean { get; }

    internal double[,] Covariance { get; }

    private static double[,] Diagonal(IReadOnlyList<double> deviations)
    {
        ArgumentNullException.ThrowIfNull(deviations);
        double[,] matrix = new double[deviations.Count, deviations.Count];
        for (int i = 0; i < deviations.Count; i++)
        {
            matrix[i, i] = deviations[i] * deviations[i];
        }

        return matrix;
    }
}
