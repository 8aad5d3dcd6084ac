using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Batches from a training set, a new permutation every epoch.</summary>
public sealed class DataPairs : PairSource
{
    private readonly PairTensors training;
    private readonly BatchOrder order;
    private readonly int[] rows;

    /// <summary>Copies both parts to the device.</summary>
    /// <param name="training">Pairs that fit.</param>
    /// <param name="validation">Pairs that stop and choose.</param>
    /// <param name="standardizer">Learned on the training part.</param>
    /// <param name="batchSize">Pairs in a batch; all of them where there are fewer.</param>
    /// <param name="seed">Keys the permutations.</param>
    /// <param name="device">Where the tensors live.</param>
    public DataPairs(PairedData training, PairedData validation, Standardizer standardizer, int batchSize, long seed, Device device)
    {
        this.training = PairTensors.From(training, standardizer, device);
        Validation = PairTensors.From(validation, standardizer, device);
        rows = new int[Math.Min(batchSize, this.training.Count)];
        order = new BatchOrder(this.training.Count, rows.Length, seed);
    }

    /// <inheritdoc/>
    public override PairTensors Validation { get; }

    /// <inheritdoc/>
    public override (Tensor X, Tensor Y) Batch(int step)
    {
        order.Fill(step, rows);
        using Tensor index = tensor(rows, int64).to(training.X.device);
        return (training.X.index_select(0, index), training.Y.index_select(0, index));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        training.Dispose();
        Validation.Dispose();
    }
}
