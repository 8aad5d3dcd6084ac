using System;

namespace MiDsl;

/// <summary>Covariances and dispersions by their patterns, ones on the diagonal.</summary>
internal static class DispersionMatrix
{
    /// <summary>One correlation between any two coordinates.</summary>
    internal static double[,] Dense(int dim, double correlation) => Of(dim, (_, _) => correlation);

    /// <summary>r, r^2, r^3 ... by distance.</summary>
    internal static double[,] Toeplitz(int dim, double correlation) => Of(dim, (i, j) => Math.Pow(correlation, j - i));

    /// <summary>Each coordinate is its loading times a common factor, and something of its own.</summary>
    internal static double[,] OneFactor(params ReadOnlySpan<double> loadings)
    {
        double[] all = loadings.ToArray();
        return Of(all.Length, (i, j) => all[i] * all[j]);
    }

    /// <summary>Each coordinate of X is correlated with its own of Y, as given.</summary>
    internal static double[,] Pairs(params ReadOnlySpan<double> correlations)
    {
        double[] all = correlations.ToArray();
        return Of(2 * all.Length, (i, j) => j - i == all.Length ? all[i] : 0);
    }

    /// <summary>The correlation at which a pair of normal numbers shares so many nats: <c>sqrt(1 - e^-2I)</c>.</summary>
    internal static double CorrelationOf(double nats) => Math.Sqrt(1 - Math.Exp(-2 * nats));

    private static double[,] Of(int dim, Func<int, int, double> above)
    {
        double[,] matrix = new double[dim, dim];
        for (int j = 0; j < dim; j++)
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
