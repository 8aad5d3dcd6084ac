using System;
using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary>
/// The closed form for jointly Gaussian data, <c>1/2 log(det Sx det Sy / det Sxy) = -1/2 sum_i log(1 - rho_i^2)</c> over
/// the canonical correlations (Kullback 1959; Kay 1992), from sample covariances. For other data it is the information of
/// the Gaussian with the same covariances: an estimate.
/// </summary>
public static class GaussianInformation
{
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
    public static Estimate Estimate(PairedData data) => Estimate(data, "Gaussian");

    /// <summary>
    /// The same on the normal scores of the columns: exact for a Gaussian copula, whatever monotone maps bent its columns
    /// (y^3 of a Gaussian y), and unmoved by outliers.
    /// </summary>
    /// <remarks>
    /// Correlations of normal scores spread as those of Gaussian data do if the copula is Gaussian (Klaassen and Wellner
    /// 1997), so the standard error holds there; for other copulas it is a guess.
    /// </remarks>
    /// <param name="data">n pairs, more than dx + dy + 1.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="DataException">As for <see cref="Estimate(PairedData)"/>.</exception>
    public static Estimate OfNormalScores(PairedData data) =>
        Estimate(NormalScores.Fit(data).Apply(data), "Gaussian, normal scores");

    private static Estimate Estimate(PairedData data, string name)
    {
        CanonicalCorrelations canonical = CanonicalCorrelations.Of(data);
        int n = data.Count;
        if (canonical.XVariates is not { } u || canonical.YVariates is not { } v)
        {
            return Result(0, 0, n, name);
        }

        ImmutableArray<double> correlations = canonical.Correlations;
        double value = 0;
        foreach (double rho in correlations)
        {
            if (1 - rho < CanonicalCorrelations.Dependent)
            {
                throw new DataException($"A combination of the columns of Y is one of the columns of X ({data.Source}): their mutual information is infinite. Leave out the columns that are copies or sums of others.");
            }

            value -= 0.5 * Math.Log((1 - rho) * (1 + rho));
        }

        double error = BatchMeans.Of(Influences(u, v, correlations)).StandardError;
        double second = 0.5 * canonical.XRank * canonical.YRank / n / n;
        return Result(value, Math.Sqrt(error * error + second), n, name);
    }

    private static double[] Influences(Matrix<double> u, Matrix<double> v, ImmutableArray<double> correlations)
    {
        double[] influences = new double[u.RowCount];
        for (int row = 0; row < influences.Length; row++)
        {
            for (int i = 0; i < correlations.Length; i++)
            {
                double rho = correlations[i], a = u[row, i], b = v[row, i];
                influences[row] += rho / ((1 - rho) * (1 + rho)) * (a * b - 0.5 * rho * (a * a + b * b));
            }
        }

        return influences;
    }

    private static Estimate Result(double value, double error, int n, string name) => new(value, error)
    {
        Name = name,
        Pairs = n,
        Data = DataRole.Given,
    };
}
