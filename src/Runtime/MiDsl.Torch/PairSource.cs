using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Where training batches and validation pairs come from.</summary>
public abstract class PairSource : IDisposable
{
    /// <summary>Pairs that stop the training and choose the weights; none of them is ever in a batch.</summary>
    public abstract PairTensors Validation { get; }

    /// <summary>The training batch of a step, in the current dispose scope: x [n, dx], y [n, dy], rows paired.</summary>
    /// <param name="step">From 0; the same step gives the same batch.</param>
    public abstract (Tensor X, Tensor Y) Batch(int step);

    /// <summary>Y of further pairs for the batch of a step, in the current dispose scope.</summary>
    /// <param name="step">From 0; the same step gives the same draws.</param>
    /// <param name="perPair">M draws.</param>
    /// <returns>[M n, dy], draw after draw.</returns>
    public abstract Tensor Drawn(int step, int perPair);

    /// <summary>Pairs of the training part to fit a closed form to, not to be disposed: all of data, some of a sampler.</summary>
    public abstract (Tensor X, Tensor Y) Fitting();

    /// <summary>Frees what is held.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what is held.</summary>
    /// <param name="disposing">Whether called by the user.</param>
    protected abstract void Dispose(bool disposing);
}
