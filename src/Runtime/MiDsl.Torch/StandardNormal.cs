using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>The standard normal distribution over rows.</summary>
public static class StandardNormal
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    /// <summary><c>-|y|^2 / 2 - (d / 2) log 2 pi</c> of each row, nats.</summary>
    /// <param name="y">[n, d].</param>
    /// <returns>[n].</returns>
    public static Tensor LogDensity(Tensor y)
    {
        ArgumentNullException.ThrowIfNull(y);
        using DisposeScope scope = NewDisposeScope();
        return (-0.5 * (y.square().sum(1L) + (y.shape[1] * LogTwoPi))).MoveToOuterDisposeScope();
    }
}
