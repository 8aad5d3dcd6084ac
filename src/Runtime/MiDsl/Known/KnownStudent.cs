using System;
using MathNet.Numerics;

namespace MiDsl;

/// <summary>
/// X and Y jointly Student t around 0, with dispersion S and nu degrees of freedom. Nats:
/// <c>I = 1/2 log(det Sx det Sy / det S) + c(dx) + c(dy) - c(dx + dy)</c>, where
/// <c>c(k) = log(Gamma(nu/2) / Gamma((nu + k)/2)) + (nu + k)/2 (psi((nu + k)/2) - psi(nu/2))</c> (Arellano-Valle,
/// Contreras-Reyes and Genton 2013). All coordinates share one scale, so X and Y depend on each other even if S says they
/// are uncorrelated. The mean is finite for nu above 1, the covariance <c>nu / (nu - 2) S</c> for nu above 2.
/// </summary>
public sealed class KnownStudent : KnownInformation
{
    private readonly Dispersion dispersion;
    private readonly double degrees;

    /// <summary>Student t pairs.</summary>
    /// <param name="dispersion">S [dx + dy, dx + dy], symmetric and positive definite: the coordinates of X, then those of Y.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="degrees">nu, above 0; the fewer, the heavier the tails.</param>
    /// <param name="name">What reports call it.</param>
    /// <exception cref="ArgumentException">
    /// S is not square, not symmetric or not positive definite, or leaves X or Y nothing; or nu is not above 0.
    /// </exception>
    public KnownStudent(double[,] dispersion, int xDim, double degrees, string? name = null)
        : this(new Dispersion(dispersion, xDim), Positive(degrees), name)
    {
    }

    private KnownStudent(Dispersion dispersion, double degrees, string? name)
        : base(
            name ?? FormattableString.Invariant($"St {dispersion.XDim}x{dispersion.YDim} (dof={degrees}, own dispersion)"),
            dispersion.XDim, dispersion.YDim,
            dispersion.Information + Correction(dispersion.XDim, dispersion.YDim, degrees)) =>
        (this.dispersion, this.degrees) = (dispersion, degrees);

    /// <summary>S = 1: uncorrelated coordinates that share their scale.</summary>
    /// <param name="dim">dx = dy = d.</param>
    /// <param name="degrees">nu, above 0.</param>
    public static KnownStudent Uncorrelated(int dim, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dim, 1);
        double[,] identity = new double[2 * dim, 2 * dim];
        for (int i = 0; i < 2 * dim; i++)
        {
            identity[i, i] = 1;
        }

        return new KnownStudent(identity, dim, degrees, FormattableString.Invariant($"St {dim}x{dim} (dof={degrees})"));
    }

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        double[] z = new double[XDim + YDim];
        for (int row = 0; row < n; row++)
        {
            double scale = Math.Sqrt(0.5 * degrees / rng.NextGamma(0.5 * degrees));
            dispersion.Draw(rng, scale, z, x.Slice(row * XDim, XDim), y.Slice(row * YDim, YDim));
        }
    }

    private static double Correction(int xDim, int yDim, double nu)
    {
        double C(int k) => SpecialFunctions.GammaLn(0.5 * nu) - SpecialFunctions.GammaLn(0.5 * (nu + k))
            + 0.5 * (nu + k) * (SpecialFunctions.DiGamma(0.5 * (nu + k)) - SpecialFunctions.DiGamma(0.5 * nu));

        return C(xDim) + C(yDim) - C(xDim + yDim);
    }

    private static double Positive(double degrees) => degrees > 0 && double.IsFinite(degrees)
        ? degrees
        : throw new ArgumentOutOfRangeException(
            nameof(degrees), degrees, "Degrees of freedom must be above 0 and finite; KnownNormal is their limit.");
}
