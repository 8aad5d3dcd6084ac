using System;

namespace MiDsl;

/// <summary>The mean of pairs by the means of equal sub-batches, whose spread gives its error.</summary>
public static class SubBatches
{
    /// <summary>Mean, its standard error by the spread of the sub-batches' means, and the degrees of freedom of that.</summary>
    /// <param name="values">One a pair, consecutive pairs in one sub-batch.</param>
    /// <param name="parts">Equal parts, at least 1; with 1 the error is unknown (infinite).</param>
    /// <exception cref="ArgumentException">The values do not make equal parts.</exception>
    public static (double Mean, double StandardError, int DegreesOfFreedom) Of(ReadOnlySpan<double> values, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        int size = SizeOf(values.Length, parts);
        double[] means = new double[parts];
        for (int part = 0; part < parts; part++)
        {
            double sum = 0;
            foreach (double value in values.Slice(part * size, size))
            {
                sum += value;
            }

            means[part] = sum / size;
        }

        (double mean, double error) = BatchMeans.Of(means);
        return (mean, error, Math.Max(1, parts - 1));
    }

    /// <summary>Pairs in each of equal parts.</summary>
    /// <param name="pairs">All pairs.</param>
    /// <param name="parts">Equal parts.</param>
    /// <exception cref="ArgumentException">The pairs do not make equal parts.</exception>
    public static int SizeOf(int pairs, int parts)
    {
        if (pairs < parts || pairs % parts != 0)
        {
            throw new ArgumentException($"{pairs} pairs do not make {parts} equal sub-batches; give a multiple of {parts}, or declare [Evaluation(SubBatches = ...)]", nameof(pairs));
        }

        return pairs / parts;
    }
}
