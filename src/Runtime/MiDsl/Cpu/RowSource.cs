using System;

namespace MiDsl.Cpu;

/// <summary>Draws <paramref name="n"/> independent pairs: x is [n, dx] and y is [n, dy], row after row.</summary>
/// <param name="rng">Source of randomness, seeded by the caller.</param>
/// <param name="n">Number of pairs.</param>
/// <param name="x">Room for n rows of X.</param>
/// <param name="y">Room for n rows of Y.</param>
public delegate void RowSampler(Rng rng, int n, Span<float> x, Span<float> y);

/// <summary>Where training batches and validation pairs come from. Batches share their memory.</summary>
public abstract class RowSource
{
    private protected RowSource()
    {
    }

    /// <summary>Pairs that stop the training and choose the weights; none of them is ever in a batch.</summary>
    public abstract PairRows Validation { get; }

    /// <summary>The training batch of a step; the next one takes its place.</summary>
    /// <param name="step">From 0; the same step gives the same batch.</param>
    public abstract PairRows Batch(int step);

    /// <summary>Y of further pairs for the batch of a step; the next call takes their place.</summary>
    /// <param name="step">From 0; the same step gives the same draws.</param>
    /// <param name="perPair">M draws.</param>
    /// <returns>[M n, dy], draw after draw.</returns>
    public abstract ReadOnlySpan<float> Drawn(int step, int perPair);

    /// <summary>Pairs of the training part to fit a closed form to: all of data, some of a sampler.</summary>
    public abstract PairRows Fitting();

    // Room that is made once.
    private protected static PairRows Room(int rows, int xDim, int yDim) => new(new float[rows * xDim], xDim, new float[rows * yDim], yDim);
}
