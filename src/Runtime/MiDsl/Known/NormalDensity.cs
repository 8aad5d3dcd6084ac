using System;
using System.Linq;

namespace MiDsl;

/// <summary>The log-density of a normal distribution over some of its coordinates.</summary>
internal sealed class NormalDensity
{
    private readonly double[] mean;
    private readonly double[,] factor;
    private readonly double constant;

    /// <param name="mean">Of those coordinates [k].</param>
    /// <param name="factor">Cholesky's L of their covariance [k, k].</param>
    internal NormalDensity(double[] mean, double[,] factor)
    {
        (this.mean, this.factor) = (mean, factor);
        constant = -0.5 * mean.Length * Math.Log(2 * Math.PI) - Enumerable.Range(0, mean.Length).Sum(i => Math.Log(factor[i, i]));
    }

    internal double Log(ReadOnlySpan<double> point)
    {
        // L z = point - mean, by forward substitution.
        Span<double> z = stackalloc double[point.Length];
        double squares = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double rest = point[i] - mean[i];
            for (int j = 0; j < i; j++)
            {
                rest -= factor[i, j] * z[j];
            }

            z[i] = rest / factor[i, i];
            squares += z[i] * z[i];
        }

        return constant - 0.5 * squares;
    }
}
