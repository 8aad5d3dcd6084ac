using System;
using MiDsl;
using MiDsl.Samples.Common;
using MiDsl.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ali;

/// <summary>
/// The game of ALI: a discriminator tells pairs (x, z ~ q(z|x)) of data and code from pairs (x ~ p(x|z), z) of a sample and what
/// it was drawn from; encoder and decoder make them alike, and where a rival asks for it keep the information I_q(X; Z), or reconstruct.
/// </summary>
internal sealed class AliTraining : ICheckpointed, IDisposable
{
    public const int BatchSize = 128;

    private readonly DataSet data;
    private readonly float beta, lambda;
    private readonly long seed;
    private readonly BidirectionalModel model;
    private readonly Sequential discriminator;
    private readonly Adam modelSteps, discriminatorSteps;
    private readonly EncodedInformation information;

    /// <summary>Fresh networks.</summary>
    /// <param name="data">What is to be learned.</param>
    /// <param name="rival">What is added to the adversarial loss.</param>
    /// <param name="seed">Of weights, batches and noise, which are the same for every rival.</param>
    public AliTraining(DataSet data, Rival rival, long seed)
    {
        (this.data, beta, lambda, this.seed) = (data, (float)rival.Beta, (float)rival.Lambda, seed);
        model = new(data, seed);
        discriminator = Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 2), data.Width + data.Latent, data.Hidden, data.Hidden, 1);
        modelSteps = Adversarial.Optimizer(model, data.LearningRate);
        discriminatorSteps = Adversarial.Optimizer(discriminator, data.LearningRate);
        information = new() { Seed = seed };
    }

    /// <summary>What the adaptive clipping saw and did; empty without information.</summary>
    public ClipLog Clipping { get; } = new();

    /// <summary>A step of the discriminator, one of the information's critic, one of encoder and decoder.</summary>
    /// <param name="step">Its number: it decides on the batch.</param>
    public void Step(int step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = data.Batch(seed, step, BatchSize), z = Noise(step, 0), encoded = model.Encode(x, Noise(step, 1)), generated = model.Decode(z);
        Tensor blur = data.Blur * Noise(step, 2, data.Width), seen = x + blur, generatedSeen = generated + blur;

        discriminatorSteps.zero_grad();
        Adversarial.DiscriminatorLoss(Judge(seen, encoded.detach()), Judge(generatedSeen.detach(), z)).backward();
        discriminatorSteps.step();

        // The labels are exchanged: this has a slope where the discriminator is sure.
        modelSteps.zero_grad();
        Tensor loss = Adversarial.DiscriminatorLoss(real: Judge(generatedSeen, z), generated: Judge(seen, encoded));
        if (lambda > 0)
        {
            loss += lambda * (model.Decode(encoded) - x).square().sum(1).mean();
        }

        information.Raise(model, loss, x, encoded, beta, Clipping);
        modelSteps.step();
    }

    /// <summary>Data encoded, z drawn from q(z|x), and decoded.</summary>
    /// <param name="x">[n, width].</param>
    public Tensor Reconstruct(Tensor x)
    {
        using IDisposable frozen = no_grad();
        return model.Decode(model.Encode(x, Adversarial.Noise(seed, RandomStream.Test, 1, (int)x.shape[0], data.Latent)));
    }

    /// <summary>Samples of the decoder [n, width].</summary>
    public Tensor Sample(int n)
    {
        using IDisposable frozen = no_grad();
        return model.Decode(Adversarial.Noise(seed, RandomStream.Test, 2, n, data.Latent));
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        checkpoint.Module("model", model);
        checkpoint.Optimizer("model_steps", modelSteps);
        checkpoint.Module("discriminator", discriminator);
        checkpoint.Optimizer("discriminator_steps", discriminatorSteps);
        checkpoint.Part("information", information);
        checkpoint.Part("clipping", Clipping);
    }

    public void Dispose()
    {
        information.Dispose();
        modelSteps.Dispose();
        discriminatorSteps.Dispose();
        model.Dispose();
        discriminator.Dispose();
    }

    private Tensor Judge(Tensor x, Tensor z) => discriminator.call(cat([x, z], 1));

    /// <summary>Three kinds at each step, [batch, latent] if nothing else is asked.</summary>
    private Tensor Noise(int step, int kind, int? dim = null) => Adversarial.Noise(seed, RandomStream.Noise, (3L * step) + kind, BatchSize, dim ?? data.Latent);
}
