using System;

namespace MiDsl;

/// <summary>Standard errors of smooth functions of means, to first order.</summary>
public static class DeltaMethod
{
    /// <summary>
    /// <c>mean(p) - log mean(e^z)</c> over batches as independent units, and its standard error: that of the mean of
    /// <c>p_b - e^z_b / mean(e^z)</c>, which carries the covariance of the two terms. The logarithm biases the value
    /// upwards, by about half the squared relative error of the partition.
    /// </summary>
    /// <param name="positiveMeans">p: the mean score of the positives in each batch.</param>
    /// <param name="logPartitions">z: the log mean exponential of the negatives' scores in each batch; as many.</param>
    /// <exception cref="ArgumentException">Lengths differ, or no batches.</exception>
    public static (double Value, double StandardError) MeanMinusLogMean(
        ReadOnlySpan<double> positiveMeans, ReadOnlySpan<double> logPartitions)
    {
        if (positiveMeans.Length != logPartitions.Length)
        {
            throw new ArgumentException(
                $"{positiveMeans.Length} positive means but {logPartitions.Length} partitions.", nameof(logPartitions));
        }

        double logMean = LogSpace.LogMeanExp(logPartitions);
        double[] linear = new double[positiveMeans.Length];
        for (int b = 0; b < linear.Length; b++)
        {
            linear[b] = positiveMeans[b] - Math.Exp(logPartitions[b] - logMean);
        }

        (double mean, double error) = BatchMeans.Of(linear);
        return (mean + 1 - logMean, error);
    }
}
