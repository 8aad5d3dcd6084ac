using System;

namespace MiDsl.Cpu;

/// <summary>Scores rows of x with the rows of y that an index names.</summary>
/// <param name="x">[n, dx].</param>
/// <param name="y">[m, dy].</param>
/// <param name="pairs">[n, 1 + M].</param>
public delegate PairedScores PairScorer(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<int> pairs);

/// <summary>
/// Test pairs, each with negatives that cyclic shifts over all of them make: row i of x meets row i + s of y, for M distinct
/// random distances s.
/// </summary>
public sealed class ShiftedRows
{
    // Pairs that the critic sees at once; scores of all stay.
    private const int AtOnce = 1 << 15;

    private readonly PairRows pairs;
    private readonly int[] shifts;
    private readonly PairIndices indices = new();

    /// <summary>Draws the distances.</summary>
    /// <param name="pairs">n pairs.</param>
    /// <param name="perPair">M; n - 1 where that is less.</param>
    /// <param name="rng">Draws them.</param>
    /// <exception cref="InvalidOperationException">There are fewer than four pairs.</exception>
    public ShiftedRows(PairRows pairs, int perPair, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(rng);
        pairs.DemandEnough();
        this.pairs = pairs;
        shifts = new int[Math.Min(perPair, pairs.Count - 1)];
        rng.Distinct(pairs.Count - 1, shifts);
    }

    /// <summary>Scores all pairs and negatives, some at a time.</summary>
    /// <param name="critic">Scores them.</param>
    /// <returns>[n, 1 + M], each row's own score first.</returns>
    public PairedScores Score(PairScorer critic)
    {
        ArgumentNullException.ThrowIfNull(critic);
        int n = pairs.Count, columns = 1 + shifts.Length, rows = Math.Max(1, AtOnce / columns);
        PairedScores all = new();
        all.Shape(n, indices.Shifted(0, n, n, shifts));
        for (int from = 0; from < n; from += rows)
        {
            int size = Math.Min(rows, n - from);
            PairedScores part = critic(pairs.XOf(from, size), pairs.Y, indices.Shifted(from, size, n, shifts));
            part.Values.CopyTo(all.Values[(from * columns)..]);
        }

        return all;
    }
}
