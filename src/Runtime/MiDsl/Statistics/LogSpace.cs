using System;

namespace MiDsl;

/// <summary>Sums of numbers given by their logarithms, without overflow.</summary>
public static class LogSpace
{
    /// <summary>log sum_i e^values_i; negative infinity for no values. NaN and +infinity pass through.</summary>
    /// <param name="values">Logarithms of the terms.</param>
    public static double LogSumExp(ReadOnlySpan<double> values)
    {
        double max = double.NegativeInfinity;
        foreach (double value in values)
        {
            max = Math.Max(max, value);
        }

        if (!double.IsFinite(max))
        {
            return max;
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }

    /// <summary>log (1/n) sum_i e^values_i.</summary>
    /// <param name="values">Logarithms of the terms, at least one.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double LogMeanExp(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("The mean of no values does not exist.", nameof(values));
        }

        return LogSumExp(values) - Math.Log(values.Length);
    }
}
