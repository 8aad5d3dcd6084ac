using System;

namespace MiDsl.Torch.Tests.Support;

/// <summary>Scores of the exact critic, log p(x, y) / p(x) p(y), for pairs of one Gaussian component each.</summary>
internal static class GaussianScores
{
    /// <summary>f[i, j] of n fresh pairs, and their x.</summary>
    public static (double[,] Scores, double[] X) Draw(double rho, int n, Rng rng)
    {
        double[] x = new double[n], y = new double[n];
        double rest = 1 - (rho * rho);
        for (int i = 0; i < n; i++)
        {
            x[i] = rng.NextGaussianDouble();
            y[i] = (rho * x[i]) + (Math.Sqrt(rest) * rng.NextGaussianDouble());
        }

        var f = new double[n, n];
        for (int k = 0; k < f.Length; k++)
        {
            (double a, double b) = (x[k / n], y[k % n]);
            f[k / n, k % n] = (-0.5 * Math.Log(rest)) - (((rho * rho * ((a * a) + (b * b))) - (2 * rho * a * b)) / (2 * rest));
        }

        return (f, x);
    }
}
