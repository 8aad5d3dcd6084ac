using System;
using System.Diagnostics;
using System.Linq;
using MiDsl.Tests.Baselines;
using Xunit;

namespace MiDsl.Tests;

/// <summary>While no other test of the project runs.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public class Alone;

/// <summary>Work that would take many times as long if an algorithm lost its order: wide limits for busy machines, no measurement.</summary>
[Collection("alone")]
public class ClockTests
{
    /// <summary>Measured 0.9 and 0.05 s on two free cores; several times that, since others use the cores too.</summary>
    [Fact]
    public void NeighboursInManyDimensionsAndInOne()
    {
        PairedData wide = GaussianPairs.Draw(10_000, 20, 0.8, 1), narrow = GaussianPairs.Draw(10_000, 1, 0.8, 1);
        Stopwatch watch = Stopwatch.StartNew();
        Estimate estimate = Ksg.Estimate(wide);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal(2.586, estimate.Value, 0.05);
        watch.Restart();
        Ksg.Estimate(narrow);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
    }

    /// <summary>A tenth of a second is usual; the limit, and the least of five, leave room for a busy machine.</summary>
    [Fact]
    public void NormalScoresOfTenThousandRowsOfFiftyColumns()
    {
        float[] values = new float[500_000];
        new Rng(1).FillGaussian(values);
        PairedData data = PairedData.From(values, 50, values.AsSpan(..10_000).ToArray(), 1);
        PairedData scores = data;
        double[] seconds = new double[5];
        for (int run = 0; run < seconds.Length; run++)
        {
            var clock = Stopwatch.StartNew();
            scores = NormalScores.Fit(data).Apply(data);
            seconds[run] = clock.Elapsed.TotalSeconds;
        }

        Assert.InRange(seconds.Min(), 0, 1);
        Assert.Equal(1, scores.X.ToArray().Average(v => (double)v * v), 0.01);
    }
}
