using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Samples.Common;

/// <summary>
/// MS-SSIM of Wang et al. 2003 on small images: two scales instead of five and a window of 5 x 5 instead of 11 x 11, since
/// 14 x 14 pixels hold no more; the exponents of the first two scales, scaled to the sum 1. Not comparable with the value at full size.
/// </summary>
public static class MultiScaleSimilarity
{
    private const int Window = 5;
    private const double Sd = 1.5, C1 = 0.01 * 0.01, C2 = 0.03 * 0.03, Fine = 0.0448 / (0.0448 + 0.2856), Coarse = 1 - Fine;

    /// <summary>Mean over pairs of images in [0, 1]; 1 where they are equal.</summary>
    /// <param name="a">[n, side * side], or channels of as many pixels, each compared by itself.</param>
    /// <param name="b">Likewise.</param>
    /// <param name="side">Pixels, even.</param>
    public static double Of(Tensor a, Tensor b, int side)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = a.reshape(-1, 1, side, side), y = b.reshape(-1, 1, side, side);
        Tensor fine = Compare(x, y).Structure, coarse = Compare(Halve(x), Halve(y)).Whole;
        return (fine.clamp_min(0).pow(Fine) * coarse.clamp_min(0).pow(Coarse)).mean().ToSingle();
    }

    /// <summary>Contrast and structure, and these times the luminance: means over the image [n].</summary>
    private static (Tensor Structure, Tensor Whole) Compare(Tensor x, Tensor y)
    {
        Tensor window = GaussianWindow();
        Tensor Local(Tensor image) => nn.functional.conv2d(image, window);
        Tensor meanX = Local(x), meanY = Local(y);
        Tensor varianceX = Local(x * x) - (meanX * meanX), varianceY = Local(y * y) - (meanY * meanY), covariance = Local(x * y) - (meanX * meanY);
        Tensor structure = ((2 * covariance) + C2) / (varianceX + varianceY + C2);
        Tensor luminance = ((2 * meanX * meanY) + C1) / ((meanX * meanX) + (meanY * meanY) + C1);
        return (structure.mean([1, 2, 3]), (structure * luminance).mean([1, 2, 3]));
    }

    private static Tensor Halve(Tensor image) => nn.functional.avg_pool2d(image, 2);

    private static Tensor GaussianWindow()
    {
        Tensor line = exp(-arange(-(Window / 2), (Window / 2) + 1).to(ScalarType.Float32).square() / (2 * Sd * Sd));
        Tensor square = line.reshape(-1, 1) * line;
        return (square / square.sum()).reshape(1, 1, Window, Window);
    }
}
