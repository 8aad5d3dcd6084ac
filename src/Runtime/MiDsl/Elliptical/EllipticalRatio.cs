using System;
using System.Linq;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary>
/// The log density ratio <c>log p(x, y) / (p(x) p(y))</c> of a normal or Student t distribution around 0, nats. In canonical
/// coordinates u, v with correlations r, and with <c>q = |u|^2 + |v|^2 + sum_i (r_i^2 (u_i^2 + v_i^2) - 2 r_i u_i v_i) / (1 - r_i^2)</c>:
/// <list type="bullet">
/// <item>normal: <c>-1/2 sum log(1 - r_i^2) - 1/2 (q - |u|^2 - |v|^2)</c> (Anderson 2003, chapter 12);</item>
/// <item>Student t of nu degrees of freedom: <c>-1/2 sum log(1 - r_i^2) + log G(dx + dy) G(0) / (G(dx) G(dy)) + (nu + dx)/2 log(1 + |u|^2 / nu)
/// + (nu + dy)/2 log(1 + |v|^2 / nu) - (nu + dx + dy)/2 log(1 + q / nu)</c>, <c>G(k) = Gamma((nu + k) / 2)</c> (Kotz and
/// Nadarajah 2004; its mean is in Arellano-Valle, Contreras-Reyes and Genton 2013).</item>
/// </list>
/// </summary>
public sealed class EllipticalRatio
{
    internal EllipticalRatio(CanonicalCoordinates coordinates, double degrees, double cap)
    {
        (Coordinates, Degrees, Cap) = (coordinates, degrees, cap);
        Constant = -0.5 * coordinates.Correlations.ToArray().Sum(r => Math.Log(1 - (r * r)));
        if (double.IsFinite(degrees))
        {
            double G(int k) => SpecialFunctions.GammaLn(0.5 * (degrees + k));
            Constant += G(coordinates.XRank + coordinates.YRank) + G(0) - G(coordinates.XRank) - G(coordinates.YRank);
        }
    }

    /// <summary>nu; positive infinity for the normal distribution.</summary>
    public double Degrees { get; }

    /// <summary>No pair scores above this, nats: one that lies far out must not carry a partition.</summary>
    public double Cap { get; }

    /// <summary>What does not depend on the pair, nats.</summary>
    public double Constant { get; }

    /// <summary>The coordinates in which it is written.</summary>
    public CanonicalCoordinates Coordinates { get; }

    /// <summary>The ratio of a known distribution around 0; nothing is capped.</summary>
    /// <param name="dispersion">[dx + dy, dx + dy], symmetric and positive definite: the columns of X, then those of Y.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="degrees">nu; positive infinity for the normal distribution, whose covariance the dispersion is.</param>
    public static EllipticalRatio Of(double[,] dispersion, int xDim, double degrees = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(dispersion);
        return new EllipticalRatio(CanonicalCoordinates.Of(Matrix<double>.Build.DenseOfArray(dispersion), xDim), degrees, double.PositiveInfinity);
    }

    /// <summary>The log ratio of a pair, nats, at most <see cref="Cap"/>.</summary>
    /// <param name="x">[dx].</param>
    /// <param name="y">[dy].</param>
    public double LogRatio(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        OfCoordinates(
            Coordinates.X.LeftMultiply(Vector<double>.Build.Dense(x.ToArray())).AsArray(),
            Coordinates.Y.LeftMultiply(Vector<double>.Build.Dense(y.ToArray())).AsArray());

    /// <summary>The same in canonical coordinates.</summary>
    internal double OfCoordinates(ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        ReadOnlySpan<double> r = Coordinates.Correlations;
        double excess = 0;
        for (int i = 0; i < r.Length; i++)
        {
            if (r[i] > 0)
            {
                excess += ((r[i] * ((u[i] * u[i]) + (v[i] * v[i]))) - (2 * u[i] * v[i])) * r[i] / (1 - (r[i] * r[i]));
            }
        }

        if (double.IsInfinity(Degrees))
        {
            return Math.Min(Constant - (0.5 * excess), Cap);
        }

        double ofX = Square(u), ofY = Square(v), nu = Degrees;
        int dx = Coordinates.XRank, dy = Coordinates.YRank;
        double ratio = Constant + (0.5 * (nu + dx) * Math.Log(1 + (ofX / nu))) + (0.5 * (nu + dy) * Math.Log(1 + (ofY / nu)))
            - (0.5 * (nu + dx + dy) * Math.Log(1 + (Math.Max(0, ofX + ofY + excess) / nu)));
        return Math.Min(ratio, Cap);
    }

    private static double Square(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }
}
