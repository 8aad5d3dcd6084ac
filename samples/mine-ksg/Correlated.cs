using System;
using MiDsl;

namespace MineKsg;

/// <summary>d independent pairs (X_i, Y_i) of standard normals with correlation rho: corr(X_i, Y_j) = delta_ij rho.</summary>
/// <param name="Dim">d.</param>
/// <param name="Rho">In (-1, 1).</param>
internal sealed record Correlated(int Dim, double Rho)
{
    /// <summary>I(X; Y) = -(d/2) log(1 - rho^2), nats.</summary>
    public double Truth => Rho == 0 ? 0 : -0.5 * Dim * Math.Log(1 - (Rho * Rho));

    /// <summary>Fills rows of X and Y, of any dimension: all entries are alike.</summary>
    public static void Draw(double rho, Rng rng, Span<float> x, Span<float> y)
    {
        float weight = (float)rho, rest = (float)Math.Sqrt(1 - (rho * rho));
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (weight * x[i]) + (rest * y[i]);
        }
    }

    /// <summary>A data set.</summary>
    /// <param name="n">Its pairs.</param>
    /// <param name="seed">Of its own stream.</param>
    public PairedData Sample(int n, long seed)
    {
        float[] x = new float[n * Dim], y = new float[n * Dim];
        Draw(Rho, new Rng(seed), x, y);
        return PairedData.From(x, Dim, y, Dim);
    }
}
