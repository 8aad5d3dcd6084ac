using System;
using System.Collections.Generic;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Samples.Common;

/// <summary>What every GAN is made of.</summary>
public static class Adversarial
{
    /// <summary>A ReLU network, widths from its input to its output, weights drawn from the seed.</summary>
    public static Sequential Network(long seed, params ReadOnlySpan<long> widths)
    {
        random.manual_seed(seed);
        List<nn.Module<Tensor, Tensor>> layers = [nn.Linear(widths[0], widths[1])];
        for (int i = 2; i < widths.Length; i++)
        {
            layers.Add(nn.ReLU());
            layers.Add(nn.Linear(widths[i - 1], widths[i]));
        }

        return nn.Sequential(layers);
    }

    /// <summary>The optimizer that GANs like: little momentum.</summary>
    public static Adam Optimizer(nn.Module module, double learningRate = 1e-3) => optim.Adam(module.parameters(), lr: learningRate, beta1: 0.5);

    /// <summary>-E log D(real) - E log(1 - D(generated)).</summary>
    /// <param name="real">Logits of the discriminator.</param>
    /// <param name="generated">Likewise.</param>
    public static Tensor DiscriminatorLoss(Tensor real, Tensor generated) =>
        nn.functional.softplus(-real).mean() + nn.functional.softplus(generated).mean();

    /// <summary>-E log D(generated), which has a slope where the discriminator is sure.</summary>
    /// <param name="generated">Logits of the discriminator.</param>
    public static Tensor GeneratorLoss(Tensor generated) => nn.functional.softplus(-generated).mean();

    /// <summary>Standard normal noise [n, dim]: the same for the same seed, stream and step.</summary>
    public static Tensor Noise(long seed, RandomStream stream, long step, int n, int dim)
    {
        float[] noise = new float[n * dim];
        new Rng(seed, stream, step).FillGaussian(noise);
        return tensor(noise).reshape(n, dim);
    }
}
