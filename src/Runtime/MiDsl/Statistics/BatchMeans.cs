using System;

namespace MiDsl;

/// <summary>The mean of independent, equally distributed values, such as those of batches or of seeds.</summary>
public static class BatchMeans
{
    /// <summary>
    /// Mean and its standard error, sd / sqrt(n) with the sd over n - 1. The error is infinite (unknown) for one value
    /// and NaN when a value is.
    /// </summary>
    /// <param name="values">At least one.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static (double Mean, double StandardError) Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("The mean of no values does not exist.", nameof(values));
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        if (values.Length == 1)
        {
            return (mean, double.IsFinite(mean) ? double.PositiveInfinity : double.NaN);
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, Math.Sqrt(squares / ((values.Length - 1.0) * values.Length)));
    }
}
