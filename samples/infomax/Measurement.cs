using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Infomax;

/// <summary>What is measured of a finished encoder.</summary>
internal sealed record Measurement
{
    /// <summary>The layers, in the order of the paper's table.</summary>
    public static IReadOnlyList<string> Layers { get; } = ["conv", "fc", "Y"];

    /// <summary>Test accuracies of a linear classifier on each layer, in [0, 1].</summary>
    public required IReadOnlyList<double> Linear { get; init; }

    /// <summary>The same of one with a hidden layer.</summary>
    public required IReadOnlyList<double> Mlp { get; init; }

    /// <summary>Of a linear support vector machine on Y.</summary>
    public required double Svm { get; init; }

    /// <summary>I(X; Y), nats.</summary>
    public required LowerBound Information { get; init; }

    /// <summary>KL(p(y) | prod p(y_k)), nats.</summary>
    public required double Dependency { get; init; }

    /// <summary>Directions that the test codes spread in, (sum of C's eigenvalues)^2 / sum of their squares, C their covariance: 64 at most.</summary>
    public required double Directions { get; init; }

    /// <summary>MS-SSIM of test images and what a decoder makes of their codes.</summary>
    public required double Similarity { get; init; }

    /// <summary>What the decoder makes of the first test codes.</summary>
    public required float[] Reconstructions { get; init; }

    /// <summary>Trains classifiers, critics and a decoder on the codes of training images, and measures on test images.</summary>
    public static Measurement Of(Encoder encoder, Pictures train, Pictures test, Sizes sizes, long seed, Action<double, string> tell, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        Encoded learned = encoder.EncodeAll(train.X), held = encoder.EncodeAll(test.X);
        (Tensor Train, Tensor Test)[] layers = [(learned.Map, held.Map), (learned.Hidden, held.Hidden), (learned.Code, held.Code)];
        double Accuracy(ProbeKind kind, (Tensor Train, Tensor Test) layer)
        {
            cancellation.ThrowIfCancellationRequested();
            return Probe.Accuracy(kind, layer.Train, train.Labels, layer.Test, test.Labels, sizes.ProbeEpochs, seed);
        }

        double[] linear = [.. layers.Select(layer => Accuracy(ProbeKind.Linear, layer))];
        tell(0.3, $"linear probes: {Screen.Number(100 * linear[^1], 1)} % on Y");
        double[] mlp = [.. layers.Select(layer => Accuracy(ProbeKind.Mlp, layer))];
        tell(0.6, $"MLP probes: {Screen.Number(100 * mlp[^1], 1)} % on Y");
        using CodeInformation information = new() { Seed = seed };
        PairedData pairs = PairedData.From(Values(test.X), (int)test.X.shape[1], Values(Scaled(held.Code, held.Code)), Sizes.Code);
        LowerBound value = information.Fit(pairs, cancellation: cancellation);
        tell(0.8, $"I(X; Y) {Screen.Number(value.Value)} nats");
        (double similarity, float[] reconstructions) = Decode(learned.Code, train, held.Code, test, sizes.ProbeEpochs / 2, seed);
        return new()
        {
            Linear = linear, Mlp = mlp, Svm = Accuracy(ProbeKind.Svm, layers[^1]), Information = value, Directions = Spread(held.Code),
            Dependency = Dependence(learned.Code, held.Code, sizes.DependencySteps, seed), Similarity = similarity, Reconstructions = reconstructions,
        };
    }

    private static double Spread(Tensor codes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centred = codes - codes.mean([0L]), covariance = centred.t().matmul(centred) / codes.shape[0];
        return (covariance.trace().square() / covariance.square().sum()).ToDouble();
    }

    // Donsker-Varadhan between codes and codes whose units come from different images; read on codes that trained no critic.
    private static double Dependence(Tensor train, Tensor test, int steps, long seed)
    {
        const int Batch = 256;
        using Dependency dependency = new() { Seed = seed };
        using Tensor scaled = Scaled(train, train);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Rng rng = new(seed, RandomStream.Tuning, step);
            Tensor codes = Rows(scaled, Batch, rng);
            dependency.Step(zeros(Batch, 1), codes, Shuffled(codes, rng));
        }

        using DisposeScope ofTest = NewDisposeScope();
        using IDisposable frozen = no_grad();
        Tensor held = Scaled(test, train);
        return dependency.Objective(zeros(held.shape[0], 1), held, Shuffled(held, new(seed, RandomStream.Tuning, -1))).ToDouble();
    }

    private static (double Similarity, float[] Reconstructions) Decode(Tensor trainCodes, Pictures train, Tensor testCodes, Pictures test, int epochs, long seed)
    {
        const int Shown = 32;
        using DisposeScope scope = NewDisposeScope();
        Tensor scaled = Scaled(trainCodes, trainCodes);
        using Sequential decoder = Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 7), Sizes.Code, 512, train.X.shape[1]);
        using Adam steps = optim.Adam(decoder.parameters(), lr: 1e-3);
        int count = epochs * train.Count / Sizes.BatchSize;
        for (int step = 0; step < count; step++)
        {
            using DisposeScope ofStep = NewDisposeScope();
            Tensor rows = Choice(train.Count, Sizes.BatchSize, new(seed, RandomStream.Order, step));
            steps.zero_grad();
            (decoder.call(scaled.index_select(0, rows)).sigmoid() - train.X.index_select(0, rows)).square().sum(1).mean().backward();
            steps.step();
        }

        using IDisposable frozen = no_grad();
        Tensor images = decoder.call(Scaled(testCodes, trainCodes)).sigmoid();
        return (MultiScaleSimilarity.Of(test.X, images, Sizes.Side), Values(images.narrow(0, 0, Math.Min(Shown, images.shape[0])).narrow(1, 0, Sizes.Side * Sizes.Side)));
    }

    // Columns of one scale, which leaves any information as it is.
    private static Tensor Scaled(Tensor codes, Tensor by)
    {
        using DisposeScope scope = NewDisposeScope();
        return ((codes - by.mean([0L])) / by.std(0).clamp_min(1e-6)).MoveToOuterDisposeScope();
    }

    // Each column in an order of its own.
    private static Tensor Shuffled(Tensor codes, Rng rng)
    {
        int n = (int)codes.shape[0], columns = (int)codes.shape[1];
        long[] index = new long[n * columns];
        long[] order = [.. Enumerable.Range(0, n).Select(i => (long)i)];
        for (int k = 0; k < columns; k++)
        {
            for (int i = n - 1; i > 0; i--)
            {
                int j = rng.NextInt(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            for (int i = 0; i < n; i++)
            {
                index[(i * columns) + k] = order[i];
            }
        }

        return codes.gather(0, tensor(index).view(n, columns));
    }

    private static Tensor Rows(Tensor rows, int n, Rng rng) => rows.index_select(0, Choice((int)rows.shape[0], n, rng));

    private static Tensor Choice(int count, int n, Rng rng) => tensor([.. Enumerable.Range(0, n).Select(_ => (long)rng.NextInt(count))]);

    private static float[] Values(Tensor rows) => rows.contiguous().data<float>().ToArray();
}
