using System;

namespace MiDsl.Cpu;

/// <summary>
/// Which rows of y each row of x is scored with, [n, 1 + M]: column 0 is its own, the others are negatives, never its own.
/// </summary>
public sealed class PairIndices
{
    private int[] index = [];
    private int[] shifts = [];

    /// <summary>
    /// Negatives by M distinct random cyclic shifts of the batch: no row keeps its partner, while a plain permutation leaves
    /// one in place on average, and NWJ would no longer be unbiased.
    /// </summary>
    /// <param name="n">Pairs in the batch.</param>
    /// <param name="perPair">M, below n.</param>
    /// <param name="rng">Draws the shifts.</param>
    /// <returns>[n, 1 + M]; the next call takes its place.</returns>
    /// <exception cref="ArgumentException">The batch is too small for so many negatives.</exception>
    public ReadOnlySpan<int> CyclicShifts(int n, int perPair, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (perPair >= n)
        {
            throw new ArgumentException($"a batch of {n} pairs has {n - 1} cyclic shifts, fewer than the {perPair} negatives a pair that are declared; give larger batches, or lower [Negatives(PerPair = ...)]", nameof(n));
        }

        MakeRoom(n, perPair);
        rng.Distinct(n - 1, shifts.AsSpan(0, perPair));
        return Shifted(0, n, n, shifts.AsSpan(0, perPair));
    }

    /// <summary>Row i of x with rows i + s of y, s - 1 the distances given.</summary>
    internal ReadOnlySpan<int> Shifted(int from, int size, int n, ReadOnlySpan<int> distances)
    {
        MakeRoom(size, distances.Length);
        int columns = distances.Length + 1;
        for (int i = 0; i < size; i++)
        {
            int row = from + i;
            index[i * columns] = row;
            for (int k = 0; k < distances.Length; k++)
            {
                index[(i * columns) + k + 1] = (int)(((long)row + distances[k] + 1) % n);
            }
        }

        return index.AsSpan(0, size * columns);
    }

    /// <summary>
    /// Negatives drawn apart, M rows a pair: y's own n rows come first, then the first draw for all pairs, then the second.
    /// </summary>
    /// <param name="n">Pairs.</param>
    /// <param name="perPair">M.</param>
    /// <returns>[n, 1 + M], rows of y followed by drawn; the next call takes its place.</returns>
    public ReadOnlySpan<int> Drawn(int n, int perPair)
    {
        MakeRoom(n, perPair);
        for (int i = 0, next = 0; i < n; i++)
        {
            for (int k = 0; k <= perPair; k++)
            {
                index[next++] = (k * n) + i;
            }
        }

        return index.AsSpan(0, n * (1 + perPair));
    }

    private void MakeRoom(int n, int perPair)
    {
        if (index.Length < n * (1 + perPair))
        {
            index = new int[n * (1 + perPair)];
        }

        if (shifts.Length < perPair)
        {
            shifts = new int[perPair];
        }
    }
}
