using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MiDsl;

/// <summary>
/// Coordinates <c>u = Ax' x</c>, <c>v = Ay' y</c> in which the dispersions of X and Y are the identity and their
/// cross-dispersion is diag(r), r the canonical correlations (Anderson 2003, chapter 12).
/// </summary>
public sealed class CanonicalCoordinates
{
    private const double Greatest = .99999;

    private readonly double[] correlations;

    private CanonicalCoordinates(Matrix<double> x, Matrix<double> y, double[] correlations, int xRank, int yRank) =>
        (X, Y, this.correlations, XRank, YRank) = (x, y, correlations, xRank, yRank);

    /// <summary>r [min(dx, dy)], descending before any was shrunk.</summary>
    public ReadOnlySpan<double> Correlations => correlations;

    /// <summary>Directions of X that vary; the axes of the others are 0.</summary>
    public int XRank { get; }

    /// <summary>Directions of Y that vary.</summary>
    public int YRank { get; }

    /// <summary>Ax [dx, dx], a coordinate a column.</summary>
    internal Matrix<double> X { get; }

    /// <summary>Ay [dy, dy].</summary>
    internal Matrix<double> Y { get; }

    /// <summary>Ax, row-major [dx, dx]: a column of it makes a coordinate.</summary>
    public double[] XAxes() => X.ToRowMajorArray();

    /// <summary>Ay, row-major [dy, dy].</summary>
    public double[] YAxes() => Y.ToRowMajorArray();

    /// <summary>Those of a joint dispersion.</summary>
    /// <param name="dispersion">[dx + dy, dx + dy], the columns of X first.</param>
    /// <param name="xDim">dx.</param>
    internal static CanonicalCoordinates Of(Matrix<double> dispersion, int xDim)
    {
        int yDim = dispersion.RowCount - xDim;
        (Matrix<double> x, int xRank) = White(dispersion.SubMatrix(0, xDim, 0, xDim));
        (Matrix<double> y, int yRank) = White(dispersion.SubMatrix(xDim, yDim, xDim, yDim));
        Svd<double> svd = (x * dispersion.SubMatrix(0, xDim, xDim, yDim) * y).Svd();
        return new CanonicalCoordinates(x * svd.U, y.TransposeAndMultiply(svd.VT), [.. svd.S.Select(r => Math.Min(r, Greatest))], xRank, yRank);
    }

    /// <summary>
    /// The same axes with correlations that other pairs confirm: the lesser of both, 0 below 3 / sqrt(n), which is noise.
    /// </summary>
    /// <param name="dispersion">Of n other pairs in these coordinates, (u, v) [dx + dy, dx + dy].</param>
    /// <param name="n">How many.</param>
    internal CanonicalCoordinates Shrunk(Matrix<double> dispersion, int n)
    {
        double[] shrunk = new double[correlations.Length];
        for (int i = 0; i < shrunk.Length; i++)
        {
            int j = X.ColumnCount + i;
            double r = Math.Min(correlations[i], dispersion[i, j] / Math.Sqrt(dispersion[i, i] * dispersion[j, j]));
            shrunk[i] = r > 3 / Math.Sqrt(n) ? r : 0;
        }

        return new CanonicalCoordinates(X, Y, shrunk, XRank, YRank);
    }

    /// <summary>The inverse root of a dispersion, and its rank.</summary>
    private static (Matrix<double> Map, int Rank) White(Matrix<double> dispersion)
    {
        Evd<double> evd = dispersion.Evd(Symmetricity.Symmetric);
        double least = CanonicalCorrelations.Dependent * Math.Max(evd.EigenValues.Max(e => e.Real), double.Epsilon);
        double[] roots = [.. evd.EigenValues.Select(e => e.Real > least ? 1 / Math.Sqrt(e.Real) : 0)];
        return ((evd.EigenVectors * Matrix<double>.Build.DenseOfDiagonalArray(roots)).TransposeAndMultiply(evd.EigenVectors), roots.Count(r => r > 0));
    }
}
