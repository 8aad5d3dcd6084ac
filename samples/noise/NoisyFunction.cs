using System;
using System.Collections.Generic;
using MiDsl;

namespace Noise;

/// <summary>Y = f(X) + sigma eps, X uniform on (-1, 1), eps standard normal.</summary>
/// <param name="Name">Of f.</param>
/// <param name="F">f.</param>
/// <param name="Sigma">Above 0.</param>
internal sealed record NoisyFunction(string Name, Func<double, double> F, double Sigma)
{
    private static readonly (string Name, Func<double, double> F)[] Functions = [("x", x => x), ("x^3", x => x * x * x), ("sin x", Math.Sin)];

    public static IReadOnlyList<double> Sigmas { get; } = [0.1, 0.3, 0.5, 0.7, 0.9];

    /// <summary>I(X; Y), nats.</summary>
    public double Truth => Quadrature.Information(F, Sigma);

    /// <summary>Every f under every sigma, f by f, sigma ascending.</summary>
    public static IEnumerable<NoisyFunction> All()
    {
        foreach (var (name, f) in Functions)
        {
            foreach (double sigma in Sigmas)
            {
                yield return new(name, f, sigma);
            }
        }
    }

    /// <summary>Fills rows of X and Y.</summary>
    public void Draw(Rng rng, Span<float> x, Span<float> y)
    {
        rng.FillUniform(x, -1, 1);
        rng.FillGaussian(y, sd: (float)Sigma);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] += (float)F(x[i]);
        }
    }
}
