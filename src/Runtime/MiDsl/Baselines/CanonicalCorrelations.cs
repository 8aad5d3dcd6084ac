using System;
using System.Collections.Immutable;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MiDsl;

/// <summary>
/// Canonical correlations (Hotelling 1936): the greatest correlation between a combination of the columns of X and one of
/// Y, then the greatest between combinations uncorrelated with those before, and so on. From sample covariances over n.
/// </summary>
public sealed class CanonicalCorrelations
{
    /// <summary>Eigenvalues of a correlation matrix below this are rounding: the column is a combination of others.</summary>
    internal const double Dependent = 1e-9;

    private readonly double[][] xDirections;
    private readonly double[][] yDirections;

    private CanonicalCorrelations(
        ImmutableArray<double> correlations, double[][] xDirections, double[][] yDirections,
        Matrix<double>? xVariates, Matrix<double>? yVariates, int xRank, int yRank)
    {
        (Correlations, this.xDirections, this.yDirections) = (correlations, xDirections, yDirections);
        (XVariates, YVariates, XRank, YRank) = (xVariates, yVariates, xRank, yRank);
    }

    /// <summary>The correlations in [0, 1], descending: as many as the lesser rank of X and Y; none if X or Y is constant.</summary>
    public ImmutableArray<double> Correlations { get; }

    /// <summary>Rank of X: its columns less those that are constant or combinations of others.</summary>
    public int XRank { get; }

    /// <summary>Rank of Y.</summary>
    public int YRank { get; }

    /// <summary>The variates of X on these rows [n, at least as many as correlations]; null if X or Y is constant.</summary>
    internal Matrix<double>? XVariates { get; }

    /// <summary>The variates of Y.</summary>
    internal Matrix<double>? YVariates { get; }

    /// <summary>Finds them.</summary>
    /// <param name="data">n pairs, more than dx + dy + 1.</param>
    /// <exception cref="DataException">Too few pairs.</exception>
    public static CanonicalCorrelations Of(PairedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int n = data.Count;
        if (n <= data.XDim + data.YDim + 1)
        {
            throw new DataException($"{n} rows ({data.Source}) are too few for the covariances of {data.XDim} + {data.YDim} columns: more than {data.XDim + data.YDim + 1} are needed.");
        }

        (Matrix<double> Values, Matrix<double> Map)? x = White(data.X, data.XDim, n), y = White(data.Y, data.YDim, n);
        if (x is null || y is null)
        {
            return new CanonicalCorrelations([], [], [], null, null, x?.Values.ColumnCount ?? 0, y?.Values.ColumnCount ?? 0);
        }

        Matrix<double> xs = x.Value.Values, ys = y.Value.Values;
        Svd<double> svd = (xs.TransposeThisAndMultiply(ys) / n).Svd();
        int count = Math.Min(xs.ColumnCount, ys.ColumnCount);
        Matrix<double> a = x.Value.Map * svd.U, b = y.Value.Map.TransposeAndMultiply(svd.VT);
        for (int i = 0; i < count; i++)
        {
            // Two partners may be turned together; which way round is a whim of the decomposition.
            if (a.Column(i).MaxBy(Math.Abs) < 0)
            {
                a.SetColumn(i, -a.Column(i));
                b.SetColumn(i, -b.Column(i));
            }
        }

        return new CanonicalCorrelations(
            [.. svd.S.Take(count).Select(rho => Math.Min(rho, 1))], a.ToColumnArrays()[..count], b.ToColumnArrays()[..count],
            xs * svd.U, ys.TransposeAndMultiply(svd.VT), xs.ColumnCount, ys.ColumnCount);
    }

    /// <summary>
    /// Weights a of the columns of X [dx]: <c>a . (x - mean)</c> has variance 1 (over n) and the correlation of this number
    /// with its partner in Y. Its greatest weight is positive; constant columns have weight 0.
    /// </summary>
    /// <param name="index">0 for the greatest correlation.</param>
    public ReadOnlySpan<double> XDirection(int index) => xDirections[index];

    /// <summary>Weights of the columns of Y [dy], the partner of <see cref="XDirection"/>.</summary>
    /// <param name="index">0 for the greatest correlation.</param>
    public ReadOnlySpan<double> YDirection(int index) => yDirections[index];

    /// <summary>
    /// Uncorrelated columns of mean 0 and variance 1 (over n) that span the same space, and the map that makes them from
    /// columns minus their means; null if nothing varies.
    /// </summary>
    private static (Matrix<double> Values, Matrix<double> Map)? White(ReadOnlySpan<float> values, int dim, int n)
    {
        Matrix<double> z = Matrix<double>.Build.Dense(n, dim);
        double[] scales = new double[dim];
        for (int c = 0; c < dim; c++)
        {
            // A constant column stays 0 and falls out with the eigenvalue 0.
            (double mean, double deviation) = ColumnMoments.Of(values, dim, c);
            scales[c] = deviation > 0 ? 1 / deviation : 0;
            for (int i = 0; i < n; i++)
            {
                z[i, c] = deviation > 0 ? (values[i * dim + c] - mean) / deviation : 0;
            }
        }

        Evd<double> evd = (z.TransposeThisAndMultiply(z) / n).Evd(Symmetricity.Symmetric);
        int kept = 0;
        Matrix<double> whitening = Matrix<double>.Build.Dense(dim, dim);
        for (int i = 0; i < dim; i++)
        {
            double eigenvalue = evd.EigenValues[i].Real;
            if (eigenvalue > Dependent * dim)
            {
                whitening.SetColumn(kept++, evd.EigenVectors.Column(i) / Math.Sqrt(eigenvalue));
            }
        }

        if (kept == 0)
        {
            return null;
        }

        whitening = whitening.SubMatrix(0, dim, 0, kept);
        return (z * whitening, Matrix<double>.Build.DenseOfDiagonalArray(scales) * whitening);
    }
}
