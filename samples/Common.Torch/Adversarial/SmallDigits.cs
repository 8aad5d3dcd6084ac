using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Samples.Common;

/// <summary>MNIST, averaged over 2 x 2 pixels to 14 x 14: small networks learn it in seconds.</summary>
public static class SmallDigits
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Side = 14;

    /// <summary>Pixels of an image.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Averages over squares of four pixels: [n, 196], in [0, 1].</summary>
    /// <param name="images">28 x 28.</param>
    public static Tensor Pool(ImageSet images)
    {
        using var scope = NewDisposeScope();
        return tensor(images.ToUnit()).reshape(-1, Side, 2, Side, 2).mean([2, 4]).reshape(-1, Pixels).MoveToOuterDisposeScope();
    }

    /// <summary>[n], 0 to 9.</summary>
    public static Tensor Labels(ImageSet images) =>
        tensor([.. images.Labels.ToArray().Select(label => (long)label)]);

    /// <summary>Row numbers [n] below <paramref name="count"/>, with replacement.</summary>
    public static Tensor Rows(Rng rng, int n, long count) =>
        tensor([.. Enumerable.Range(0, n).Select(_ => (long)rng.NextInt((int)count))]);
}
