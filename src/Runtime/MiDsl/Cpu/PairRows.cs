using System;
using System.Linq;

namespace MiDsl.Cpu;

/// <summary>Prepared pairs in memory, X [n, dx] and Y [n, dy], row i of the one belonging to row i of the other.</summary>
public sealed class PairRows
{
    private readonly float[] x;
    private readonly float[] y;
    private (int Given, int Neighbours, int[] Rows)? nearby;

    /// <summary>Takes two arrays with equally many rows.</summary>
    /// <param name="x">[n, dx].</param>
    /// <param name="xDim">dx.</param>
    /// <param name="y">[n, dy].</param>
    /// <param name="yDim">dy.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public PairRows(float[] x, int xDim, float[] y, int yDim)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Count = x.Length / xDim;
        if (x.Length != Count * xDim || y.Length != Count * yDim)
        {
            throw new ArgumentException($"X has {x.Length} values in {xDim} columns and Y has {y.Length} in {yDim}; pairs need equally many rows", nameof(y));
        }

        (this.x, this.y, XDim, YDim) = (x, y, xDim, yDim);
    }

    /// <summary>Number of pairs.</summary>
    public int Count { get; }

    /// <summary>dx.</summary>
    public int XDim { get; }

    /// <summary>dy.</summary>
    public int YDim { get; }

    /// <summary>The rows of X, [n, dx].</summary>
    public ReadOnlySpan<float> X => x;

    /// <summary>The rows of Y, [n, dy].</summary>
    public ReadOnlySpan<float> Y => y;

    /// <summary>Copies data, prepared on the way.</summary>
    /// <param name="data">Rows.</param>
    /// <param name="preparation">Learned on the training part.</param>
    /// <param name="xCategories">Where X holds labels, how many there are.</param>
    /// <param name="yCategories">Where Y holds labels, how many there are.</param>
    /// <exception cref="DataException">A label lies outside its range, or the dimensions are others than the preparation's.</exception>
    public static PairRows From(PairedData data, DataPreparation preparation, int? xCategories = null, int? yCategories = null)
    {
        PairedData prepared = CheckedPairs.Prepare(data, preparation, xCategories, yCategories);
        return new PairRows(prepared.X.ToArray(), prepared.XDim, prepared.Y.ToArray(), prepared.YDim);
    }

    /// <summary>Consecutive rows of X.</summary>
    /// <param name="from">The first.</param>
    /// <param name="size">How many.</param>
    public ReadOnlySpan<float> XOf(int from, int size) => x.AsSpan(from * XDim, size * XDim);

    /// <summary>Consecutive rows of Y.</summary>
    /// <param name="from">The first.</param>
    /// <param name="size">How many.</param>
    public ReadOnlySpan<float> YOf(int from, int size) => y.AsSpan(from * YDim, size * YDim);

    /// <summary>How pairs are cut into evaluation batches: <paramref name="batchSize"/>, or all where there are fewer.</summary>
    /// <param name="batchSize">Pairs wanted in a batch.</param>
    /// <returns>Pairs in a batch, and the number of whole batches; the remainder is not used.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than four pairs.</exception>
    public (int Size, int Batches) Cut(int batchSize)
    {
        DemandEnough();
        int size = Math.Min(batchSize, Count);
        return (size, Count / size);
    }

    /// <summary>Copies rows.</summary>
    /// <param name="rows">Their numbers.</param>
    /// <param name="batch">Receives them.</param>
    internal void CopyRows(ReadOnlySpan<int> rows, PairRows batch)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            XOf(rows[i], 1).CopyTo(batch.x.AsSpan(i * XDim));
            YOf(rows[i], 1).CopyTo(batch.y.AsSpan(i * YDim));
        }
    }

    /// <summary>The arrays, to be filled anew.</summary>
    internal (float[] X, float[] Y) Arrays => (x, y);

    internal void DemandEnough()
    {
        if (Count < 4)
        {
            throw new InvalidOperationException($"{Count} pairs cannot be evaluated: a standard error needs at least four");
        }
    }

    /// <summary>
    /// Y of other pairs for those of a batch: each draw shifts all rows by one random distance, never onto themselves.
    /// </summary>
    /// <param name="rows">The batch's rows.</param>
    /// <param name="perPair">M draws.</param>
    /// <param name="rng">Draws the distances.</param>
    /// <param name="drawn">Receives [M n, dy], draw after draw.</param>
    public void Drawn(ReadOnlySpan<int> rows, int perPair, Rng rng, Span<float> drawn)
    {
        ArgumentNullException.ThrowIfNull(rng);
        for (int draw = 0; draw < perPair; draw++)
        {
            int shift = rng.NextShift(Count);
            for (int i = 0; i < rows.Length; i++)
            {
                YOf((int)(((long)rows[i] + shift) % Count), 1).CopyTo(drawn[(((draw * rows.Length) + i) * YDim)..]);
            }
        }
    }

    /// <summary>
    /// Y of pairs whose condition Z, the last columns of X, is near that of each pair of a batch: draws from an approximation
    /// of p(y | z). Mukherjee et al. 2019 (1906.01824), algorithm 1.
    /// </summary>
    /// <param name="rows">The batch's rows.</param>
    /// <param name="perPair">M draws.</param>
    /// <param name="given">Columns of Z.</param>
    /// <param name="neighbours">Nearest pairs to choose among.</param>
    /// <param name="rng">Chooses.</param>
    /// <param name="drawn">Receives [M n, dy], draw after draw.</param>
    public void Near(ReadOnlySpan<int> rows, int perPair, int given, int neighbours, Rng rng, Span<float> drawn)
    {
        ArgumentNullException.ThrowIfNull(rng);
        int[] near = Nearby(given, neighbours);
        for (int i = 0; i < rows.Length; i++)
        {
            for (int draw = 0; draw < perPair; draw++)
            {
                int chosen = near[(rows[i] * neighbours) + rng.NextInt(neighbours)];
                YOf(chosen, 1).CopyTo(drawn[(((draw * rows.Length) + i) * YDim)..]);
            }
        }
    }

    // Found once for all batches.
    private int[] Nearby(int given, int neighbours)
    {
        if (nearby is { } known && known.Given == given && known.Neighbours == neighbours)
        {
            return known.Rows;
        }

        if (Count <= neighbours)
        {
            throw new InvalidOperationException($"{Count} pairs have no {neighbours} neighbours each; give more pairs, or lower [Negatives(Neighbours = ...)]");
        }

        float[] z = [.. Enumerable.Range(0, Count).SelectMany(row => x.AsSpan(((row + 1) * XDim) - given, given).ToArray())];
        int[] rows = NearestNeighbours.Of(z, given, neighbours);
        nearby = (given, neighbours, rows);
        return rows;
    }
}
