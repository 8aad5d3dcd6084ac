using System;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ali;

/// <summary>Tells digits apart: a measure of images that no model was trained against.</summary>
internal sealed class DigitClassifier : IDisposable
{
    private const int BatchSize = 128;

    // Its own seed: the same classifier judges the models of every seed.
    private const long Seed = 0;

    private readonly Sequential network;

    /// <summary>Trains it.</summary>
    /// <param name="images">[n, width].</param>
    /// <param name="labels">[n], 0 to 9.</param>
    /// <param name="steps">Of the optimizer.</param>
    public DigitClassifier(Tensor images, Tensor labels, int steps)
    {
        network = Adversarial.Network(Rng.Derive(Seed, RandomStream.Weights, 0), images.shape[1], 256, 256, 10);
        using Adam optimizer = optim.Adam(network.parameters(), lr: 1e-3);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Rng rng = new(Seed, RandomStream.Training, step);
            Tensor rows = tensor([.. Enumerable.Range(0, BatchSize).Select(_ => (long)rng.NextInt((int)images.shape[0]))]);
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(images.index_select(0, rows)), labels.index_select(0, rows)).backward();
            optimizer.step();
        }
    }

    /// <summary>[n, 10] of images [n, width].</summary>
    public Tensor Probabilities(Tensor images)
    {
        using IDisposable frozen = no_grad();
        return network.call(images).softmax(1);
    }

    public void Dispose() => network.Dispose();
}
