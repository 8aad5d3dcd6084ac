using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Within it torch's default generator starts from a seed of its own, so that distributions without a generator give the same
/// draws each time; disposing of it restores the state from before. Scopes may be nested, and end in reverse order.
/// </summary>
/// <remarks>
/// The state that is restored is that of the CPU's default generator. On CUDA the device's generators are seeded too, but
/// keep their new state.
/// </remarks>
public sealed class SeededDraws : IDisposable
{
    private readonly long seed;
    private readonly Device? device;
    private Tensor? before;
    private Generator? generator;

    /// <summary>Seeds torch's default generator.</summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="stream">What the draws are for.</param>
    /// <param name="step">The sub-batch, the step: another one gives other draws.</param>
    /// <param name="device">Where <see cref="Generator"/> lives; by default the CPU.</param>
    public SeededDraws(long seed, RandomStream stream, long step, Device? device = null)
    {
        long derived = Rng.Derive(seed, stream, step);
        this.seed = Rng.Derive(derived, stream, step);
        this.device = device;
        before = get_rng_state().DetachFromDisposeScope();
        manual_seed(derived);
    }

    /// <summary>
    /// For samplers that take a generator: one of its own, with another seed than the default generator's, so that both never
    /// give the same numbers. Disposed of with the scope; a TorchSharp distribution that holds it disposes of it too.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The scope has ended.</exception>
    public Generator Generator
    {
        get
        {
            ObjectDisposedException.ThrowIf(before is null, this);
            return generator ??= new Generator((ulong)seed, device);
        }
    }

    /// <summary>Restores the state of the default generator.</summary>
    public void Dispose()
    {
        if (before is not null)
        {
            set_rng_state(before);
            before.Dispose();
            before = null;
            generator?.Dispose();
        }
    }
}
