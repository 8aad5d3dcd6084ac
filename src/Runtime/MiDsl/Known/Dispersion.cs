using System;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary>A positive definite matrix over the coordinates of (X, Y), and its Cholesky factor.</summary>
internal sealed class Dispersion
{
    private readonly double[,] factor;

    internal Dispersion(double[,] matrix, int xDim)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int dim = matrix.GetLength(0);
        if (matrix.GetLength(1) != dim)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The matrix is [{dim}, {matrix.GetLength(1)}]: it needs a row and a column for each coordinate of X and Y."), nameof(matrix));
        }

        if (xDim < 1 || xDim >= dim)
        {
            throw new ArgumentOutOfRangeException(nameof(xDim), xDim, FormattableString.Invariant(
                $"The matrix is over {dim} coordinates: X must have at least one of them, and Y too."));
        }

        RequireSymmetric(matrix);
        Matrix<double> whole = Matrix<double>.Build.DenseOfArray(matrix);
        (XDim, YDim) = (xDim, dim - xDim);
        factor = Cholesky(whole).ToArray();
        YFactor = Cholesky(whole.SubMatrix(xDim, YDim, xDim, YDim)).ToArray();
        Information = Math.Max(0, LogRoot(whole.SubMatrix(0, xDim, 0, xDim)) + LogRoot(whole.SubMatrix(xDim, YDim, xDim, YDim)) - LogRoot(whole));
    }

    internal int XDim { get; }

    internal int YDim { get; }

    /// <summary>1/2 log(det Sx det Sy / det S), nats.</summary>
    internal double Information { get; }

    /// <summary>L, lower triangular, of S; its first dx rows and columns are that of Sx.</summary>
    internal double[,] Factor => factor;

    /// <summary>The same of Sy.</summary>
    internal double[,] YFactor { get; }

    /// <summary>The root of a diagonal entry of S.</summary>
    internal double Deviation(int coordinate)
    {
        double squares = 0;
        for (int j = 0; j <= coordinate; j++)
        {
            squares += factor[coordinate, j] * factor[coordinate, j];
        }

        return Math.Sqrt(squares);
    }

    /// <summary>Draws <c>scale L z</c>, z standard normal and S = L L'.</summary>
    /// <param name="rng">Where z comes from.</param>
    /// <param name="scale">A factor.</param>
    /// <param name="z">Room for z [dx + dy].</param>
    /// <param name="x">Receives the first dx coordinates.</param>
    /// <param name="y">Receives the others.</param>
    internal void Draw(Rng rng, double scale, Span<double> z, Span<double> x, Span<double> y)
    {
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = scale * rng.NextGaussianDouble();
        }

        for (int i = 0; i < z.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += factor[i, j] * z[j];
            }

            (i < XDim ? ref x[i] : ref y[i - XDim]) = sum;
        }
    }

    private static double LogRoot(Matrix<double> matrix)
    {
        Vector<double> diagonal = Cholesky(matrix).Diagonal();
        return diagonal.PointwiseLog().Sum();
    }

    private static Matrix<double> Cholesky(Matrix<double> matrix)
    {
        try
        {
            return matrix.Cholesky().Factor;
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException(
                "The matrix is not positive definite: some combination of its coordinates has no variance, and the information would not be finite.", nameof(matrix), e);
        }
    }

    private static void RequireSymmetric(double[,] matrix)
    {
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!(Math.Abs(matrix[i, j] - matrix[j, i]) <= 1e-12 * Math.Sqrt(Math.Abs(matrix[i, i] * matrix[j, j]))))
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"The matrix is not symmetric: [{i}, {j}] is {matrix[i, j]}, but [{j}, {i}] is {matrix[j, i]}."), nameof(matrix));
                }
            }
        }
    }
}
