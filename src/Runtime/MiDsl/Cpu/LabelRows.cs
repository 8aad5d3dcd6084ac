using System;
using MiDsl.Kernels;

namespace MiDsl.Cpu;

/// <summary>Integer labels 0 to C - 1, one a column, as a network takes them.</summary>
public static class LabelRows
{
    /// <summary>One-hot codes: [n, d] to [n, d C].</summary>
    /// <param name="labels">Whole numbers in [0, C), as floats.</param>
    /// <param name="codes">Receives [n, d C].</param>
    /// <param name="categories">C.</param>
    public static void OneHot(ReadOnlySpan<float> labels, Span<float> codes, int categories)
    {
        codes.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            codes[(i * categories) + (int)labels[i]] = 1;
        }
    }

    /// <summary>Rows of a table: [n, d] to [n, d E].</summary>
    /// <param name="labels">Whole numbers in [0, C), as floats.</param>
    /// <param name="table">[C, E].</param>
    /// <param name="vectors">Receives [n, d E].</param>
    /// <param name="length">E.</param>
    public static void Embed(ReadOnlySpan<float> labels, ReadOnlySpan<float> table, Span<float> vectors, int length)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            table.Slice((int)labels[i] * length, length).CopyTo(vectors[(i * length)..]);
        }
    }

    /// <summary>The table's gradient: each vector's is added to its row.</summary>
    /// <param name="labels">Whole numbers in [0, C), as floats.</param>
    /// <param name="gradients">[n, d E].</param>
    /// <param name="table">Receives [C, E].</param>
    /// <param name="length">E.</param>
    public static void EmbedBack(ReadOnlySpan<float> labels, ReadOnlySpan<float> gradients, Span<float> table, int length)
    {
        table.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            RowMath.AddTo(table.Slice((int)labels[i] * length, length), gradients.Slice(i * length, length));
        }
    }
}
