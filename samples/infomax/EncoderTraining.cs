using System;
using MiDsl;
using MiDsl.Samples.Common;
using MiDsl.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Infomax;

/// <summary>
/// Deep InfoMax: the encoder ascends I(C(x); Y), global or at each location, and its codes are made to look uniform by a
/// discriminator; the critics descend beside it.
/// </summary>
internal sealed class EncoderTraining : ICheckpointed, IDisposable
{
    private readonly Variant variant;
    private readonly Pictures images;
    private readonly long seed;
    private readonly IInformationTerm? term;
    private readonly Sequential prior;
    private readonly Linear? classes;
    private readonly Adam encoderSteps, priorSteps;
    private readonly Adam? classSteps;

    /// <summary>Fresh networks.</summary>
    /// <param name="variant">What the encoder learns by.</param>
    /// <param name="images">The labels are seen by the supervised rival alone.</param>
    /// <param name="seed">Of weights and batches, which are the same for every variant.</param>
    public EncoderTraining(Variant variant, Pictures images, long seed)
    {
        (this.variant, this.images, this.seed) = (variant, images, seed);
        Encoder = new(images.Channels, seed);
        encoderSteps = optim.Adam(Encoder.parameters(), lr: Sizes.LearningRate);
        prior = Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 1), Sizes.Code, 1000, 200, 1);
        priorSteps = optim.Adam(prior.parameters(), lr: Sizes.LearningRate);
        if (variant.Term is { } make)
        {
            term = make();
            term.Seed = seed;
        }

        if (variant == Variant.Supervised)
        {
            random.manual_seed(Rng.Derive(seed, RandomStream.Weights, 2));
            classes = nn.Linear(Sizes.Code, Sizes.Classes);
            classSteps = optim.Adam(classes.parameters(), lr: Sizes.LearningRate);
        }
    }

    public Encoder Encoder { get; }

    /// <summary>A step of each network.</summary>
    /// <param name="step">Its number: it decides on the batch.</param>
    /// <returns>The information on the batch in nats, or less the cross entropy of the labels.</returns>
    public double Step(int step)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor labels) = images.Batch(seed, step);
        Encoded encoded = Encoder.Encode(x);
        encoderSteps.zero_grad();
        classSteps?.zero_grad();
        Tensor loss = classes is not null ? nn.functional.cross_entropy(classes.call(encoded.Code), labels)
            : term is not null ? -Information(term, encoded)
            : throw new InvalidOperationException($"the {variant.Name} learns nothing");
        double value = -loss.ToDouble();
        if (variant.Gamma > 0)
        {
            loss += variant.Gamma * PriorLoss(encoded.Code, step);
        }

        loss.backward();
        encoderSteps.step();
        classSteps?.step();
        return value;
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        checkpoint.Module("encoder", Encoder);
        checkpoint.Optimizer("encoder_steps", encoderSteps);
        checkpoint.Module("prior", prior);
        checkpoint.Optimizer("prior_steps", priorSteps);
        if (term is not null)
        {
            checkpoint.Part("term", term);
        }

        if (classes is not null && classSteps is not null)
        {
            checkpoint.Module("classes", classes);
            checkpoint.Optimizer("class_steps", classSteps);
        }
    }

    public void Dispose()
    {
        term?.Dispose();
        classes?.Dispose();
        classSteps?.Dispose();
        priorSteps.Dispose();
        prior.Dispose();
        encoderSteps.Dispose();
        Encoder.Dispose();
    }

    // The critic steps first, on the same batch.
    private static Tensor Information(IInformationTerm term, Encoded encoded)
    {
        term.Step(encoded.Map, encoded.Code);
        return term.Objective(encoded.Map, encoded.Code);
    }

    // Codes should look uniform to a discriminator, which learns to tell them apart.
    private Tensor PriorLoss(Tensor codes, int step)
    {
        float[] uniform = new float[codes.numel()];
        new Rng(seed, RandomStream.Noise, step).FillUniform(uniform);
        priorSteps.zero_grad();
        Adversarial.DiscriminatorLoss(real: prior.call(tensor(uniform).view(codes.shape)), generated: prior.call(codes.detach())).backward();
        priorSteps.step();
        return Adversarial.GeneratorLoss(prior.call(codes));
    }
}
