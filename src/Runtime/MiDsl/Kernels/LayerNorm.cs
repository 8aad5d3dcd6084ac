using System;

namespace MiDsl.Kernels;

/// <summary>
/// Each row less its mean, over its deviation: Ba et al. 2016 (1607.06450), with torch's 1e-5 under the root. The shift that follows the
/// gain is a bias, and is left to what comes next (<see cref="Layers.Activate"/>).
/// </summary>
public static class LayerNorm
{
    private const double Epsilon = 1e-5;

    /// <summary>values = gains (values - mean) / deviation, row by row.</summary>
    /// <param name="values">[rows, columns].</param>
    /// <param name="gains">[columns].</param>
    /// <param name="normed">Receives (values - mean) / deviation, [rows, columns], for the way back.</param>
    /// <param name="inverse">Receives 1 / deviation, [rows].</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public static void Forward(Span<float> values, ReadOnlySpan<float> gains, Span<float> normed, Span<float> inverse)
    {
        int columns = gains.Length, rows = values.Length / Math.Max(1, columns);
        Shapes.RequireSame(values.Length, rows * columns, nameof(values));
        Shapes.RequireSame(normed.Length, values.Length, nameof(normed));
        Shapes.RequireSame(inverse.Length, rows, nameof(inverse));
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = values.Slice(i * columns, columns), scaled = normed.Slice(i * columns, columns);
            float mean = (float)Reductions.Mean(row);
            for (int j = 0; j < columns; j++)
            {
                scaled[j] = row[j] - mean;
            }

            inverse[i] = (float)(1 / Math.Sqrt((Reductions.Dot(scaled, scaled) / columns) + Epsilon));
            RowMath.Scale(scaled, inverse[i]);
            for (int j = 0; j < columns; j++)
            {
                row[j] = scaled[j] * gains[j];
            }
        }
    }

    /// <summary>The gradient in what was normed, from that in the result; and that of the gains.</summary>
    /// <param name="gradients">[rows, columns]: in the result before, in the values after.</param>
    /// <param name="gains">[columns].</param>
    /// <param name="normed">As <see cref="Forward"/> left it.</param>
    /// <param name="inverse">As <see cref="Forward"/> left it.</param>
    /// <param name="gainGradient">[columns].</param>
    /// <param name="accumulate">Whether to add to the gains' gradient instead of overwriting it.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public static void Back(
        Span<float> gradients, ReadOnlySpan<float> gains, ReadOnlySpan<float> normed, ReadOnlySpan<float> inverse, Span<float> gainGradient, bool accumulate = false)
    {
        int columns = gains.Length, rows = inverse.Length;
        Shapes.RequireSame(gradients.Length, rows * columns, nameof(gradients));
        Shapes.RequireSame(normed.Length, gradients.Length, nameof(normed));
        Shapes.RequireSame(gainGradient.Length, columns, nameof(gainGradient));
        if (!accumulate)
        {
            gainGradient.Clear();
        }

        for (int i = 0; i < rows; i++)
        {
            Span<float> d = gradients.Slice(i * columns, columns);
            ReadOnlySpan<float> n = normed.Slice(i * columns, columns);
            for (int j = 0; j < columns; j++)
            {
                gainGradient[j] += d[j] * n[j];
                d[j] *= gains[j];
            }

            float mean = (float)Reductions.Mean(d), slope = (float)(Reductions.Dot(d, n) / columns);
            for (int j = 0; j < columns; j++)
            {
                d[j] = inverse[i] * (d[j] - mean - (n[j] * slope));
            }
        }
    }
}
