using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MiDsl;

/// <summary>
/// Independent component analysis: the turn of white columns after which their log-cosh contrasts are extreme, by the symmetric
/// fixed-point iteration (FastICA; Hyvarinen 1999, IEEE Transactions on Neural Networks 10). What is normal has no such turn: any
/// will do for it.
/// </summary>
internal static class IndependentComponents
{
    private const int Iterations = 60;
    private const double Settled = 1e-5;

    /// <summary>The turn W, orthogonal [d, d]: components are <c>white W</c>.</summary>
    /// <param name="white">[n, d], uncorrelated, of variance 1 (or 0, which stays).</param>
    internal static Matrix<double> Turn(Matrix<double> white)
    {
        int d = white.ColumnCount;
        double n = white.RowCount;
        Matrix<double> turn = Matrix<double>.Build.DenseIdentity(d);
        for (int i = 0; i < Iterations; i++)
        {
            Matrix<double> slope = (white * turn).PointwiseTanh();
            Vector<double> curvature = slope.Map(t => 1 - (t * t), Zeros.Include).ColumnSums() / n;
            Svd<double> svd = ((white.TransposeThisAndMultiply(slope) / n) - (turn * Matrix<double>.Build.DenseOfDiagonalVector(curvature))).Svd();
            Matrix<double> next = svd.U * svd.VT;
            double change = Enumerable.Range(0, d).Max(j => 1 - Math.Abs(next.Column(j).DotProduct(turn.Column(j))));
            turn = next;
            if (change < Settled)
            {
                break;
            }
        }

        return turn;
    }
}
