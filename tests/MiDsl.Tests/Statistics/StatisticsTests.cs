using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Statistics;

public class StatisticsTests
{
    [Fact]
    public void BatchMeansAreThoseOfTheTextbook()
    {
        Assert.Equal((2.5, Math.Sqrt(5.0 / 3 / 4)), BatchMeans.Of([1, 2, 3, 4]));
        Assert.Equal((7.0, double.PositiveInfinity), BatchMeans.Of([7]));
        Assert.True(double.IsNaN(BatchMeans.Of([1, double.NaN]).Mean));
        Assert.Throws<ArgumentException>(() => BatchMeans.Of([]));
    }

    [Fact]
    public void LogSumExpDoesNotOverflow()
    {
        Assert.Equal(1000 + Math.Log(2), LogSpace.LogSumExp([1000, 1000]), 12);
        Assert.Equal(-1000 + Math.Log(2), LogSpace.LogSumExp([-1000, -1000]), 12);
        Assert.Equal(1000, LogSpace.LogMeanExp([1000, 1000]), 12);
        Assert.Equal(double.NegativeInfinity, LogSpace.LogSumExp([]));
        Assert.Equal(double.NegativeInfinity, LogSpace.LogSumExp([double.NegativeInfinity]));
        Assert.Equal(double.PositiveInfinity, LogSpace.LogSumExp([0, double.PositiveInfinity]));
        Assert.True(double.IsNaN(LogSpace.LogSumExp([0, double.NaN])));
        Assert.Throws<ArgumentException>(() => LogSpace.LogMeanExp([]));
    }

    [Fact]
    public void DeltaMethodAgreesWithTheJackknife()
    {
        const int N = 400;
        Rng rng = new(1);
        double[] p = new double[N], z = new double[N];
        for (int i = 0; i < N; i++)
        {
            double shared = rng.NextGaussianDouble();
            p[i] = 2 + 0.3 * shared + 0.1 * rng.NextGaussianDouble();
            z[i] = 800 + 0.3 * shared + 0.2 * rng.NextGaussianDouble();
        }

        (double value, double error) = DeltaMethod.MeanMinusLogMean(p, z);
        Assert.Equal(p.Average() - 800 - Math.Log(z.Average(v => Math.Exp(v - 800))), value, 10);

        double[] without = [.. Enumerable.Range(0, N).Select(i => DeltaMethod.MeanMinusLogMean(
            [.. p.Where((_, j) => j != i)], [.. z.Where((_, j) => j != i)]).Value)];
        double mean = without.Average(), jackknife = Math.Sqrt((N - 1.0) / N * without.Sum(v => (v - mean) * (v - mean)));
        Assert.Equal(1, error / jackknife, 0.01);

        // The shared part cancels: taken apart, the terms would have twice the error.
        Assert.True(error < 0.6 * Math.Sqrt(Math.Pow(BatchMeans.Of(p).StandardError, 2) + 0.36 * 0.36 / N));
    }

    [Fact]
    public void DeltaMethodNeedsAsManyOfBoth()
    {
        Assert.Throws<ArgumentException>(() => DeltaMethod.MeanMinusLogMean([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => DeltaMethod.MeanMinusLogMean([], []));
        Assert.Equal((1.0, double.PositiveInfinity), DeltaMethod.MeanMinusLogMean([3], [2]));
    }
}
