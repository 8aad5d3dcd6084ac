using System;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StackedMnist;

/// <summary>
/// A DCGAN whose discriminator may judge packs of samples, and whose generator may be asked for the information on a part c of its
/// noise z = [eps, c]: it descends its adversarial loss - beta I(G(z); c).
/// </summary>
internal sealed class StackedTraining : IDisposable
{
    public const int BatchSize = 64, Noise = 60, Code = 4;
    public const double LearningRate = 1e-3;

    private readonly StackedDigits data;
    private readonly Rival rival;
    private readonly long seed;
    private readonly Sequential generator, discriminator;
    private readonly Adam generatorSteps, discriminatorSteps;
    private readonly CodeInformation information;

    /// <summary>Fresh networks.</summary>
    /// <param name="data">What is to be learned.</param>
    /// <param name="rival">What is done against collapse.</param>
    /// <param name="seed">Of weights, batches and noise, which are the same for every rival.</param>
    public StackedTraining(StackedDigits data, Rival rival, long seed)
    {
        (this.data, this.rival, this.seed) = (data, rival, seed);
        generator = Dcgan.Generator(Rng.Derive(seed, RandomStream.Weights, 0), Noise + Code, data.Channels);
        discriminator = Dcgan.Discriminator(Rng.Derive(seed, RandomStream.Weights, 1), rival.Packing * data.Channels);
        generatorSteps = Adversarial.Optimizer(generator, LearningRate);
        discriminatorSteps = Adversarial.Optimizer(discriminator, LearningRate);
        information = new() { Seed = seed };
    }

    /// <summary>What the adaptive clipping saw and did; empty without information.</summary>
    public ClipLog Clipping { get; } = new();

    /// <summary>A step of the discriminator, one of the information's critic, one of the generator.</summary>
    /// <param name="step">Its number: it decides on the batch.</param>
    public void Step(int step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = Adversarial.Noise(seed, RandomStream.Noise, step, BatchSize, Noise + Code);
        Tensor codes = noise.narrow(1, Noise, Code), samples = generator.call(noise);

        discriminatorSteps.zero_grad();
        Adversarial.DiscriminatorLoss(Judge(data.Batch(seed, step, BatchSize)), Judge(samples.detach())).backward();
        discriminatorSteps.step();

        generatorSteps.zero_grad();
        Tensor adversarialLoss = Adversarial.GeneratorLoss(Judge(samples));
        if (rival.Beta == 0)
        {
            adversarialLoss.backward();
        }
        else
        {
            information.Step(samples, codes);
            information.BackwardInto(generator, adversarialLoss, -(float)rival.Beta * information.Objective(samples, codes));
            Clipping.Add(information.LastGradientNorms!, information.LastBatchValue);
        }

        generatorSteps.step();
    }

    /// <summary>Samples of the generator [n, width], by the running means of its batch norms.</summary>
    public Tensor Sample(int n)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        generator.eval();
        Tensor samples = generator.call(Adversarial.Noise(seed, RandomStream.Test, 0, n, Noise + Code));
        generator.train();
        return samples.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        information.Dispose();
        generatorSteps.Dispose();
        discriminatorSteps.Dispose();
        generator.Dispose();
        discriminator.Dispose();
    }

    /// <summary>Logits of packs: neighbours in the batch, channel on channel.</summary>
    private Tensor Judge(Tensor samples) => discriminator.call(samples.reshape(-1, rival.Packing * data.Width));
}
