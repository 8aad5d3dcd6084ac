using System;

namespace MiDsl;

/// <summary>
/// X and Y jointly normal of mean 0: <c>I = 1/2 log(det Sx det Sy / det S)</c> nats, S the covariance of (X, Y) and Sx and Sy
/// its blocks (Kullback 1959).
/// </summary>
public sealed class KnownNormal : KnownInformation
{
    private readonly Dispersion covariance;

    /// <summary>Normal pairs.</summary>
    /// <param name="covariance">S [dx + dy, dx + dy], symmetric and positive definite: the coordinates of X, then those of Y.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="name">What reports call it.</param>
    /// <exception cref="ArgumentException">S is not square, not symmetric or not positive definite, or leaves X or Y nothing.</exception>
    public KnownNormal(double[,] covariance, int xDim, string? name = null)
        : this(new Dispersion(covariance, xDim), name)
    {
    }

    private KnownNormal(Dispersion covariance, string? name)
        : base(
            name ?? FormattableString.Invariant($"Mn {covariance.XDim}x{covariance.YDim} (own covariance)"),
            covariance.XDim, covariance.YDim, covariance.Information) => this.covariance = covariance;

    /// <summary>One coordinate each: <c>-1/2 log(1 - rho^2)</c> nats.</summary>
    /// <param name="correlation">rho, strictly between -1 and 1.</param>
    /// <param name="name">What reports call it.</param>
    public static KnownNormal Bivariate(double correlation, string? name = null) =>
        Pairs(1, 1, correlation, name ?? FormattableString.Invariant($"Bivariate Nm 1x1 (rho={correlation})"));

    /// <summary>Variances 1, and the same correlation between any two coordinates of X and Y.</summary>
    /// <param name="dim">dx = dy = d.</param>
    /// <param name="correlation">Between -1 / (2d - 1) and 1, strictly.</param>
    /// <param name="name">What reports call it.</param>
    public static KnownNormal Dense(int dim, double correlation, string? name = null) => new(
        Matrix(dim, (i, j) => correlation), dim,
        name ?? FormattableString.Invariant($"Mn {dim}x{dim} (dense, rho={correlation})"));

    /// <summary>
    /// Variances 1; the first coordinates of X are correlated each with its own of Y, and nothing else is:
    /// <c>-k/2 log(1 - rho^2)</c> nats for k pairs.
    /// </summary>
    /// <param name="dim">dx = dy = d.</param>
    /// <param name="pairs">k, at most d.</param>
    /// <param name="correlation">rho, strictly between -1 and 1.</param>
    /// <param name="name">What reports call it.</param>
    public static KnownNormal Pairs(int dim, int pairs, double correlation, string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pairs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pairs, dim);
        return new(
            Matrix(dim, (i, j) => j - i == dim && i < pairs ? correlation : 0), dim,
            name ?? FormattableString.Invariant($"Mn {dim}x{dim} ({pairs}-pair, rho={correlation})"));
    }

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        double[] z = new double[XDim + YDim];
        for (int row = 0; row < n; row++)
        {
            covariance.Draw(rng, 1, z, x.Slice(row * XDim, XDim), y.Slice(row * YDim, YDim));
        }
    }

    /// <summary>Ones on the diagonal, and what is given for i &lt; j.</summary>
    private static double[,] Matrix(int dim, Func<int, int, double> above)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dim, 1);
        double[,] matrix = new double[2 * dim, 2 * dim];
        for (int j = 0; j < 2 * dim; j++)
        {
            matrix[j, j] = 1;
            for (int i = 0; i < j; i++)
            {
                matrix[i, j] = matrix[j, i] = above(i, j);
            }
        }

        return matrix;
    }
}
