using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Samples.Common;

/// <summary>Tells digits apart: a measure of images that no model was trained against.</summary>
public sealed class DigitClassifier : IDisposable
{
    /// <summary>Digits, 0 to 9.</summary>
    public const int Classes = 10;

    private const int BatchSize = 128;

    // Its own seed: the same classifier judges the models of every seed.
    private const long Seed = 0;

    private readonly Sequential network;

    /// <summary>Trains it.</summary>
    /// <param name="create">Makes a network from images [n, width] to logits [n, 10], its weights drawn from the given seed.</param>
    /// <param name="images">[n, width].</param>
    /// <param name="labels">[n], 0 to 9.</param>
    /// <param name="steps">Of the optimizer.</param>
    public DigitClassifier(Func<long, Sequential> create, Tensor images, Tensor labels, int steps)
    {
        network = create(Rng.Derive(Seed, RandomStream.Weights, 0));
        using Adam optimizer = optim.Adam(network.parameters(), lr: 1e-3);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = SmallDigits.Rows(new Rng(Seed, RandomStream.Training, step), BatchSize, images.shape[0]);
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(images.index_select(0, rows)), labels.index_select(0, rows)).backward();
            optimizer.step();
        }
    }

    /// <summary>[n, 10] of images [n, width].</summary>
    public Tensor Probabilities(Tensor images)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return network.call(images).softmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>Share of images [n, width] that it gives their labels [n].</summary>
    public double Accuracy(Tensor images, Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        return Probabilities(images).argmax(1).eq(labels).to(ScalarType.Float32).mean().ToSingle();
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
