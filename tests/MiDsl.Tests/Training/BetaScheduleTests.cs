using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Training;

public class BetaScheduleTests
{
    [Fact]
    public void ConstantWeightsStay() => Assert.All(Enumerable.Range(0, 9), step => Assert.Equal(-0.3, BetaSchedule.Constant(-0.3).At(step)));

    [Fact]
    public void LinearWeightsGoFromOneToTheOther()
    {
        BetaSchedule up = BetaSchedule.Linear(0, 2, 8), down = BetaSchedule.Linear(1, -1, 4);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2, 2], Enumerable.Range(0, 11).Select(up.At));
        Assert.Equal([1, 0.5, 0, -0.5, -1, -1], Enumerable.Range(0, 6).Select(down.At));
        Assert.Equal([3, 5, 5], Enumerable.Range(0, 3).Select(BetaSchedule.Linear(3, 5, 1).At));
    }

    [Fact]
    public void CyclesRiseAndStay() =>
        Assert.Equal([0, 1, 2, 2, 0, 1, 2, 2, 0], Enumerable.Range(0, 9).Select(BetaSchedule.Cyclic(2, period: 4).At));

    [Fact]
    public void EqualSchedulesAreEqual()
    {
        Assert.Equal(BetaSchedule.Linear(0, 2, 8), BetaSchedule.Linear(0, 2, 8));
        Assert.NotEqual(BetaSchedule.Linear(0, 2, 8), BetaSchedule.Cyclic(2, 8, rising: 1));
    }

    [Fact]
    public void WhatIsNoScheduleIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSchedule.Constant(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSchedule.Linear(0, double.PositiveInfinity, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSchedule.Linear(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSchedule.Cyclic(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSchedule.Cyclic(1, 5, rising: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaSchedule.Constant(1).At(-1));
    }
}
