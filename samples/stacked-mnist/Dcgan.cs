using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StackedMnist;

/// <summary>
/// Generator and discriminator of a small DCGAN. Radford et al. 2016 (1511.06434). The discriminator is far smaller, which makes the
/// plain DCGAN lose modes, as Metz et al. 2017 (1611.02163) do: with 16 channels each it has all of 100 within 300 steps.
/// </summary>
internal static class Dcgan
{
    /// <summary>Channels of the generator's last hidden layer and of the discriminator's first; the other one of each has twice as many.</summary>
    public const int OfGenerator = 32, OfDiscriminator = 4;

    /// <summary>z [n, dim] to samples [n, channels 14 14], in [0, 1].</summary>
    /// <param name="seed">Of the weights.</param>
    /// <param name="dim">Of z.</param>
    /// <param name="channels">Of the samples.</param>
    public static Sequential Generator(long seed, int dim, int channels)
    {
        random.manual_seed(seed);
        return nn.Sequential(
            nn.Unflatten(1, [dim, 1, 1]),
            nn.ConvTranspose2d(dim, 2 * OfGenerator, 4, bias: false), nn.BatchNorm2d(2 * OfGenerator), nn.ReLU(),
            nn.ConvTranspose2d(2 * OfGenerator, OfGenerator, 3, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(OfGenerator), nn.ReLU(),
            nn.ConvTranspose2d(OfGenerator, channels, 4, stride: 2, padding: 1), nn.Sigmoid(),
            nn.Flatten());
    }

    /// <summary>Samples, or packs of them, to logits [n, 1].</summary>
    /// <param name="seed">Of the weights.</param>
    /// <param name="channels">Of a sample, or of all in a pack.</param>
    public static Sequential Discriminator(long seed, int channels)
    {
        random.manual_seed(seed);
        return nn.Sequential(
            nn.Unflatten(1, [channels, SmallDigits.Side, SmallDigits.Side]),
            nn.Conv2d(channels, OfDiscriminator, 4, stride: 2, padding: 1), nn.LeakyReLU(0.2),
            nn.Conv2d(OfDiscriminator, 2 * OfDiscriminator, 3, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(2 * OfDiscriminator), nn.LeakyReLU(0.2),
            nn.Flatten(), nn.Linear(2 * OfDiscriminator * 4 * 4, 1));
    }
}
