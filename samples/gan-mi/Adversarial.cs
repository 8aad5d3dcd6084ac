using System;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanMi;

/// <summary>A decoder's mean as the generator of a GAN. Goodfellow et al. 2014 (1406.2661), the loss that does not saturate.</summary>
internal static class Adversarial
{
    private const int BatchSize = 128;

    // Noise on what the discriminator sees keeps it from winning by single pixels.
    private const double Blur = 0.3;

    /// <summary>Trains the generator against a discriminator of its own.</summary>
    /// <param name="generator">From y [n, d] to images [n, 784].</param>
    /// <param name="latent">d.</param>
    /// <param name="images">[n, 784] in [0, 1].</param>
    /// <param name="steps">Steps of each.</param>
    /// <param name="seed">Of weights and batches.</param>
    /// <param name="tell">The share done, and words.</param>
    public static void Train(nn.Module<Tensor, Tensor> generator, int latent, Tensor images, int steps, long seed, Action<double, string> tell)
    {
        random.manual_seed(Rng.Derive(seed, RandomStream.Weights, 1));
        using Sequential discriminator = nn.Sequential(
            nn.Linear(images.shape[1] + 1, 256), nn.LeakyReLU(0.2), nn.Linear(256, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1));
        using Adam generatorSteps = optim.Adam(generator.parameters(), lr: 5e-4, beta1: 0.5);
        using Adam discriminatorSteps = optim.Adam(discriminator.parameters(), lr: 2e-4, beta1: 0.5);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor rows = randint(images.shape[0], BatchSize, dtype: ScalarType.Int64);
            Tensor real = Seen(images.index_select(0, rows)), generated = Seen(generator.call(randn(BatchSize, latent)));

            discriminatorSteps.zero_grad();
            Tensor loss = nn.functional.softplus(-discriminator.call(real)).mean() + nn.functional.softplus(discriminator.call(generated.detach())).mean();
            loss.backward();
            discriminatorSteps.step();

            generatorSteps.zero_grad();
            nn.functional.softplus(-discriminator.call(generated)).mean().backward();
            generatorSteps.step();
            if (step % 100 == 0)
            {
                tell(step / (double)steps, $"discriminator's loss {Screen.Number(loss.ToDouble())}");
            }
        }
    }

    // Noisy images, and how far those of the batch lie apart, so that a collapse shows: Karras et al. 2018 (1710.10196).
    private static Tensor Seen(Tensor images)
    {
        Tensor spread = 10 * images.std(0).mean();
        return cat([images + (Blur * images.randn_like()), spread.expand(images.shape[0], 1)], 1);
    }
}
