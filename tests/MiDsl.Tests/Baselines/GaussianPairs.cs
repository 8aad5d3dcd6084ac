using System;

namespace MiDsl.Tests.Baselines;

/// <summary>Pairs with correlation rho between X_i and Y_i: -d/2 log(1 - rho^2) nats.</summary>
internal static class GaussianPairs
{
    internal static PairedData Draw(int n, int dim, double rho, long seed)
    {
        Rng rng = new(seed);
        float[] x = new float[n * dim], y = new float[n * dim];
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (float)(rho * x[i] + Math.Sqrt(1 - rho * rho) * y[i]);
        }

        return PairedData.From(x, dim, y, dim);
    }
}
