using System;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary>
/// The dispersion of a multivariate Student t around 0 by maximum likelihood: EM with weights <c>(nu + d) / (nu + s' S^-1 s)</c>
/// (Kotz and Nadarajah 2004, chapter 10). For infinite nu the second moments.
/// </summary>
internal static class StudentDispersion
{
    private const double Settled = 1e-7;

    /// <summary>S [d, d].</summary>
    /// <param name="rows">[n, d].</param>
    /// <param name="degrees">nu, may be infinite.</param>
    /// <param name="iterations">At most so many.</param>
    internal static Matrix<double> Of(Matrix<double> rows, double degrees, int iterations)
    {
        int n = rows.RowCount, d = rows.ColumnCount;
        if (double.IsInfinity(degrees))
        {
            return rows.TransposeThisAndMultiply(rows) / n;
        }

        Matrix<double> dispersion = Matrix<double>.Build.DenseIdentity(d);
        for (int i = 0; i < iterations; i++)
        {
            // A trace of the identity keeps columns that are combinations of others from a division by 0.
            Matrix<double> inverse = (dispersion + (Matrix<double>.Build.DenseIdentity(d) * (1e-10 * dispersion.Trace() / d))).Inverse();
            Vector<double> lengths = (rows * inverse).PointwiseMultiply(rows).RowSums();
            Matrix<double> weighted = rows.MapIndexed((row, _, value) => value * (degrees + d) / (degrees + lengths[row]));
            Matrix<double> next = weighted.TransposeThisAndMultiply(rows) / n;
            double change = (next - dispersion).InfinityNorm();
            dispersion = next;
            if (change <= Settled * dispersion.InfinityNorm())
            {
                break;
            }
        }

        return dispersion;
    }
}
