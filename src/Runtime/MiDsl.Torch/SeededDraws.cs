using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// A stretch of code whose draws come from torch's default generator under a seed of its own, so that distributions and samplers of the
/// user's that name no generator give the same numbers every time. The generator's state is put back at the end.
/// </summary>
public sealed class SeededDraws : IDisposable
{
    private readonly Tensor before;

    /// <summary>Seeds the default generator.</summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="stream">What is drawn.</param>
    /// <param name="step">Which of its parts.</param>
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

    /// <summary>Puts the state back.</summary>
    public void Dispose()
    {
        set_rng_state(before);
        before.Dispose();
    }
}
