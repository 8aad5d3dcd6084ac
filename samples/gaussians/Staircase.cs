using System;
using System.Collections.Immutable;
using MiDsl;

namespace Gaussians;

/// <summary>
/// The benchmark of Poole et al. 2019 (1905.06922) and Song and Ermon 2020 (1910.06222): 20 independent pairs of correlated
/// Gaussians whose information climbs in stairs, while one critic keeps on learning.
/// </summary>
internal static class Staircase
{
#if TORCH
    public const Target Target = MiDsl.Target.TorchSharp;
#else
    public const Target Target = MiDsl.Target.Cpu;
#endif

    public const int Dim = 20;
    public const int BatchSize = 64;

    /// <summary>True mutual information of each stair.</summary>
    public static readonly ImmutableArray<double> Stairs = [2, 4, 6, 8, 10];

    /// <summary>I = -d/2 log(1 - rho^2), solved for rho.</summary>
    public static double Correlation(double nats) => Math.Sqrt(1 - Math.Exp(-2 * nats / Dim));

    /// <summary>y = rho x + sqrt(1 - rho^2) noise; then y^3 if cubic, which leaves the information as it is.</summary>
    public static void Draw(double nats, bool cubic, Rng rng, Span<float> x, Span<float> y)
    {
        float rho = (float)Correlation(nats);
        float rest = MathF.Sqrt(1 - (rho * rho));
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < y.Length; i++)
        {
            float value = (rho * x[i]) + (rest * y[i]);
            y[i] = cubic ? value * value * value : value;
        }
    }
}
