using System;

namespace MiDsl;

/// <summary>The mean of values of pairs that were computed in sub-batches, with an error by the spread of these.</summary>
public static class SubBatches
{
    /// <summary>
    /// Mean, its standard error from the means of equal consecutive parts, sd / sqrt(parts) with the sd over parts - 1, and the
    /// degrees of freedom of that error, parts - 1. Values within a part may depend on each other (chains or negatives in common).
    /// </summary>
    /// <param name="values">One a pair, in the order of the sub-batches.</param>
    /// <param name="parts">Sub-batches, at least 1; of one the error is infinite (unknown).</param>
    /// <exception cref="ArgumentException">No values, or their number is not a multiple of the parts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 part.</exception>
    public static (double Mean, double StandardError, int DegreesOfFreedom) Of(ReadOnlySpan<double> values, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        if (values.IsEmpty || values.Length % parts != 0)
        {
            throw new ArgumentException($"{values.Length} values do not fall into {parts} equal parts: take a number of pairs that is a multiple of the sub-batches.", nameof(parts));
        }

        int size = values.Length / parts;
        double[] means = new double[parts];
        for (int part = 0; part < parts; part++)
        {
            foreach (double value in values.Slice(part * size, size))
            {
                means[part] += value / size;
            }
        }

        (double mean, double error) = BatchMeans.Of(means);
        return (mean, error, parts - 1);
    }
}
