using System;

namespace MiDsl.Cpu;

/// <summary>Batches from a training set, a new permutation every epoch.</summary>
public sealed class DataRows : RowSource
{
    private readonly PairRows training;
    private readonly BatchOrder order;
    private readonly int[] rows;
    private readonly Rng negatives;
    private readonly PairRows batch;
    private float[] drawn = [];

    /// <summary>Prepares both parts.</summary>
    /// <param name="training">Pairs that fit.</param>
    /// <param name="validation">Pairs that stop and choose.</param>
    /// <param name="preparation">Learned on the training part.</param>
    /// <param name="batchSize">Pairs in a batch; all of them where there are fewer.</param>
    /// <param name="seed">Keys the permutations.</param>
    /// <param name="xCategories">Where X holds labels, how many there are.</param>
    /// <param name="yCategories">Where Y holds labels, how many there are.</param>
    public DataRows(
        PairedData training, PairedData validation, DataPreparation preparation, int batchSize, long seed, int? xCategories = null, int? yCategories = null)
    {
        this.training = PairRows.From(training, preparation, xCategories, yCategories);
        Validation = PairRows.From(validation, preparation, xCategories, yCategories);
        rows = new int[Math.Min(batchSize, this.training.Count)];
        order = new BatchOrder(this.training.Count, rows.Length, seed);
        negatives = new Rng(seed, RandomStream.Negatives);
        batch = Room(rows.Length, this.training.XDim, this.training.YDim);
    }

    /// <inheritdoc/>
    public override PairRows Validation { get; }

    /// <inheritdoc/>
    public override PairRows Batch(int step)
    {
        order.Fill(step, rows);
        training.CopyRows(rows, batch);
        return batch;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Drawn(int step, int perPair)
    {
        Span<float> into = Begin(step, perPair);
        training.Drawn(rows, perPair, negatives, into);
        return into;
    }

    /// <summary>Y of pairs whose condition is near that of each pair of a step's batch (<see cref="PairRows.Near"/>).</summary>
    /// <param name="step">From 0; the same step gives the same draws.</param>
    /// <param name="perPair">M draws.</param>
    /// <param name="given">Columns of Z, the last of X.</param>
    /// <param name="neighbours">Nearest pairs to choose among.</param>
    /// <returns>[M n, dy], draw after draw.</returns>
    public ReadOnlySpan<float> Near(int step, int perPair, int given, int neighbours)
    {
        Span<float> into = Begin(step, perPair);
        training.Near(rows, perPair, given, neighbours, negatives, into);
        return into;
    }

    /// <inheritdoc/>
    public override PairRows Fitting() => training;

    private Span<float> Begin(int step, int perPair)
    {
        order.Fill(step, rows);
        negatives.Move(RandomStream.Negatives, step);
        int length = rows.Length * perPair * training.YDim;
        if (drawn.Length < length)
        {
            drawn = new float[length];
        }

        return drawn.AsSpan(0, length);
    }
}
