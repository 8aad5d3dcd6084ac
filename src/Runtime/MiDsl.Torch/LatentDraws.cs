using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Standard normal draws inside a latent variable model, from generators of their own: one for training, and one for evaluations,
/// each of which begins with the same numbers, so that the same pairs give the same value.
/// </summary>
public sealed class LatentDraws : IDisposable
{
    private readonly Generator training;
    private readonly Generator evaluation;
    private readonly long evaluationSeed;

    /// <summary>Seeded.</summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="device">Where the tensors live.</param>
    public LatentDraws(long seed, Device device)
    {
        training = new Generator((ulong)Rng.Derive(seed, RandomStream.Noise, 0), device);
        evaluationSeed = Rng.Derive(seed, RandomStream.Noise, 1);
        evaluation = new Generator((ulong)evaluationSeed, device);
    }

    /// <summary>Independent standard normal numbers.</summary>
    /// <param name="draws">K.</param>
    /// <param name="like">[n, d], whose type and device they take.</param>
    /// <param name="train">Whether they train a model, or evaluate one.</param>
    /// <returns>[K, n, d].</returns>
    public Tensor Normal(long draws, Tensor like, bool train)
    {
        ArgumentNullException.ThrowIfNull(like);
        return randn([draws, .. like.shape], dtype: like.dtype, device: like.device, generator: train ? training : evaluation);
    }

    /// <summary>Begins an evaluation; a training goes on where it was.</summary>
    /// <param name="train">Whether training begins.</param>
    public void Restart(bool train)
    {
        if (!train)
        {
            evaluation.manual_seed(evaluationSeed);
        }
    }

    /// <summary>Frees the generators.</summary>
    public void Dispose()
    {
        training.Dispose();
        evaluation.Dispose();
    }
}
