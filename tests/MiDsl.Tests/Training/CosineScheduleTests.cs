using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Training;

public class CosineScheduleTests
{
    [Fact]
    public void RatesFallToThatOfNinetyFivePercent()
    {
        double[] rates = [.. Enumerable.Range(0, 120).Select(step => CosineSchedule.Rate(0.2, step, 100))];
        Assert.Equal(0.2, rates[0]);
        Assert.Equal(0.1, rates[50], 1e-12);
        Assert.Equal(0.2 * 0.853553390593274, rates[25], 1e-12);
        Assert.Equal(0.2 * 0.006155829702431, rates[95], 1e-12);
        Assert.All(rates[95..], rate => Assert.Equal(rates[95], rate));
        Assert.All(Enumerable.Range(1, 95), step => Assert.True(rates[step] < rates[step - 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CosineSchedule.Rate(0.2, -1, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => CosineSchedule.Rate(0.2, 0, 0));
    }
}
