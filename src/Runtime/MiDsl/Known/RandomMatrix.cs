using System;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary>Matrices for random maps.</summary>
internal static class RandomMatrix
{
    /// <summary>Independent normal entries of the given standard deviation.</summary>
    internal static double[,] Normal(Rng rng, int rows, int columns, double deviation)
    {
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                matrix[i, j] = deviation * rng.NextGaussianDouble();
            }
        }

        return matrix;
    }

    /// <summary>Uniform over the orthogonal matrices: Q of QR with a positive diagonal of R (Mezzadri 2007).</summary>
    internal static Matrix<double> Orthogonal(Rng rng, int dim)
    {
        var qr = Matrix<double>.Build.DenseOfArray(Normal(rng, dim, dim, 1)).QR();
        return qr.Q * Matrix<double>.Build.DenseOfDiagonalVector(qr.R.Diagonal().Map(r => r < 0 ? -1.0 : 1.0));
    }

    /// <summary><c>image = A point</c>.</summary>
    internal static void Multiply(double[,] matrix, ReadOnlySpan<double> point, Span<double> image)
    {
        for (int i = 0; i < image.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < point.Length; j++)
            {
                sum += matrix[i, j] * point[j];
            }

            image[i] = sum;
        }
    }
}
