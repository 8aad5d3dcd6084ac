using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Fresh pairs at every step, drawn by the user's sampler from streams of their own.</summary>
public sealed class SampledPairs : PairSource
{
    private const int LearningPairs = 4096;

    // Batches are steps 0, 1, ... of the training stream.
    private const long LearningStep = -1;
    private const long FittingStep = -2;

    private readonly Func<RandomStream, long, int, (Tensor X, Tensor Y)> draw;
    private readonly int xDim;
    private readonly int yDim;
    private readonly int batchSize;
    private readonly int validationPairs;
    private readonly Device device;
    private PairTensors? validation;
    private readonly bool xInUnit;
    private readonly bool yInUnit;
    private TensorPreparation? preparation;

    /// <summary>From a sampler over spans.</summary>
    /// <param name="sampler">Draws pairs.</param>
    /// <param name="xDim">Dimensions of X.</param>
    /// <param name="yDim">Dimensions of Y.</param>
    /// <param name="batchSize">Pairs in a batch.</param>
    /// <param name="validationPairs">Pairs drawn once for validation.</param>
    /// <param name="seed">Keys every stream.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <param name="xInUnit">Whether X must lie in [0, 1]; pairs that stop training or give a value are looked at.</param>
    /// <param name="yInUnit">Whether Y must lie in [0, 1].</param>
    public SampledPairs(SpanSampler sampler, int xDim, int yDim, int batchSize, int validationPairs, long seed, Device device, bool xInUnit = false, bool yInUnit = false)
        : this(xDim, yDim, batchSize, validationPairs, device, xInUnit, yInUnit)
    {
        draw = (stream, step, n) =>
        {
            float[] x = new float[n * xDim];
            float[] y = new float[n * yDim];
            sampler(new Rng(seed, stream, step), n, x, y);
            return (Rows.ToTensor(x, n, xDim, device), Rows.ToTensor(y, n, yDim, device));
        };
    }

    /// <summary>From a sampler of tensors.</summary>
    /// <param name="sampler">Draws pairs.</param>
    /// <param name="xDim">Dimensions of X.</param>
    /// <param name="yDim">Dimensions of Y.</param>
    /// <param name="batchSize">Pairs in a batch.</param>
    /// <param name="validationPairs">Pairs drawn once for validation.</param>
    /// <param name="seed">Keys every stream.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <param name="xInUnit">Whether X must lie in [0, 1]; pairs that stop training or give a value are looked at.</param>
    /// <param name="yInUnit">Whether Y must lie in [0, 1].</param>
    public SampledPairs(TensorSampler sampler, int xDim, int yDim, int batchSize, int validationPairs, long seed, Device device, bool xInUnit = false, bool yInUnit = false)
        : this(xDim, yDim, batchSize, validationPairs, device, xInUnit, yInUnit)
    {
        draw = (stream, step, n) =>
        {
            using var generator = new Generator((ulong)Rng.Derive(seed, stream, step), device);
            (Tensor x, Tensor y) = sampler(n, generator);
            Demand(x, "X", n, xDim);
            Demand(y, "Y", n, yDim);
            return (x.to(float32, device), y.to(float32, device));
        };
    }

    private SampledPairs(int xDim, int yDim, int batchSize, int validationPairs, Device device, bool xInUnit, bool yInUnit)
    {
        this.xDim = xDim;
        this.yDim = yDim;
        this.batchSize = batchSize;
        this.validationPairs = validationPairs;
        this.device = device;
        this.xInUnit = xInUnit;
        this.yInUnit = yInUnit;
        draw = null!; // set by both public constructors
    }

    /// <inheritdoc/>
    public override PairTensors Validation => validation ??= Fixed(RandomStream.Validation, validationPairs);

    /// <inheritdoc/>
    public override (Tensor X, Tensor Y) Batch(int step) => Draw(RandomStream.Training, step, batchSize);

    /// <inheritdoc/>
    public override Tensor Drawn(int step, int perPair) => Draw(RandomStream.Negatives, step, batchSize * perPair).Y;

    /// <inheritdoc/>
    public override (Tensor X, Tensor Y) Fitting() => Draw(RandomStream.Training, FittingStep, LearningPairs);

    /// <summary>Pairs from a stream that neither trained nor stopped anything.</summary>
    /// <param name="count">Number of pairs.</param>
    public PairTensors Test(int count) => Fixed(RandomStream.Test, count);

    /// <summary>Learns means and deviations from pairs of the training stream; every later draw is standardized.</summary>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public Standardizer Standardize(bool labelledX = false, bool labelledY = false)
    {
        var learned = Standardizer.Fit(FirstDraw(), labelledX, labelledY);
        Prepare(learned);
        return learned;
    }

    /// <summary>Learns normal scores from pairs of the training stream; every later draw is turned into them.</summary>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public NormalScores NormalScores(bool labelledX = false, bool labelledY = false)
    {
        var learned = MiDsl.NormalScores.Fit(FirstDraw(), labelledX, labelledY);
        Prepare(learned);
        return learned;
    }

    /// <summary>Learns components and their normal scores from pairs of the training stream; every later draw is turned into them.</summary>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public UnmixedScores UnmixedScores(bool labelledX = false, bool labelledY = false)
    {
        var learned = MiDsl.UnmixedScores.Fit(FirstDraw(), labelledX, labelledY);
        Prepare(learned);
        return learned;
    }

    /// <summary>Prepares every later draw.</summary>
    /// <param name="learned">From earlier pairs.</param>
    public void Prepare(DataPreparation learned)
    {
        preparation?.Dispose();
        preparation = TensorPreparation.Of(learned, device);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        validation?.Dispose();
        preparation?.Dispose();
    }

    private static void Demand(Tensor drawn, string variable, int n, int dimensions)
    {
        if (drawn.shape.Length != 2 || drawn.shape[0] != n || drawn.shape[1] != dimensions)
        {
            throw new InvalidOperationException(
                $"the sampler gave {variable} of shape [{string.Join(", ", drawn.shape)}]; [Joint] declares [{n}, {dimensions}]");
        }
    }

    private (Tensor X, Tensor Y) Draw(RandomStream stream, long step, int count)
    {
        (Tensor x, Tensor y) = draw(stream, step, count);
        return preparation?.Apply(x, y) ?? (x, y);
    }

    private PairedData FirstDraw()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = draw(RandomStream.Training, LearningStep, LearningPairs);
        return PairedData.From(x.cpu().data<float>().ToArray(), xDim, y.cpu().data<float>().ToArray(), yDim);
    }

    private PairTensors Fixed(RandomStream stream, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = Draw(stream, 0, count);
        if (xInUnit)
        {
            CheckedPairs.DemandUnit("X", x.cpu().contiguous().data<float>().ToArray(), xDim);
        }

        if (yInUnit)
        {
            CheckedPairs.DemandUnit("Y", y.cpu().contiguous().data<float>().ToArray(), yDim);
        }

        return new PairTensors(x, y);
    }
}
