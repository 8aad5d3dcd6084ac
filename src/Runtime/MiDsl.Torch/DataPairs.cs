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
    private readonly long seed;

    /// <summary>Copies both parts to the device.</summary>
    /// <param name="training">Pairs that fit.</param>
    /// <param name="validation">Pairs that stop and choose.</param>
    /// <param name="preparation">Learned on the training part.</param>
    /// <param name="batchSize">Pairs in a batch; all of them where there are fewer.</param>
    /// <param name="seed">Keys the permutations.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <param name="xCategories">Where X holds labels, how many there are.</param>
    /// <param name="yCategories">Where Y holds labels, how many there are.</param>
    /// <param name="xInUnit">Whether X must lie in [0, 1].</param>
    /// <param name="yInUnit">Whether Y must lie in [0, 1].</param>
    public DataPairs(
        PairedData training, PairedData validation, DataPreparation preparation, int batchSize, long seed, Device device, int? xCategories = null, int? yCategories = null,
        bool xInUnit = false, bool yInUnit = false)
    {
        this.training = PairTensors.From(training, preparation, device, xCategories, yCategories, xInUnit, yInUnit);
        Validation = PairTensors.From(validation, preparation, device, xCategories, yCategories, xInUnit, yInUnit);
        this.seed = seed;
        rows = new int[Math.Min(batchSize, this.training.Count)];
        order = new BatchOrder(this.training.Count, rows.Length, seed);
    }

    /// <inheritdoc/>
    public override PairTensors Validation { get; }

    /// <inheritdoc/>
    public override (Tensor X, Tensor Y) Batch(int step)
    {
        using Tensor index = RowsOf(step);
        return (training.X.index_select(0, index), training.Y.index_select(0, index));
    }

    /// <inheritdoc/>
    public override Tensor Drawn(int step, int perPair)
    {
        using Tensor index = RowsOf(step);
        return training.Drawn(index, perPair, new Rng(seed, RandomStream.Negatives, step));
    }

    /// <summary>Y of pairs whose condition is near that of each pair of a step's batch (<see cref="PairTensors.Near(int, int, int, int, int, Rng)"/>).</summary>
    /// <param name="step">From 0; the same step gives the same draws.</param>
    /// <param name="perPair">M draws.</param>
    /// <param name="given">Columns of Z, the last of X.</param>
    /// <param name="neighbours">Nearest pairs to choose among.</param>
    /// <returns>[M n, dy], draw after draw.</returns>
    public Tensor Near(int step, int perPair, int given, int neighbours)
    {
        using Tensor index = RowsOf(step);
        return training.Near(index, perPair, given, neighbours, new Rng(seed, RandomStream.Negatives, step));
    }

    /// <inheritdoc/>
    public override (Tensor X, Tensor Y) Fitting() => (training.X, training.Y);

    private Tensor RowsOf(int step)
    {
        order.Fill(step, rows);
        return tensor(rows, int64).to(training.X.device);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        training.Dispose();
        Validation.Dispose();
    }
}
