using System;
using System.Collections.Generic;
using MiDsl;
using MiDsl.Samples.Common;
using MiDsl.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Bottleneck;

/// <summary>What a classifier says of images: the share it gets wrong, averaging over draws of z, and the cross entropy of a single draw.</summary>
internal sealed record Score(double Error, double CrossEntropy)
{
    /// <summary>log 10 - E[-log q(y|z)], at most I(Z; Y) where the ten classes are as frequent as each other, nats.</summary>
    public double Relevant => Math.Log(10) - CrossEntropy;
}

/// <summary>A classifier in training: cross entropy + beta I(X; Z). Belghazi et al. 2018 (1801.04062), section 5.3.</summary>
internal sealed class Training : ICodes, ICheckpointed, IDisposable
{
    private readonly Contender contender;
    private readonly Pictures images;
    private readonly BetaSchedule beta;
    private readonly long seed;
    private readonly Classifier classifier;
    private readonly Adam steps;
    private readonly AveragedWeights average;
    private readonly IClippedTerm? information;
    private readonly Generator noise;
    private readonly double firstRate;
    private readonly int criticSteps;

    /// <summary>A fresh network.</summary>
    /// <param name="contender">Encoder and loss.</param>
    /// <param name="beta">Weight of the penalty.</param>
    /// <param name="sizes">Of the networks.</param>
    /// <param name="images">The only ones that are learned from.</param>
    /// <param name="seed">Of weights, batches and noise, the same for every beta.</param>
    public Training(Contender contender, double beta, Sizes sizes, Pictures images, long seed)
    {
        (this.contender, this.images, this.seed, firstRate, criticSteps) = (contender, images, seed, sizes.LearningRate, sizes.CriticSteps);
        this.beta = sizes.WarmUp == 0 ? BetaSchedule.Constant(beta) : BetaSchedule.Linear(0, beta, sizes.WarmUp * ((int)images.Count / Sizes.BatchSize));
        classifier = new(contender.Noise, sizes, seed);
        steps = optim.Adam(classifier.parameters(), lr: firstRate, beta1: 0.5);
        average = new(classifier, sizes.Average);
        noise = new((ulong)Rng.Derive(seed, RandomStream.Noise, 0));
        if (contender.Penalty == Penalty.Mine && beta > 0)
        {
            information = sizes.Information();
            information.Seed = seed;
        }
    }

    /// <summary>Every image once, in an order of the epoch's own.</summary>
    /// <param name="epoch">From 0.</param>
    /// <returns>Cross entropy, penalty without beta (NaN for none), and the share of steps in which the clip acted, each over the epoch.</returns>
    public (double CrossEntropy, double Penalty, double Clipped) Epoch(int epoch)
    {
        foreach (optim.ILearningRateController group in steps.ParamGroups)
        {
            group.LearningRate = firstRate * Math.Pow(0.97, epoch / 2);
        }

        double entropies = 0, penalties = 0;
        int clipped = 0, batches = 0, before = epoch * ((int)images.Count / Sizes.BatchSize);
        int[] order = new Rng(seed, RandomStream.Order, epoch).Permutation((int)images.Count);
        for (int from = 0; from + Sizes.BatchSize <= order.Length; from += Sizes.BatchSize)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = tensor(Array.ConvertAll(order[from..(from + Sizes.BatchSize)], row => (long)row));
            var (entropy, penalty, acted) = Step(images.X.index_select(0, rows), images.Labels.index_select(0, rows), beta.At(before + batches));
            entropies += entropy;
            penalties += penalty;
            clipped += acted ? 1 : 0;
            batches++;
        }

