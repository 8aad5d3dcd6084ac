using System;

namespace MiDsl;

/// <summary>What keeps a weighted mean of bounds on their side: weights that are fixed, not negative and sum to 1.</summary>
internal static class FixedWeights
{
    internal static double[] Equal(int count)
    {
        RequireSome(count);
        double[] weights = new double[count];
        Array.Fill(weights, 1.0 / count);
        return weights;
    }

    internal static void RequireFactor(double factor)
    {
        if (!(factor >= 0) || double.IsInfinity(factor))
        {
            throw new ArgumentOutOfRangeException(
                nameof(factor), factor, "A factor that is negative swaps the side of a bound: scale by its magnitude, then negate.");
        }
    }

    internal static void Require(int count, ReadOnlySpan<double> weights)
    {
        RequireSome(count);
        if (weights.Length != count)
        {
            throw new ArgumentException($"{count} values but {weights.Length} weights.", nameof(weights));
        }

        double sum = 0;
        foreach (double weight in weights)
        {
            RequireFactor(weight);
            sum += weight;
        }

        if (Math.Abs(sum - 1) > 1e-9)
        {
            throw new ArgumentException(FormattableString.Invariant($"The weights sum to {sum:R}, not to 1."), nameof(weights));
        }
    }

    private static void RequireSome(int count)
    {
        if (count == 0)
        {
            throw new ArgumentException("The mean of no values does not exist.", nameof(count));
        }
    }
}
