using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Dropout and noise inside a network, from a generator of its own: another estimator's draws do not change these, so the
/// same seed gives the same bits.
/// </summary>
public sealed class Perturbation : ICheckpointed, IDisposable
{
    private readonly Generator generator;

    /// <summary>Seeded.</summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="device">Where the tensors live.</param>
    public Perturbation(long seed, Device device) =>
        generator = new Generator((ulong)Rng.Derive(seed, RandomStream.Noise, 0), device);

    /// <summary>In training, each entry is 0 with chance <paramref name="rate"/>, and the others grow by 1 / (1 - rate).</summary>
    /// <param name="t">Any shape.</param>
    /// <param name="rate">In [0, 1).</param>
    /// <param name="training">Whether the network trains; else nothing happens.</param>
    public Tensor Dropout(Tensor t, double rate, bool training)
    {
        ArgumentNullException.ThrowIfNull(t);
        if (!training)
        {
            return t;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor kept = rand(t.shape, dtype: t.dtype, device: t.device, generator: generator) >= rate;
        return (t * kept / (1 - rate)).MoveToOuterDisposeScope();
    }

    /// <summary>In training, independent Gaussian noise is added to each entry.</summary>
    /// <param name="t">Any shape.</param>
    /// <param name="deviation">Standard deviation of the noise.</param>
    /// <param name="training">Whether the network trains; else nothing happens.</param>
    public Tensor Noise(Tensor t, double deviation, bool training)
    {
        ArgumentNullException.ThrowIfNull(t);
        if (!training)
        {
            return t;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor noise = randn(t.shape, dtype: t.dtype, device: t.device, generator: generator);
        return (t + (deviation * noise)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        checkpoint.Generator("generator", generator);
    }

    /// <summary>Frees the generator.</summary>
    public void Dispose() => generator.Dispose();
}
