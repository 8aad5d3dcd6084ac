using System;
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
}
