using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Torch.Tests.Support;

/// <summary>The bounds of docs/bounds, worked out with plain loops in double precision.</summary>
internal static class ReferenceBounds
{
    public static double InfoNce(double[,] f)
    {
        int n = f.GetLength(0);
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += f[i, i] - LogMeanExp(Enumerable.Range(0, n).Select(j => f[i, j]));
        }

        return sum / n;
    }

    /// <summary>Each row's value, and log(1 - w) for the softmax weight w that its y has in each other row.</summary>
    public static double[] InfoNceInfluences(double[,] f)
    {
        int n = f.GetLength(0);
        double[] sums = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => Math.Exp(f[i, j])))];
        return [.. Enumerable.Range(0, n).Select(i => f[i, i] - Math.Log(sums[i] / n)
            + Enumerable.Range(0, n).Where(j => j != i).Sum(j => Math.Log(1 - (Math.Exp(f[j, i]) / sums[j]))))];
    }

    public static double DonskerVaradhan(double[,] f) => Positives(f).Average() - LogMeanExp(Negatives(f));

    public static double Nwj(double[,] f) => Positives(f).Average() - Negatives(f).Average(t => Math.Exp(t - 1));

    public static double Smile(double[,] f, double tau) =>
        Positives(f).Average() - LogMeanExp(Negatives(f).Select(t => Math.Min(Math.Max(t, -tau), tau)));

    public static double JensenShannon(double[,] f) =>
        Positives(f).Average(t => -Softplus(-t)) - Negatives(f).Average(Softplus);

    /// <summary>The function whose gradient is the corrected one of Donsker-Varadhan: the moving average is a constant.</summary>
    public static double DividedByEma(double[,] f, double ema) =>
        Positives(f).Average() - (Negatives(f).Average(Math.Exp) / ema);

    public static IEnumerable<double> Positives(double[,] f) => Enumerable.Range(0, f.GetLength(0)).Select(i => f[i, i]);

    public static IEnumerable<double> Negatives(double[,] f)
    {
        int n = f.GetLength(0);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i != j)
                {
                    yield return f[i, j];
                }
            }
        }
    }

    public static double LogMeanExp(IEnumerable<double> values)
    {
        double[] t = [.. values];
        double max = t.Max();
        return max + Math.Log(t.Sum(v => Math.Exp(v - max)) / t.Length);
    }

    /// <summary>Central differences of a function of a matrix.</summary>
    public static double[] Differences(Func<double[,], double> function, double[,] at, double step = 1e-5)
    {
        int columns = at.GetLength(1);
        var gradient = new double[at.Length];
        double[,] moved = (double[,])at.Clone();
        for (int k = 0; k < gradient.Length; k++)
        {
            (int i, int j) = (k / columns, k % columns);
            moved[i, j] = at[i, j] + step;
            double above = function(moved);
            moved[i, j] = at[i, j] - step;
            double below = function(moved);
            moved[i, j] = at[i, j];
            gradient[k] = (above - below) / (2 * step);
        }

        return gradient;
    }

    private static double Softplus(double t) => Math.Max(t, 0) + Math.Log(1 + Math.Exp(-Math.Abs(t)));
}
