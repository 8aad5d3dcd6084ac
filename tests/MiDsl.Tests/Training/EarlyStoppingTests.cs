using System;
using Xunit;

namespace MiDsl.Tests.Training;

public class EarlyStoppingTests
{
    [Fact]
    public void StopsAfterThePatienceAndRemembersTheBest()
    {
        EarlyStopping stopping = new(patience: 2);
        Assert.True(stopping.Observe(10, 0.5, 0.4));
        Assert.True(stopping.Observe(20, 0.9, 0.8));
        Assert.False(stopping.Observe(30, 1.2, 0.8));
        Assert.False(stopping.ShouldStop);
        Assert.False(stopping.Observe(40, 1.5, 0.1));
        Assert.True(stopping.ShouldStop);
        Assert.Equal((20, 0.8), (stopping.BestStep, stopping.BestValidation));
        Assert.Equal(4, stopping.History.Count);
        TrainingSummary summary = stopping.Summarize(stepsRun: 40, stepsAsked: 100);
        Assert.Equal((40, 100, 20, 0.8, 0.9, 0.1, 1.5, false),
            (summary.StepsRun, summary.StepsAsked, summary.BestStep, summary.BestValidation, summary.TrainingAtBest,
            summary.LastValidation, summary.LastTraining, summary.Diverged));
    }

    [Fact]
    public void AnImprovementRestartsThePatience()
    {
        EarlyStopping stopping = new(2);
        stopping.Observe(1, 0, 0);
        stopping.Observe(2, 0, -1);
        stopping.Observe(3, 0, 1);
        stopping.Observe(4, 0, 0);
        Assert.False(stopping.ShouldStop);
    }

    [Fact]
    public void WithoutPatienceItNeverStopsEarly()
    {
        EarlyStopping stopping = new(0);
        for (int step = 1; step < 100; step++)
        {
            stopping.Observe(step, 1, -step);
        }

        Assert.False(stopping.ShouldStop);
        Assert.Equal(1, stopping.BestStep);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void AValidationValueThatIsNoNumberIsNoImprovement(double value)
    {
        EarlyStopping stopping = new(3);
        Assert.False(stopping.Observe(1, 0, value));
        Assert.Equal(-1, stopping.BestStep);
        Assert.True(stopping.Observe(2, 0, -5));
        Assert.False(stopping.Observe(3, 0, value));
        Assert.False(stopping.ShouldStop);
    }

    [Fact]
    public void ATrainingValueThatIsNoNumberStops()
    {
        EarlyStopping stopping = new(0);
        stopping.Observe(1, 1, 1);
        Assert.False(stopping.Observe(2, double.NaN, 9));
        Assert.True(stopping.Diverged && stopping.ShouldStop);
        Assert.Equal(1, stopping.BestStep);
        Assert.False(stopping.Observe(3, 1, 10));
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(-1));
        EarlyStopping stopping = new(1);
        stopping.Observe(5, 0, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => stopping.Observe(5, 0, 0));
    }
}
