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
    private Tensor? before;

    /// <summary>Seeds torch's default generator.</summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="stream">What the draws are for.</param>
    /// <param name="step">The sub-batch, the step: another one gives other draws.</param>
    public SeededDraws(long seed, RandomStream stream, long step)
    {
        before = get_rng_state().DetachFromDisposeScope();
        manual_seed(Rng.Derive(seed, stream, step));
    }

    /// <summary>Seeds the default generator as another one was.</summary>
    /// <param name="generator">Seeded by the caller.</param>
    public SeededDraws(Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        before = get_rng_state().DetachFromDisposeScope();
        manual_seed(generator.initial_seed());
    }

    /// <summary>
    /// For a sampler that takes a generator: a new one, seeded by the next number of the default generator. A distribution that holds it
    /// may dispose of it.
    /// </summary>
    /// <param name="device">Where it lives; by default the CPU.</param>
    public static Generator Fork(Device? device = null)
    {
        using Tensor seed = randint(long.MaxValue, [1], int64);
        return new Generator((ulong)seed.ToInt64(), device);
    }

    /// <summary>Restores the state of the default generator.</summary>
    public void Dispose()
    {
        if (before is not null)
        {
            set_rng_state(before);
            before.Dispose();
            before = null;
        }
    }
}
