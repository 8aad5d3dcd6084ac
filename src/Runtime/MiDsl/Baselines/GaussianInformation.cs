using System;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MiDsl;

/// <summary>
/// The closed form for jointly Gaussian data, <c>1/2 log(det Sx det Sy / det Sxy) = -1/2 sum_i log(1 - rho_i^2)</c> over
/// the canonical correlations (Kullback 1959; Kay 1992), from sample covariances. For other data it is the information of
/// the Gaussian with the same covariances: an estimate.
/// </summary>
public static class GaussianInformation
{
    /// <summary>Eigenvalues of a correlation matrix below this are rounding: the column is a combination of others.</summary>
    private const double Dependent = 1e-9;

    /// <summary>
    /// Estimates I(X; Y). Columns that are combinations of others in X, or in Y, or constant, add nothing and are passed
    /// over. Biased upwards by about dx dy / (2n).
    /// </summary>
    /// <remarks>
    /// The standard error is by the delta method, from the influence of each row,
    /// <c>sum_i rho_i / (1 - rho_i^2) (u_i v_i - rho_i (u_i^2 + v_i^2) / 2)</c> in canonical variates u, v (Gaussian data:
    /// variance sum rho_i^2 / n), plus the second-order term dx dy / (2 n^2), which is all that is left at independence;
    /// there it is up to twice too large, since sample correlations are not 0.
    /// </remarks>
    /// <param name="data">n pairs, more than dx + dy + 1.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="DataException">
    /// Too few pairs, or a combination of the columns of Y that is one of X: the information is infinite.
    /// </exception>
    public static Estimate Estimate(PairedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int n = data.Count;
        if (n <= data.XDim + data.YDim + 1)
        {
            throw new DataException($"{n} rows ({data.Source}) are too few for the covariances of {data.XDim} + {data.YDim} columns: more than {data.XDim + data.YDim + 1} are needed.");
        }

        Matrix<double>? x = White(data.X, data.XDim, n), y = White(data.Y, data.YDim, n);
        if (x is null || y is null)
        {
            return Result(0, 0, n);
        }

        Svd<double> canonical = (x.TransposeThisAndMultiply(y) / n).Svd();
        int count = Math.Min(x.ColumnCount, y.ColumnCount);
        double value = 0;
        for (int i = 0; i < count; i++)
        {
            double rho = canonical.S[i];
            if (1 - rho < Dependent)
            {
                throw new DataException($"A combination of the columns of Y is one of the columns of X ({data.Source}): their mutual information is infinite. Leave out the columns that are copies or sums of others.");
            }

            value -= 0.5 * Math.Log((1 - rho) * (1 + rho));
        }

        Matrix<double> u = x * canonical.U, v = y.TransposeAndMultiply(canonical.VT);
        double[] influence = new double[n];
        for (int row = 0; row < n; row++)
        {
            for (int i = 0; i < count; i++)
            {
                double rho = canonical.S[i], a = u[row, i], b = v[row, i];
                influence[row] += rho / ((1 - rho) * (1 + rho)) * (a * b - 0.5 * rho * (a * a + b * b));
            }
        }

        double error = BatchMeans.Of(influence).StandardError, second = 0.5 * x.ColumnCount * y.ColumnCount / n / n;
        return Result(value, Math.Sqrt(error * error + second), n);
    }

    private static Estimate Result(double value, double error, int n) => new(value, error)
    {
        Name = "Gaussian",
        Pairs = n,
        Data = DataRole.Given,
    };

    /// <summary>Uncorrelated columns of mean 0 and variance 1 (over n) that span the same space; null if nothing varies.</summary>
    private static Matrix<double>? White(ReadOnlySpan<float> values, int dim, int n)
    {
        Matrix<double> z = Matrix<double>.Build.Dense(n, dim);
        for (int c = 0; c < dim; c++)
        {
            // A constant column stays 0 and falls out with the eigenvalue 0.
            (double mean, double deviation) = ColumnMoments.Of(values, dim, c);
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

        return kept == 0 ? null : z * whitening.SubMatrix(0, dim, 0, kept);
    }
}
