using System;
using MiDsl.Kernels;

namespace MiDsl.Cpu;

/// <summary>What joins a row of x with rows of y, where an index names the rows: products of two encodings, sums of two halves of a first layer.</summary>
public static class PairProducts
{
    /// <summary>scores[i, k] = g_i . h_j, j the row of y of that score; the scores are written, or added to.</summary>
    /// <param name="scores">Shaped; receives the products.</param>
    /// <param name="g">[n, width].</param>
    /// <param name="h">[m, width].</param>
    /// <param name="width">Length of the encodings.</param>
    /// <param name="accumulate">Whether to add to the scores.</param>
    public static void Dot(PairedScores scores, ReadOnlySpan<float> g, ReadOnlySpan<float> h, int width, bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Span<float> values = scores.Values;
        for (int i = 0, at = 0; i < scores.Rows; i++)
        {
            ReadOnlySpan<float> row = g.Slice(i * width, width);
            for (int k = 0; k < scores.Columns; k++, at++)
            {
                float product = (float)Reductions.Dot(row, h.Slice(scores.RowOfY(i, k) * width, width));
                values[at] = accumulate ? values[at] + product : product;
            }
        }
    }

    /// <summary>The gradients of <see cref="Dot"/> in both encodings, from the slopes of the scores.</summary>
    /// <param name="scores">With slopes.</param>
    /// <param name="g">[n, width].</param>
    /// <param name="h">[m, width].</param>
    /// <param name="dg">Receives [n, width].</param>
    /// <param name="dh">Receives [m, width].</param>
    /// <param name="width">Length of the encodings.</param>
    public static void DotBack(PairedScores scores, ReadOnlySpan<float> g, ReadOnlySpan<float> h, Span<float> dg, Span<float> dh, int width)
    {
        ArgumentNullException.ThrowIfNull(scores);
        dg.Clear();
        dh.Clear();
        ReadOnlySpan<float> slopes = scores.Slopes;
        for (int i = 0, at = 0; i < scores.Rows; i++)
        {
            for (int k = 0; k < scores.Columns; k++, at++)
            {
                int j = scores.RowOfY(i, k);
                RowMath.AddScaled(dg.Slice(i * width, width), slopes[at], h.Slice(j * width, width));
                RowMath.AddScaled(dh.Slice(j * width, width), slopes[at], g.Slice(i * width, width));
            }
        }
    }

    /// <summary>sums[q] = ofX_i + ofY_j for consecutive scores, i their row of x and j that of y.</summary>
    /// <param name="scores">Shaped.</param>
    /// <param name="from">The first score, counted row by row.</param>
    /// <param name="ofX">[n, width].</param>
    /// <param name="ofY">[m, width].</param>
    /// <param name="sums">Receives [scores, width].</param>
    /// <param name="width">Units of the first layer.</param>
    public static void Add(PairedScores scores, int from, ReadOnlySpan<float> ofX, ReadOnlySpan<float> ofY, Span<float> sums, int width)
    {
        ArgumentNullException.ThrowIfNull(scores);
        for (int q = 0; q < sums.Length / width; q++)
        {
            (int i, int k) = Math.DivRem(from + q, scores.Columns);
            RowMath.Add(ofX.Slice(i * width, width), ofY.Slice(scores.RowOfY(i, k) * width, width), sums.Slice(q * width, width));
        }
    }

    /// <summary>The way back of <see cref="Add"/>: gradients of consecutive scores are added to those of their rows.</summary>
    /// <param name="scores">Shaped.</param>
    /// <param name="from">The first score, counted row by row.</param>
    /// <param name="gradients">[scores, width].</param>
    /// <param name="ofX">[n, width]; added to.</param>
    /// <param name="ofY">[m, width]; added to.</param>
    /// <param name="width">Units of the first layer.</param>
    public static void AddBack(PairedScores scores, int from, ReadOnlySpan<float> gradients, Span<float> ofX, Span<float> ofY, int width)
    {
        ArgumentNullException.ThrowIfNull(scores);
        for (int q = 0; q < gradients.Length / width; q++)
        {
            (int i, int k) = Math.DivRem(from + q, scores.Columns);
            ReadOnlySpan<float> gradient = gradients.Slice(q * width, width);
            RowMath.AddTo(ofX.Slice(i * width, width), gradient);
            RowMath.AddTo(ofY.Slice(scores.RowOfY(i, k) * width, width), gradient);
        }
    }

    /// <summary>Two halves of a matrix's columns, as matrices: the weights of [x; y] as those of x and of y.</summary>
    /// <param name="whole">[rows, left + right].</param>
    /// <param name="left">Receives [rows, left].</param>
    /// <param name="right">Receives [rows, right].</param>
    /// <param name="rows">Rows of all three.</param>
    public static void Split(ReadOnlySpan<float> whole, Span<float> left, Span<float> right, int rows)
    {
        int a = left.Length / rows, b = right.Length / rows;
        for (int i = 0; i < rows; i++)
        {
            whole.Slice(i * (a + b), a).CopyTo(left[(i * a)..]);
            whole.Slice((i * (a + b)) + a, b).CopyTo(right[(i * b)..]);
        }
    }

    /// <summary>The way back of <see cref="Split"/>.</summary>
    /// <param name="left">[rows, left].</param>
    /// <param name="right">[rows, right].</param>
    /// <param name="whole">Receives [rows, left + right].</param>
    /// <param name="rows">Rows of all three.</param>
    public static void Join(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> whole, int rows)
    {
        int a = left.Length / rows, b = right.Length / rows;
        for (int i = 0; i < rows; i++)
        {
            left.Slice(i * a, a).CopyTo(whole[(i * (a + b))..]);
            right.Slice(i * b, b).CopyTo(whole[((i * (a + b)) + a)..]);
        }
    }
}
