using System;

namespace MiDsl;

/// <summary>Columns as nearest-neighbour estimators take them: comparable in scale, so that units do not matter.</summary>
internal static class NeighbourColumns
{
    /// <summary>Noise over the scale of a column: breaks ties, changes nothing else.</summary>
    private const double Noise = 1e-10;

    /// <summary>Mean 0, standard deviation 1, and noise of 1e-10 of the interquartile range, for estimators that know no ties.</summary>
    internal static double[][] WithoutTies(ReadOnlySpan<float> values, int dim, Rng rng)
    {
        int n = values.Length / dim;
        double[][] columns = new double[dim][];
        for (int c = 0; c < dim; c++)
        {
            double[] column = Column(values, dim, c);
            (double mean, double deviation) = ColumnMoments.Of(values, dim, c);
            double[] sorted = [.. column];
            Array.Sort(sorted);
            double middle = sorted[n - 1 - n / 4] - sorted[n / 4];
            double scale = deviation > 0 ? 1 / deviation : 1;
            double noise = Noise * (middle > 0 ? middle * scale : 1);
            for (int i = 0; i < n; i++)
            {
                column[i] = (column[i] - mean) * scale + noise * (rng.NextDouble() - 0.5);
            }

            columns[c] = column;
        }

        return columns;
    }

    /// <summary>Standard deviation 1, ties kept: what is equal stays equal and what differs stays different.</summary>
    internal static double[][] WithTies(ReadOnlySpan<float> values, int dim)
    {
        double[][] columns = new double[dim][];
        for (int c = 0; c < dim; c++)
        {
            // Not centred: in a column of tiny values and one outlier the mean would swallow the differences.
            double[] column = Column(values, dim, c);
            double deviation = ColumnMoments.Of(values, dim, c).Deviation;
            for (int i = 0; i < column.Length && deviation > 0; i++)
            {
                column[i] /= deviation;
            }

            columns[c] = column;
        }

        return columns;
    }

    /// <summary>psi(1) .. psi(count), by psi(m + 1) = psi(m) + 1/m.</summary>
    internal static double[] Digamma(int count)
    {
        const double EulerGamma = 0.577215664901532861;
        double[] psi = new double[count + 1];
        (psi[0], psi[1]) = (double.NaN, -EulerGamma);
        for (int m = 1; m < count; m++)
        {
            psi[m + 1] = psi[m] + 1.0 / m;
        }

        return psi;
    }

    internal static void RequireNeighbours(int neighbours, int n)
    {
        if (neighbours < 1 || neighbours >= n)
        {
            throw new ArgumentOutOfRangeException(nameof(neighbours), neighbours, $"k must lie between 1 and n - 1 = {n - 1}.");
        }
    }

    private static double[] Column(ReadOnlySpan<float> values, int dim, int column)
    {
        double[] result = new double[values.Length / dim];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i * dim + column];
        }

        return result;
    }
}
