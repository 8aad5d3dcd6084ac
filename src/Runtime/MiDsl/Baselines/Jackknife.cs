using System;
using System.Linq;

namespace MiDsl;

/// <summary>
/// Standard errors of estimators that are no mean of independent values, by leaving out 20 groups of rows in turn, on at
/// most 1,000 rows, scaled to n by the root.
/// </summary>
internal static class Jackknife
{
    private const int Groups = 20;
    private const int Rows = 1000;

    /// <summary>Infinite, unknown, for fewer than 40 rows, too few rows a part, or where the estimate of a part is not finite.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="least">Rows that an estimate needs.</param>
    /// <param name="estimate">The estimate on the given rows.</param>
    internal static double Error(int n, int least, Func<int[], double> estimate)
    {
        int used = Math.Min(n, Rows);
        if (used < 2 * Groups || used - (used + Groups - 1) / Groups < least)
        {
            return double.PositiveInfinity;
        }

        double[] values = new double[Groups];
        for (int group = 0; group < Groups; group++)
        {
            // Spread over the data, which may be sorted.
            values[group] = estimate([.. Enumerable.Range(0, used).Where(i => i % Groups != group).Select(i => (int)((long)i * n / used))]);
        }

        double error = (Groups - 1) * BatchMeans.Of(values).StandardError * Math.Sqrt((double)used / n);
        return double.IsFinite(error) ? error : double.PositiveInfinity;
    }

    /// <summary>The given rows of columns.</summary>
    internal static double[][] Part(double[][] columns, int[] rows) =>
        Array.ConvertAll(columns, column => Array.ConvertAll(rows, i => column[i]));
}
