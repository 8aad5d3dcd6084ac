using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Pairs held as two tensors, X [n, dx] and Y [n, dy], row i of the one belonging to row i of the other.</summary>
public sealed class PairTensors : IDisposable
{
    private (int Given, int Neighbours, Tensor Rows)? nearby;

    /// <summary>Takes ownership of two tensors with equally many rows.</summary>
    /// <param name="x">[n, dx].</param>
    /// <param name="y">[n, dy].</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public PairTensors(Tensor x, Tensor y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.shape[0] != y.shape[0])
        {
            throw new ArgumentException($"X has {x.shape[0]} rows and Y has {y.shape[0]}; pairs need equally many", nameof(y));
        }

        X = x.DetachFromDisposeScope();
        Y = y.DetachFromDisposeScope();
    }

    /// <summary>The rows of X, [n, dx].</summary>
    public Tensor X { get; }

    /// <summary>The rows of Y, [n, dy].</summary>
    public Tensor Y { get; }

    /// <summary>Number of pairs.</summary>
    public int Count => (int)X.shape[0];

    /// <summary>Copies data to a device, prepared on the way.</summary>
    /// <param name="data">Rows in memory.</param>
    /// <param name="preparation">Learned on the training part.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <param name="xCategories">Where X holds labels, how many there are.</param>
    /// <param name="yCategories">Where Y holds labels, how many there are.</param>
    /// <param name="xInUnit">Whether X must lie in [0, 1].</param>
    /// <param name="yInUnit">Whether Y must lie in [0, 1].</param>
    /// <exception cref="DataException">A label or value lies outside its range, or the dimensions are others than the preparation's.</exception>
    public static PairTensors From(PairedData data, DataPreparation preparation, Device device, int? xCategories = null, int? yCategories = null, bool xInUnit = false, bool yInUnit = false)
    {
        PairedData prepared = CheckedPairs.Prepare(data, preparation, xCategories, yCategories, xInUnit, yInUnit);
        return new PairTensors(
            Torch.Rows.ToTensor(prepared.X, prepared.Count, prepared.XDim, device),
            Torch.Rows.ToTensor(prepared.Y, prepared.Count, prepared.YDim, device));
    }

    /// <summary>Consecutive pairs, as views.</summary>
    /// <param name="from">The first.</param>
    /// <param name="size">How many.</param>
    public (Tensor X, Tensor Y) Rows(int from, int size) => (X.narrow(0, from, size), Y.narrow(0, from, size));

    /// <summary>The first pairs, as tensors of their own.</summary>
    /// <param name="count">How many.</param>
    public PairTensors First(int count)
    {
        using DisposeScope scope = NewDisposeScope();
        return new PairTensors(X.narrow(0, 0, count), Y.narrow(0, 0, count));
    }

    /// <summary>Y of other pairs for those of a batch: each draw shifts all rows by one random distance, never onto themselves.</summary>
    /// <param name="from">The batch's first pair.</param>
    /// <param name="size">Pairs in the batch.</param>
    /// <param name="perPair">M draws.</param>
    /// <param name="rng">Draws the distances.</param>
    /// <returns>[M size, dy], draw after draw.</returns>
    public Tensor Drawn(int from, int size, int perPair, Rng rng)
    {
        using DisposeScope scope = NewDisposeScope();
        return Drawn(RowsOf(from, size), perPair, rng).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Y of pairs whose condition Z, the last columns of X, is near that of each pair of a batch: draws from an approximation
    /// of p(y | z). Mukherjee et al. 2019 (1906.01824), algorithm 1.
    /// </summary>
    /// <param name="from">The batch's first pair.</param>
    /// <param name="size">Pairs in the batch.</param>
    /// <param name="perPair">M draws.</param>
    /// <param name="given">Columns of Z.</param>
    /// <param name="neighbours">Nearest pairs to choose among.</param>
    /// <param name="rng">Chooses.</param>
    /// <returns>[M size, dy], draw after draw.</returns>
    public Tensor Near(int from, int size, int perPair, int given, int neighbours, Rng rng)
    {
        using DisposeScope scope = NewDisposeScope();
        return Near(RowsOf(from, size), perPair, given, neighbours, rng).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// How pairs are cut into evaluation batches: <paramref name="batchSize"/>, or all where there are fewer.
    /// </summary>
    /// <param name="batchSize">Pairs wanted in a batch.</param>
    /// <returns>Pairs in a batch, and the number of whole batches; the remainder is not used.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than four pairs.</exception>
    public (int Size, int Batches) Cut(int batchSize)
    {
        DemandEnough();
        int size = Math.Min(batchSize, Count);
        return (size, Count / size);
    }

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        X.Dispose();
        Y.Dispose();
        nearby?.Rows.Dispose();
    }

    internal void DemandEnough()
    {
        if (Count < 4)
        {
            throw new InvalidOperationException($"{Count} pairs cannot be evaluated: a standard error needs at least four");
        }
    }

    internal Tensor Drawn(Tensor rows, int perPair, Rng rng)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] draws = [.. Enumerable.Range(0, perPair).Select(_ => (rows + rng.NextShift(Count)).remainder(Count))];
        return Y.index_select(0, cat(draws)).MoveToOuterDisposeScope();
    }

    internal Tensor Near(Tensor rows, int perPair, int given, int neighbours, Rng rng)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor candidates = Nearby(given, neighbours).index_select(0, rows);
        long[] choice = new long[rows.numel() * perPair];
        for (int i = 0; i < choice.Length; i++)
        {
            choice[i] = rng.NextInt(neighbours);
        }

        Tensor chosen = candidates.gather(1, tensor(choice, int64, X.device).view(rows.numel(), perPair));
        return Y.index_select(0, chosen.t().reshape(-1)).MoveToOuterDisposeScope();
    }

    // Found once for all batches.
    private Tensor Nearby(int given, int neighbours)
    {
        if (nearby is { } known && known.Given == given && known.Neighbours == neighbours)
        {
            return known.Rows;
        }

        if (Count <= neighbours)
        {
            throw new InvalidOperationException($"{Count} pairs have no {neighbours} neighbours each; give more pairs, or lower [Negatives(Neighbours = ...)]");
        }

        float[] z = X.narrow(1, X.shape[1] - given, given).cpu().contiguous().data<float>().ToArray();
        long[] rows = Array.ConvertAll(NearestNeighbours.Of(z, given, neighbours), row => (long)row);
        nearby?.Rows.Dispose();
        Tensor found = tensor(rows, int64, X.device).view(Count, neighbours).DetachFromDisposeScope();
        nearby = (given, neighbours, found);
        return found;
    }

    private Tensor RowsOf(int from, int size) => arange((long)from, (long)from + size, int64, X.device);
}
