using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Which rows of y each row of x is scored with, [n, 1 + M]: column 0 is its own, the others are negatives, never its own.
/// </summary>
public static class PairIndex
{
    /// <summary>
    /// Negatives by M distinct random cyclic shifts of the batch: no row keeps its partner, while a plain permutation leaves
    /// one in place on average, and NWJ would no longer be unbiased.
    /// </summary>
    /// <param name="n">Pairs in the batch.</param>
    /// <param name="perPair">M, below n.</param>
    /// <param name="rng">Draws the shifts.</param>
    /// <param name="device">Where the index lives.</param>
    /// <returns>int64 [n, 1 + M].</returns>
    /// <exception cref="ArgumentException">The batch is too small for so many negatives.</exception>
    public static Tensor CyclicShifts(long n, int perPair, Rng rng, Device device)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (perPair >= n)
        {
            throw new ArgumentException($"a batch of {n} pairs has {n - 1} cyclic shifts, fewer than the {perPair} negatives a pair that are declared; give larger batches, or lower [Negatives(PerPair = ...)]", nameof(n));
        }

        long[] shifts = [0, .. Distinct((int)n - 1, perPair, rng).Select(shift => shift + 1L)];
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = arange(n, int64, device).unsqueeze(1);
        return (rows + tensor(shifts, int64, device).unsqueeze(0)).remainder(n).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Negatives drawn apart, M rows a pair: y's own n rows come first, then the first draw for all pairs, then the second.
    /// </summary>
    /// <param name="x">[n, ...].</param>
    /// <param name="drawn">[n M, ...].</param>
    /// <param name="perPair">M.</param>
    /// <returns>int64 [n, 1 + M], rows of y followed by drawn.</returns>
    /// <exception cref="ArgumentException">There are not n M drawn rows.</exception>
    public static Tensor Drawn(Tensor x, Tensor drawn, int perPair)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(drawn);
        long n = x.shape[0];
        if (drawn.shape[0] != n * perPair)
        {
            throw new ArgumentException($"{drawn.shape[0]} negatives were drawn for {n} pairs; [Negatives(PerPair = {perPair})] declares {n * perPair}", nameof(drawn));
        }

        using DisposeScope scope = NewDisposeScope();
        return arange(n * (perPair + 1), int64, x.device).view(perPair + 1, n).t().MoveToOuterDisposeScope();
    }

    /// <summary>The rows that an index names: [m, ...] to [n, 1 + M, ...].</summary>
    /// <param name="rows">[m, ...].</param>
    /// <param name="index">[n, 1 + M].</param>
    public static Tensor Take(Tensor rows, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(index);
        using DisposeScope scope = NewDisposeScope();
        return rows.index_select(0, index.reshape(-1)).view([.. index.shape, .. rows.shape[1..]]).MoveToOuterDisposeScope();
    }

    /// <summary>Distinct numbers below a limit.</summary>
    internal static int[] Distinct(int limit, int count, Rng rng)
    {
        int[] chosen = new int[count];
        rng.Distinct(limit, chosen);
        return chosen;
    }
}
