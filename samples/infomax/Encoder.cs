using System;
using System.Linq;
using MiDsl;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Infomax;

/// <summary>An image on its way through the encoder.</summary>
/// <param name="Map">C(x), [n, channels * side * side]: features of 7 x 7 patches of the image.</param>
/// <param name="Hidden">fc, [n, 256].</param>
/// <param name="Code">Y, [n, 64], in (0, 1).</param>
internal sealed record Encoded(Tensor Map, Tensor Hidden, Tensor Code);

/// <summary>Two convolutions of stride 2 and two dense layers, with batch norm, and a sigmoid at the end as the uniform prior has it.</summary>
internal sealed class Encoder : nn.Module
{
    private readonly int channels;
    private readonly Sequential convolutions, dense, last;

    /// <summary>Weights drawn from the seed.</summary>
    /// <param name="channels">Of the images.</param>
    /// <param name="seed">The same weights for each objective.</param>
    public Encoder(int channels, long seed)
        : base(nameof(Encoder))
    {
        this.channels = channels;
        random.manual_seed(Rng.Derive(seed, RandomStream.Weights, 0));
        convolutions = nn.Sequential(
            nn.Conv2d(channels, Sizes.Channels / 2, 4, stride: 2, padding: 1), nn.BatchNorm2d(Sizes.Channels / 2), nn.ReLU(),
            nn.Conv2d(Sizes.Channels / 2, Sizes.Channels, 4, stride: 2, padding: 1), nn.BatchNorm2d(Sizes.Channels), nn.ReLU());
        dense = nn.Sequential(nn.Linear(Sizes.Channels * Sizes.Map * Sizes.Map, Sizes.Hidden), nn.BatchNorm1d(Sizes.Hidden), nn.ReLU());
        last = nn.Sequential(nn.Linear(Sizes.Hidden, Sizes.Code), nn.BatchNorm1d(Sizes.Code), nn.Sigmoid());
        RegisterComponents();
    }

    /// <summary>All three layers.</summary>
    /// <param name="x">[n, channels * 28 * 28].</param>
    public Encoded Encode(Tensor x)
    {
        Tensor map = convolutions.call(x.view(-1, channels, Sizes.Side, Sizes.Side)).flatten(1), hidden = dense.call(map);
        return new(map, hidden, last.call(hidden));
    }

    /// <summary>All three layers of many images, frozen, batch norm by its running means.</summary>
    /// <param name="x">[n, channels * 28 * 28].</param>
    public Encoded EncodeAll(Tensor x)
    {
        const int AtOnce = 500;
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        eval();
        Encoded[] parts = [.. x.split(AtOnce).Select(Encode)];
        train();
        return new(
            cat([.. parts.Select(part => part.Map)]).MoveToOuterDisposeScope(), cat([.. parts.Select(part => part.Hidden)]).MoveToOuterDisposeScope(),
            cat([.. parts.Select(part => part.Code)]).MoveToOuterDisposeScope());
    }
}
