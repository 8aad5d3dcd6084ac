using System;
using System.Diagnostics;
using Xunit;

namespace MiDsl.Tests.Baselines;

/// <summary>Alone, so that the processor time is its own.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public class Alone;

/// <summary>Processor time instead of the clock's: others use the cores too.</summary>
[Collection("alone")]
public class KsgSpeedTests
{
    /// <summary>Under 3 s on two cores are 6 s of processor time.</summary>
    [Fact]
    public void IsFastInManyDimensions()
    {
        PairedData pairs = GaussianPairs.Draw(10_000, 20, 0.8, 1);
        (double seconds, Estimate estimate) = Timed(() => Ksg.Estimate(pairs));
        Assert.InRange(seconds, 0, 6);
        Assert.Equal(2.586, estimate.Value, 0.05);
    }

    /// <summary>Ten times the points of the same test by all pairs would take a hundred times as long.</summary>
    [Fact]
    public void IsFastInFew()
    {
        PairedData pairs = GaussianPairs.Draw(100_000, 2, 0.8, 1);
        (double seconds, Estimate estimate) = Timed(() => Ksg.Estimate(pairs));
        Assert.InRange(seconds, 0, 10);
        Assert.Equal(-Math.Log(1 - 0.64), estimate.Value, 0.03);
    }

    private static (double Seconds, Estimate Estimate) Timed(Func<Estimate> estimate)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        Estimate result = estimate();
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, result);
    }
}
