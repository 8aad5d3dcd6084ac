using System;

namespace MiDsl.Cpu.Tests.Estimators;

/// <summary>Gaussian pairs, each column of x correlated with its own of y.</summary>
internal static class Pairs
{
    public static void Draw(Rng rng, int n, Span<float> x, Span<float> y, double rho)
    {
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        float r = (float)rho, rest = MathF.Sqrt(1 - (r * r));
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = (r * x[i]) + (rest * y[i]);
        }
    }
}
