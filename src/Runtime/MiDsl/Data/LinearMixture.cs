using System;

namespace MiDsl;

/// <summary>Columns as linear combinations of others, <c>(row - means) A</c>.</summary>
public sealed class LinearMixture
{
    private readonly double[] means;
    private readonly double[] matrix;

    /// <summary>Known numbers, e.g. read from a file.</summary>
    /// <param name="means">Subtracted first [d].</param>
    /// <param name="matrix">A [d, d], row-major: a column of it makes a column.</param>
    /// <exception cref="ArgumentException">Not d x d, or not finite.</exception>
    public LinearMixture(ReadOnlySpan<double> means, ReadOnlySpan<double> matrix)
    {
        (this.means, this.matrix) = (means.ToArray(), matrix.ToArray());
        if (Dim == 0 || matrix.Length != Dim * Dim || !Array.TrueForAll(this.means, double.IsFinite) || !Array.TrueForAll(this.matrix, double.IsFinite))
        {
            throw new ArgumentException($"{matrix.Length} numbers are no finite matrix of {Dim} columns.", nameof(matrix));
        }
    }

    /// <summary>Columns, d.</summary>
    public int Dim => means.Length;

    /// <summary>Subtracted first [d].</summary>
    public ReadOnlySpan<double> Means => means;

    /// <summary>A [d, d], row-major.</summary>
    public ReadOnlySpan<double> Matrix => matrix;

    /// <summary>Rows, combined.</summary>
    /// <param name="rows">[m, d], row-major.</param>
    /// <param name="rowOffsets">What was subtracted from each column [d].</param>
    /// <param name="destination">Receives [m, d]; may be the rows themselves.</param>
    internal void Apply(ReadOnlySpan<float> rows, ReadOnlySpan<double> rowOffsets, Span<float> destination)
    {
        int d = Dim;
        double[] row = new double[d];
        for (int start = 0; start < rows.Length; start += d)
        {
            for (int i = 0; i < d; i++)
            {
                row[i] = rows[start + i] + rowOffsets[i] - means[i];
            }

            for (int j = 0; j < d; j++)
            {
                double sum = 0;
                for (int i = 0; i < d; i++)
                {
                    sum += row[i] * matrix[(i * d) + j];
                }

                destination[start + j] = (float)sum;
            }
        }
    }
}
