using System;

namespace MiDsl.Cpu;

/// <summary>Fresh pairs at every step, drawn by the user's sampler from streams of their own.</summary>
public sealed class SampledRows : RowSource
{
    private const int LearningPairs = 4096;

    // Batches are steps 0, 1, ... of the training stream.
    private const long LearningStep = -1;
    private const long FittingStep = -2;

    private readonly RowSampler sampler;
    private readonly int xDim;
    private readonly int yDim;
    private readonly int validationPairs;
    private readonly Rng rng;
    private readonly PairRows batch;
    private PairRows? drawn;
    private PairRows? validation;
    private DataPreparation? preparation;

    /// <summary>From a sampler.</summary>
    /// <param name="sampler">Draws pairs.</param>
    /// <param name="xDim">Dimensions of X.</param>
    /// <param name="yDim">Dimensions of Y.</param>
    /// <param name="batchSize">Pairs in a batch.</param>
    /// <param name="validationPairs">Pairs drawn once for validation.</param>
    /// <param name="seed">Keys every stream.</param>
    public SampledRows(RowSampler sampler, int xDim, int yDim, int batchSize, int validationPairs, long seed)
    {
        (this.sampler, this.xDim, this.yDim, this.validationPairs) = (sampler, xDim, yDim, validationPairs);
        rng = new Rng(seed, RandomStream.Training);
        batch = Room(batchSize, xDim, yDim);
    }

    /// <inheritdoc/>
    public override PairRows Validation => validation ??= Draw(RandomStream.Validation, 0, Room(validationPairs, xDim, yDim));

    /// <inheritdoc/>
    public override PairRows Batch(int step) => Draw(RandomStream.Training, step, batch);

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Drawn(int step, int perPair)
    {
        if (drawn?.Count != batch.Count * perPair)
        {
            drawn = Room(batch.Count * perPair, xDim, yDim);
        }

        return Draw(RandomStream.Negatives, step, drawn).Y;
    }

    /// <inheritdoc/>
    public override PairRows Fitting() => Draw(RandomStream.Training, FittingStep, Room(LearningPairs, xDim, yDim));

    /// <summary>Pairs from a stream that neither trained nor stopped anything.</summary>
    /// <param name="count">Number of pairs.</param>
    public PairRows Test(int count) => Draw(RandomStream.Test, 0, Room(count, xDim, yDim));

    /// <summary>Learns means and deviations from pairs of the training stream; every later draw is standardized.</summary>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public Standardizer Standardize(bool labelledX = false, bool labelledY = false) => Prepared(Standardizer.Fit(FirstDraw(), labelledX, labelledY));

    /// <summary>Learns normal scores from pairs of the training stream; every later draw is turned into them.</summary>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public NormalScores NormalScores(bool labelledX = false, bool labelledY = false) => Prepared(MiDsl.NormalScores.Fit(FirstDraw(), labelledX, labelledY));

    /// <summary>Learns components and their normal scores from pairs of the training stream; every later draw is turned into them.</summary>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public UnmixedScores UnmixedScores(bool labelledX = false, bool labelledY = false) => Prepared(MiDsl.UnmixedScores.Fit(FirstDraw(), labelledX, labelledY));

    /// <summary>Prepares every later draw.</summary>
    /// <param name="learned">From earlier pairs.</param>
    public void Prepare(DataPreparation learned) => preparation = learned;

    private T Prepared<T>(T learned)
        where T : DataPreparation
    {
        preparation = learned;
        return learned;
    }

    private PairRows Draw(RandomStream stream, long step, PairRows room)
    {
        rng.Move(stream, step);
        (float[] x, float[] y) = room.Arrays;
        sampler(rng, room.Count, x, y);
        preparation?.ApplyX(x, x);
        preparation?.ApplyY(y, y);
        return room;
    }

    private PairedData FirstDraw()
    {
        (float[] x, float[] y) = (new float[LearningPairs * xDim], new float[LearningPairs * yDim]);
        rng.Move(RandomStream.Training, LearningStep);
        sampler(rng, LearningPairs, x, y);
        return PairedData.From(x, xDim, y, yDim);
    }
}
