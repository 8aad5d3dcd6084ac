using System;
using System.Collections.Generic;
using Xunit;

namespace MiDsl.Tests.Training;

public class ProgressToTests
{
    [Fact]
    public void EachObserverIsToldInTurn()
    {
        List<string> told = [];
        IProgress<TrainingProgress> all = ProgressTo.All(new Note(told, "a"), null, new Note(told, "b"));
        all.Report(Looks.At(1, 1));
        all.Report(Looks.At(2, 2));
        Assert.Equal(["a 1", "b 1", "a 2", "b 2"], told);
    }

    [Fact]
    public void WhatAnObserverThrowsReachesTheTraining()
    {
        List<string> told = [];
        IProgress<TrainingProgress> all = ProgressTo.All(new Broken(), new Note(told, "after"));
        Assert.Throws<InvalidOperationException>(() => all.Report(Looks.At(1, 1)));
        Assert.Empty(told);
    }

    [Fact]
    public void ObserversOfAnnealingAreToldInTurn()
    {
        List<string> told = [];
        IProgress<AnnealingProgress> all = ProgressTo.All<AnnealingProgress>(null, new Phase(told, "a"), new Phase(told, "b"));
        all.Report(new AnnealingProgress("tuning", 1, 1, 3, 10, TimeSpan.Zero, 0.7));
        Assert.Equal(["a tuning 3", "b tuning 3"], told);
    }

    private sealed class Phase(List<string> told, string name) : IProgress<AnnealingProgress>
    {
        public void Report(AnnealingProgress value) => told.Add($"{name} {value.Phase} {value.Temperature}");
    }

    private sealed class Broken : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => throw new InvalidOperationException("the disk is full");
    }

    private sealed class Note(List<string> told, string name) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told.Add($"{name} {value.Step}");
    }
}
