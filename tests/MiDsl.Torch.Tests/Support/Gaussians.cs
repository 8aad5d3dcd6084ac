using System;

namespace MiDsl.Torch.Tests.Support;

/// <summary>Pairs of Gaussian vectors, component k of x correlated with component k of y by rho.</summary>
internal static class Gaussians
{
    /// <summary>I(X; Y) in nats.</summary>
    public static double Information(double rho, int dimensions) => -0.5 * dimensions * Math.Log(1 - (rho * rho));

    public static void Draw(double rho, Rng rng, Span<float> x, Span<float> y)
    {
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        float sd = (float)Math.Sqrt(1 - (rho * rho));
        for (int k = 0; k < x.Length; k++)
        {
            y[k] = ((float)rho * x[k]) + (sd * y[k]);
        }
    }

    public static PairedData Data(double rho, int count, int dimensions, long seed = 0)
    {
        float[] x = new float[count * dimensions];
        float[] y = new float[count * dimensions];
        Draw(rho, new Rng(seed), x, y);
        return PairedData.From(x, dimensions, y, dimensions);
    }
}
