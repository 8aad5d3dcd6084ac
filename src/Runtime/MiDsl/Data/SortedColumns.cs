using System;
using MathNet.Numerics.Distributions;

namespace MiDsl;

/// <summary>The training values of each column, ascending: from them ranks, and so normal scores, of other values are read.</summary>
public sealed class SortedColumns
{
    private readonly double[] offsets;
    private readonly float[] sorted;

    // Scores of the ranks 1/2, 1, 3/2, ... at twice the rank.
    private readonly float[] scores;

    /// <summary>Known values, e.g. read from a file.</summary>
    /// <param name="offsets">What was subtracted from each column [d].</param>
    /// <param name="sorted">[d, n], each column ascending; empty for labels, which stay as they are.</param>
    /// <exception cref="ArgumentException">Not as many values in each column, or not ascending.</exception>
    public SortedColumns(ReadOnlySpan<double> offsets, ReadOnlySpan<float> sorted)
    {
        (this.offsets, this.sorted) = (offsets.ToArray(), sorted.ToArray());
        if (Dim == 0 || sorted.Length % Dim != 0)
        {
            throw new ArgumentException($"{sorted.Length} values cannot be shared out among {Dim} columns.", nameof(sorted));
        }

        for (int i = 0; i < sorted.Length; i++)
        {
            if (!float.IsFinite(sorted[i]) || (i % Count > 0 && sorted[i] < sorted[i - 1]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Value {i % Count} of column {i / Count} is {sorted[i]:R}: not finite, or below the one before it."), nameof(sorted));
            }
        }

        scores = new float[2 * Count + 2];
        for (int twice = 1; twice < scores.Length; twice++)
        {
            scores[twice] = (float)Normal.InvCDF(0, 1, 0.5 * twice / (Count + 1));
        }
    }

    /// <summary>Columns, d.</summary>
    public int Dim => offsets.Length;

    /// <summary>Training values in each column, n; 0 for labels.</summary>
    public int Count => sorted.Length / Dim;

    /// <summary>What was subtracted from each column [d].</summary>
    public ReadOnlySpan<double> Offsets => offsets;

    /// <summary>[d, n], each column ascending.</summary>
    public ReadOnlySpan<float> Values => sorted;

    /// <summary>The columns of rows.</summary>
    /// <param name="rows">[n, d], row-major.</param>
    /// <param name="offsets">What was subtracted from each column [d].</param>
    internal static SortedColumns Of(ReadOnlySpan<float> rows, ReadOnlySpan<double> offsets)
    {
        int dim = offsets.Length, n = rows.Length / dim;
        float[] ordered = new float[rows.Length];
        for (int column = 0; column < dim; column++)
        {
            for (int i = 0; i < n; i++)
            {
                ordered[column * n + i] = rows[i * dim + column];
            }

            Array.Sort(ordered, column * n, n);
        }

        return new SortedColumns(offsets, ordered);
    }

    /// <summary>Labels, which stay as they are.</summary>
    /// <param name="dim">d.</param>
    internal static SortedColumns Labels(int dim) => new(new double[dim], []);

    /// <summary>Normal scores of rows.</summary>
    /// <param name="rows">[m, d], row-major.</param>
    /// <param name="rowOffsets">What was subtracted from each column [d].</param>
    /// <param name="destination">Receives [m, d]; may be the rows themselves.</param>
    internal void Score(ReadOnlySpan<float> rows, ReadOnlySpan<double> rowOffsets, Span<float> destination)
    {
        int n = Count, dim = Dim;
        for (int column = 0; column < dim; column++)
        {
            ReadOnlySpan<float> values = sorted.AsSpan(column * n, n);
            double shift = rowOffsets[column] - offsets[column];
            for (int i = column; i < rows.Length; i += dim)
            {
                double value = rows[i] + shift;

                // As many values below as not above: a rank between two; else equal ones share the mean of their ranks.
                destination[i] = n == 0 ? (float)value : scores[Below(values, value) + NotAbove(values, value) + 1];
            }
        }
    }

    private static int Below(ReadOnlySpan<float> values, double value)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (values[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int NotAbove(ReadOnlySpan<float> values, double value)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (values[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
