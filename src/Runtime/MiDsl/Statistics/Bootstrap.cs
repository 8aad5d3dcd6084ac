using System;

namespace MiDsl;

/// <summary>
/// Standard errors by drawing test pairs anew from themselves, the critic's scores staying as they are. It assumes no formula,
/// and takes some n^2 operations a draw: meant to check influence functions by, for n up to about 2,000.
/// </summary>
/// <remarks>Efron and Tibshirani 1993, chapter 6.</remarks>
public static class Bootstrap
{
    /// <summary>The standard deviation of a statistic over resamples of the pairs.</summary>
    /// <param name="pairs">n, at least 2.</param>
    /// <param name="statistic">Its value where pair i counts counts[i] times: as a positive, and as the x and the y of negatives.</param>
    /// <param name="resamples">At least 2; the result's own relative error is 1 / sqrt(2 resamples).</param>
    /// <param name="rng">Draws the pairs.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 pairs or resamples.</exception>
    public static double StandardError(int pairs, Func<int[], double> statistic, int resamples, Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(rng);
        double[] values = new double[resamples];
        int[] counts = new int[pairs];
        for (int b = 0; b < resamples; b++)
        {
            Array.Clear(counts);
            for (int i = 0; i < pairs; i++)
            {
                counts[rng.NextInt(pairs)]++;
            }

            values[b] = statistic(counts);
        }

        return BatchMeans.Of(values).StandardError * Math.Sqrt(resamples);
    }

    /// <summary>
    /// The mean of a matrix's entries off the diagonal, entry (i, j) counting counts[i] counts[j] times: x of one pair with y of
    /// another. A pair that was drawn twice is no negative of itself.
    /// </summary>
    /// <param name="terms">[n, n], such as e^f(x_i, y_j).</param>
    /// <param name="counts">How often each pair counts, n.</param>
    /// <exception cref="ArgumentException">The matrix is not n by n.</exception>
    public static double MeanOfNegatives(double[,] terms, ReadOnlySpan<int> counts)
    {
        ArgumentNullException.ThrowIfNull(terms);
        int n = counts.Length;
        if (terms.GetLength(0) != n || terms.GetLength(1) != n)
        {
            throw new ArgumentException($"{n} counts, but a matrix of {terms.GetLength(0)} by {terms.GetLength(1)}.", nameof(terms));
        }

        double sum = 0, weight = 0;
        for (int i = 0; i < n; i++)
        {
            double row = 0, ofRow = 0;
            for (int j = 0; j < n; j++)
            {
                if (j != i && counts[j] > 0)
                {
                    row += counts[j] * terms[i, j];
                    ofRow += counts[j];
                }
            }

            sum += counts[i] > 0 ? counts[i] * row : 0;
            weight += counts[i] * ofRow;
        }

        return sum / weight;
    }
}
