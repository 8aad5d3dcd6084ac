using System;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan;

/// <summary>
/// A GAN whose generator is also asked for the information about a part c of its noise z = [eps, c]: it descends its
/// adversarial loss - beta I(G(z); c). Belghazi et al. 2018 (1801.04062), section 5.1.
/// </summary>
internal sealed class GanTraining : IDisposable
{
    public const int BatchSize = 128, Hidden = 128, Noise = 2, Code = 2;

    private readonly Target target;
    private readonly float beta;
    private readonly long seed;
    private readonly Sequential generator, discriminator;
    private readonly Adam generatorSteps, discriminatorSteps;
    private readonly CodeInformation information;

    /// <summary>Fresh networks.</summary>
    /// <param name="target">What is to be learned.</param>
    /// <param name="beta">Weight of the information; 0 is the plain GAN.</param>
    /// <param name="seed">Of weights and batches, which are the same for every beta.</param>
    public GanTraining(Target target, double beta, long seed)
    {
        (this.target, this.beta, this.seed) = (target, (float)beta, seed);
        generator = Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 0), Noise + Code, Hidden, Hidden, 2);
        discriminator = Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 1), 2, Hidden, Hidden, 1);
        generatorSteps = Adversarial.Optimizer(generator);
        discriminatorSteps = Adversarial.Optimizer(discriminator);
        information = new() { Seed = seed };
    }

    /// <summary>What the adaptive clipping saw and did; empty for the plain GAN.</summary>
    public ClipLog Clipping { get; } = new();

    /// <summary>A step of the discriminator, one of the information's critic, one of the generator.</summary>
    /// <param name="step">Its number: it decides on the batch.</param>
    public void Step(int step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = Adversarial.Noise(seed, RandomStream.Noise, step, BatchSize, Noise + Code);
        Tensor codes = noise.narrow(1, Noise, Code), samples = generator.call(noise);

        discriminatorSteps.zero_grad();
        Adversarial.DiscriminatorLoss(discriminator.call(Real(step)), discriminator.call(samples.detach())).backward();
        discriminatorSteps.step();

        generatorSteps.zero_grad();
        Tensor adversarialLoss = Adversarial.GeneratorLoss(discriminator.call(samples));
        if (beta == 0)
        {
            adversarialLoss.backward();
        }
        else
        {
            information.Step(samples, codes);
            information.BackwardInto(generator, adversarialLoss, -beta * information.Objective(samples, codes));
            Clipping.Add(information.LastGradientNorms!, information.LastBatchValue);
        }

        generatorSteps.step();
    }

    /// <summary>Samples of the generator, [n, 2] in rows.</summary>
    public float[] Sample(int n)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        return generator.call(Adversarial.Noise(seed, RandomStream.Test, 0, n, Noise + Code)).data<float>().ToArray();
    }

    public void Dispose()
    {
        information.Dispose();
        generatorSteps.Dispose();
        discriminatorSteps.Dispose();
        generator.Dispose();
        discriminator.Dispose();
    }

    private Tensor Real(int step)
    {
        float[] points = new float[2 * BatchSize];
        target.Draw(new Rng(seed, RandomStream.Training, step), points);
        return tensor(points).reshape(BatchSize, 2);
    }
}
