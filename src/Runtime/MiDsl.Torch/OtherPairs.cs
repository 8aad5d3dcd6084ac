using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Rows of other pairs, in place of draws from a marginal that is not declared.</summary>
public static class OtherPairs
{
    /// <summary>Draw after draw, each a cyclic shift of all rows.</summary>
    /// <param name="rows">[n, d].</param>
    /// <param name="k">Draws, below n.</param>
    /// <returns>[k n, d]; no row is its own partner, and no partner comes twice.</returns>
    /// <exception cref="ArgumentException">There are fewer other rows than draws.</exception>
    public static Tensor Shifted(Tensor rows, int k)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long n = rows.shape[0];
        if (k >= n)
        {
            throw new ArgumentException($"{k} draws from other pairs need more than {k} pairs in a sub-batch, and there are {n}; evaluate more pairs, declare fewer Samples, or declare [Marginal]", nameof(k));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor[] draws = new Tensor[k];
        for (int i = 0; i < k; i++)
        {
            long shift = i + 1;
            draws[i] = cat([rows.narrow(0, shift, n - shift), rows.narrow(0, 0, shift)]);
        }

        return cat(draws).MoveToOuterDisposeScope();
    }
}
