using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Integer labels 0 to C - 1, one a column, as a network takes them.</summary>
public static class Labels
{
    /// <summary>One-hot codes: [n, d] to [n, d C].</summary>
    /// <param name="labels">Whole numbers in [0, C), as floats.</param>
    /// <param name="categories">C.</param>
    public static Tensor OneHot(Tensor labels, int categories)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using DisposeScope scope = NewDisposeScope();
        return Embed(labels, eye(categories, dtype: labels.dtype, device: labels.device)).MoveToOuterDisposeScope();
    }

    /// <summary>Rows of a table: [n, d] to [n, d E].</summary>
    /// <param name="labels">Whole numbers in [0, C), as floats.</param>
    /// <param name="table">[C, E].</param>
    public static Tensor Embed(Tensor labels, Tensor table)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(table);
        using DisposeScope scope = NewDisposeScope();
        return table.index_select(0, labels.reshape(-1).to(int64)).view(labels.shape[0], -1).MoveToOuterDisposeScope();
    }
}