        return (entropies / batches, penalties / batches, clipped / (double)batches);
    }

    /// <summary>By the averaged weights.</summary>
    public Score Score(Pictures on, int samples)
    {
        using IDisposable frozen = no_grad();
        using IDisposable averaged = average.InUse();
        using Generator fresh = new((ulong)Rng.Derive(seed, RandomStream.Test, 0));
        double wrong = 0, entropy = 0;
        const int Rows = 1000;
        for (long from = 0; from < on.Count; from += Rows)
        {
            using DisposeScope scope = NewDisposeScope();
            long count = Math.Min(Rows, on.Count - from);
            Tensor x = on.X.narrow(0, from, count), labels = on.Labels.narrow(0, from, count), probabilities = zeros(count, 10);
            int draws = contender.Noise == Noise.None ? 1 : samples;
            for (int draw = 0; draw < draws; draw++)
            {
                Tensor logits = classifier.Classify(classifier.Encode(x, fresh));
                probabilities += logits.softmax(1);
                entropy += nn.functional.cross_entropy(logits, labels).ToDouble() * count / draws;
            }

            wrong += probabilities.argmax(1).ne(labels).sum().ToInt64();
        }

        return new(wrong / on.Count, entropy / on.Count);
    }

    /// <summary>E KL(p(z|x), N(0, 1)) over the training images, above I(X; Z); NaN where p(z|x) is not known.</summary>
    public double Rate()
    {
        if (contender.Noise != Noise.Gaussian)
        {
            return double.NaN;
        }

        using IDisposable frozen = no_grad();
        using IDisposable averaged = average.InUse();
        using DisposeScope scope = NewDisposeScope();
        return Classifier.Rate(classifier.Parameters(images.X)).ToDouble();
    }

    /// <summary>Training images, drawn with replacement, and fresh codes of the averaged weights.</summary>
    public (Tensor X, Tensor Z) Draw(long n, Generator generator)
    {
        using IDisposable frozen = no_grad();
        using IDisposable averaged = average.InUse();
        using DisposeScope scope = NewDisposeScope();
        Tensor x = images.X.index_select(0, randint(0, images.Count, [n], generator: generator));
        return (x.MoveToOuterDisposeScope(), classifier.Encode(x, generator).MoveToOuterDisposeScope());
    }

    /// <summary>I(X; Z) from both sides where p(z|x) is known; nothing else.</summary>
    public (LowerBound AtLeast, UpperBound AtMost)? Known()
    {
        if (contender.Noise != Noise.Gaussian)
        {
            return null;
        }

        using IDisposable frozen = no_grad();
        using IDisposable averaged = average.InUse();
        using DisposeScope scope = NewDisposeScope();
        GaussianCodes codes = new(classifier.Parameters(images.X));
        using FromBelow below = new(codes) { Seed = seed };
        using FromAbove above = new(codes) { Seed = seed };
        return (below.Evaluate(), above.Evaluate());
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        checkpoint.Module("classifier", classifier);
        checkpoint.Optimizer("steps", steps);
        checkpoint.Part("average", average);
        checkpoint.Generator("noise", noise);
        if (information is not null)
        {
            checkpoint.Part("information", information);
        }
    }

    public void Dispose()
    {
        information?.Dispose();
        noise.Dispose();
        average.Dispose();
        steps.Dispose();
        classifier.Dispose();
    }

    private (double CrossEntropy, double Penalty, bool Clipped) Step(Tensor x, Tensor labels, double weight)
    {
        steps.zero_grad();
        double penalty = double.NaN;
        bool clipped = false;
        Tensor z, entropy;
        if (contender.Penalty == Penalty.Variational)
        {
            var of = classifier.Parameters(x);
            z = Classifier.Sample(of, noise);
            entropy = nn.functional.cross_entropy(classifier.Classify(z), labels);
            Tensor rate = Classifier.Rate(of);
            (entropy + (weight * rate)).backward();
            penalty = rate.ToDouble();
        }
        else
        {
            z = classifier.Encode(x, noise);
            entropy = nn.functional.cross_entropy(classifier.Classify(z), labels);
            if (information is null)
            {
                entropy.backward();
            }
            else
            {
                for (int i = 0; i < criticSteps; i++)
                {
                    information.Step(x, z);
                }

                information.BackwardInto(classifier, entropy, weight * information.Objective(x, z));
                penalty = information.LastBatchValue;
                clipped = information.LastGradientNorms!.Scale < 1;
            }
        }

        steps.step();
        average.Update();
        return (entropy.ToDouble(), penalty, clipped);
    }
}
