using System;

namespace MiDsl;

/// <summary>Exact nearest neighbours under the maximum norm.</summary>
public static class NearestNeighbours
{
    /// <summary>The k nearest other rows of each row, nearest first.</summary>
    /// <param name="rows">[n, dim], row-major.</param>
    /// <param name="dim">Columns.</param>
    /// <param name="k">Neighbours, from 1 to n - 1.</param>
    /// <returns>Row numbers [n, k].</returns>
    /// <exception cref="ArgumentException">No whole rows, or not more than k of them.</exception>
    public static int[] Of(ReadOnlySpan<float> rows, int dim, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dim);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        int count = rows.Length / dim;
        if (count * dim != rows.Length || count <= k)
        {
            throw new ArgumentException($"{rows.Length} numbers make no more than {k} rows of {dim}; {k} neighbours need at least {k + 1} rows", nameof(rows));
        }

        double[][] columns = new double[dim][];
        for (int c = 0; c < dim; c++)
        {
            columns[c] = new double[count];
            for (int i = 0; i < count; i++)
            {
                columns[c][i] = rows[(i * dim) + c];
            }
        }

        int[] neighbours = new int[count * k];
        new PointCloud(columns).Nearest(k, new double[count * k], neighbours);
        return neighbours;
    }
}
