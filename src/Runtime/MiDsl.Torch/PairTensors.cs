using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Pairs held as two tensors, X [n, dx] and Y [n, dy], row i of the one belonging to row i of the other.</summary>
public sealed class PairTensors : IDisposable
{
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

    /// <summary>Copies data to a device, standardized on the way.</summary>
    /// <param name="data">Rows in memory.</param>
    /// <param name="standardizer">Means and deviations of the training part.</param>
    /// <param name="device">Where the tensors live.</param>
    public static PairTensors From(PairedData data, Standardizer standardizer, Device device)
    {
        ArgumentNullException.ThrowIfNull(standardizer);
        PairedData prepared = standardizer.Apply(data);
        return new PairTensors(
            Rows.ToTensor(prepared.X, prepared.Count, prepared.XDim, device),
            Rows.ToTensor(prepared.Y, prepared.Count, prepared.YDim, device));
    }

    /// <summary>Batch number <paramref name="index"/> of <paramref name="size"/> consecutive pairs, as views.</summary>
    /// <param name="index">From 0 to Count / size - 1.</param>
    /// <param name="size">Pairs in a batch.</param>
    public (Tensor X, Tensor Y) Batch(int index, int size) =>
        (X.narrow(0, (long)index * size, size), Y.narrow(0, (long)index * size, size));

    /// <summary>
    /// How pairs are cut into evaluation batches: <paramref name="batchSize"/>, or less where that would leave fewer
    /// than two batches, since the spread between batches is the standard error.
    /// </summary>
    /// <param name="batchSize">Pairs wanted in a batch.</param>
    /// <returns>Pairs in a batch, and the number of whole batches; the remainder is not used.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than four pairs.</exception>
    public (int Size, int Batches) Cut(int batchSize)
    {
        if (Count < 4)
        {
            throw new InvalidOperationException($"{Count} pairs cannot be evaluated: two batches of two pairs are the least");
        }

        int size = Math.Min(batchSize, Count / 2);
        return (size, Count / size);
    }

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        X.Dispose();
        Y.Dispose();
    }
}
