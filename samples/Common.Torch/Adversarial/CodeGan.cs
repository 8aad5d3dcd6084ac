using System;
using MiDsl.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Samples.Common;

/// <summary>
/// A GAN whose generator may also be asked for the information about a part c of its noise z = [eps, c]: it descends its
/// adversarial loss - beta I(G(z); c). Belghazi et al. 2018 (1801.04062), section 5.1.
/// </summary>
public abstract class CodeGan : ICheckpointed, IDisposable
{
    private readonly Sequential generator, discriminator;
    private readonly Adam generatorSteps, discriminatorSteps;
    private readonly IClippedTerm information;
    private readonly int batch, width, code;
    private readonly float beta;

    /// <summary>Fresh networks.</summary>
    /// <param name="generator">From noise [n, eps + c] to samples [n, ...].</param>
    /// <param name="discriminator">From what <see cref="Judged"/> makes of samples to logits.</param>
    /// <param name="information">I(G(z); c).</param>
    /// <param name="sizes">Of the batch, of eps and of c.</param>
    /// <param name="learningRate">Of generator and discriminator.</param>
    /// <param name="beta">Weight of the information; 0 is the plain GAN.</param>
    /// <param name="seed">Of noise, batches and the critic's weights.</param>
    protected CodeGan(Sequential generator, Sequential discriminator, IClippedTerm information, (int Batch, int Noise, int Code) sizes, double learningRate, double beta, long seed)
    {
        ArgumentNullException.ThrowIfNull(information);
        (this.generator, this.discriminator, this.information) = (generator, discriminator, information);
        (batch, width, code) = (sizes.Batch, sizes.Noise + sizes.Code, sizes.Code);
        (this.beta, Seed) = ((float)beta, seed);
        generatorSteps = Adversarial.Optimizer(generator, learningRate);
        discriminatorSteps = Adversarial.Optimizer(discriminator, learningRate);
        information.Seed = seed;
    }

    /// <summary>What the adaptive clipping saw and did; empty for the plain GAN.</summary>
    public ClipLog Clipping { get; } = new();

    protected long Seed { get; }

    /// <summary>A step of the discriminator, one of the information's critic, one of the generator.</summary>
    /// <param name="step">Its number: it decides on the batch.</param>
    public void Step(int step)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor noise = Adversarial.Noise(Seed, RandomStream.Noise, step, batch, width);
        Tensor codes = noise.narrow(1, width - code, code), samples = generator.call(noise);

        discriminatorSteps.zero_grad();
        Adversarial.DiscriminatorLoss(Judge(Real(step, batch)), Judge(samples.detach())).backward();
        discriminatorSteps.step();

        generatorSteps.zero_grad();
        information.Raise(generator, Adversarial.GeneratorLoss(Judge(samples)), samples, codes, beta, Clipping);
        generatorSteps.step();
    }

    /// <summary>Samples of the generator [n, ...], by the running means of its batch norms.</summary>
    public Tensor Sample(int n)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        generator.eval();
        Tensor samples = generator.call(Adversarial.Noise(Seed, RandomStream.Test, 0, n, width));
        generator.train();
        return samples.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        checkpoint.Module("generator", generator);
        checkpoint.Optimizer("generator_steps", generatorSteps);
        checkpoint.Module("discriminator", discriminator);
        checkpoint.Optimizer("discriminator_steps", discriminatorSteps);
        checkpoint.Part("information", information);
        checkpoint.Part("clipping", Clipping);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        information.Dispose();
        generatorSteps.Dispose();
        discriminatorSteps.Dispose();
        generator.Dispose();
        discriminator.Dispose();
    }

    /// <summary>A batch of data.</summary>
    /// <param name="step">Decides on it.</param>
    /// <param name="n">Samples.</param>
    protected abstract Tensor Real(int step, int n);

    /// <summary>What the discriminator sees of samples.</summary>
    protected virtual Tensor Judged(Tensor samples) => samples;

    private Tensor Judge(Tensor samples) => discriminator.call(Judged(samples));
}
