using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Cpu.Tests.Estimators;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Cpu.Tests;

/// <summary>What a step costs besides time, and that threads change nothing. One after the other: threads and memory are the process's.</summary>
[Collection("alone")]
public sealed class StepTests
{
    private delegate void Step(ReadOnlySpan<float> x, ReadOnlySpan<float> y);

    public static TheoryData<string> Names => [.. Steps().Keys];

    /// <summary>After the first steps nothing is allocated, on any thread.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_allocate_nothing(string name)
    {
        Step step = Steps()[name];
        (float[] x, float[] y) = Rows(64, seed: 1);
        for (int i = 0; i < 50; i++)
        {
            step(x, y);
        }

        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            step(x, y);
            step(x, y);

            // The test host allocates about once a second; what a step allocates is in every round.
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Pairs_drawn_for_a_step_allocate_nothing()
    {
        DataRows data = new(Data(500, 1), Data(100, 2), Standardizer.None(2, 2), 64, seed: 3);
        SampledRows sampled = new((rng, n, x, y) => Pairs.Draw(rng, n, x, y, 0.7), 2, 2, 64, 128, seed: 3);
        for (int step = 0; step < 100; step++)
        {
            Draw(step);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 100; step < 200; step++)
        {
            Draw(step);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Draw(int step)
        {
            data.Batch(step);
            data.Drawn(step, 2);
            sampled.Batch(step);
            sampled.Drawn(step, 2);
        }
    }

    /// <summary>The same bits on one thread and on three.</summary>
    [Theory]
    [InlineData("wide")]
    [InlineData("pairs")]
    [InlineData("mine")]
    public void Threads_change_nothing(string name)
    {
        int threads = Kernels.Rows.Threads;
        try
        {
            Assert.Equal(Values(name, 1), Values(name, 3));
        }
        finally
        {
            Kernels.Rows.Threads = threads;
        }
    }

    /// <summary>A million pairs of a concatenated critic, 256 units a layer: a gigabyte if every layer of every pair were kept.</summary>
    [Theory]
    [InlineData("pairs")]
    [InlineData("mine")]
    public void A_thousand_rows_in_all_pairings_stay_below_100_megabytes(string name)
    {
        Step step = Steps()[name];
        (float[] x, float[] y) = Rows(1024, seed: 4);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        step(x, y);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100L << 20);
    }

    [Fact]
    public void Wrong_rows_are_refused_by_name()
    {
        WideNce estimator = new();
        Assert.Contains("41 numbers are no whole rows of the 2 columns that X has", Assert.Throws<ArgumentException>(() => estimator.Step(new float[41], new float[40])).Message, StringComparison.Ordinal);
        Assert.Contains("20 rows of X came with 19 of Y; 20 are wanted", Assert.Throws<ArgumentException>(() => estimator.Step(new float[40], new float[38])).Message, StringComparison.Ordinal);
        Assert.Contains("a batch of 1 pairs has no negatives", Assert.Throws<ArgumentException>(() => estimator.Step(new float[2], new float[2])).Message, StringComparison.Ordinal);
        Assert.Contains("7 numbers of X are no 3 whole rows", Assert.Throws<ArgumentException>(() => new DataNce().Step(new float[7], new float[3], pairs: 3)).Message, StringComparison.Ordinal);
        Assert.Contains("nothing is trained yet", Assert.Throws<InvalidOperationException>(() => new WideNce().LastBatchValue).Message, StringComparison.Ordinal);
    }

    private static double[] Values(string name, int threads)
    {
        Kernels.Rows.Threads = threads;
        WideNce wide = new();
        WidePairs pairs = new();
        WideMine mine = new();
        (float[] x, float[] y) = Rows(64, seed: 5);
        return [.. Enumerable.Range(0, 10).Select(_ =>
        {
            switch (name)
            {
                case "wide":
                    wide.Step(x, y);
                    return wide.LastBatchValue;
                case "pairs":
                    pairs.Step(x, y);
                    return pairs.LastBatchValue;
                default:
                    mine.Step(x, y);
                    return mine.LastBatchValue;
            }
        })];
    }

    private static Dictionary<string, Step> Steps() => new(StringComparer.Ordinal)
    {
        ["nce"] = new CpuNce().Step,
        ["dv"] = new CpuMine().Step,
        ["nwj"] = new CpuNwj().Step,
        ["smile"] = new CpuSmile().Step,
        ["tuba"] = new CpuTuba().Step,
        ["ialpha"] = new CpuIAlpha().Step,
        ["wide"] = new WideNce().Step,
        ["pairs"] = new WidePairs().Step,
        ["mine"] = new WideMine().Step,
    };

    private static PairedData Data(int n, long seed)
    {
        (float[] x, float[] y) = Rows(n, seed);
        return PairedData.From(x, 2, y, 2);
    }

    private static (float[] X, float[] Y) Rows(int n, long seed)
    {
        (float[] x, float[] y) = (new float[2 * n], new float[2 * n]);
        Pairs.Draw(new Rng(seed), n, x, y, 0.7);
        return (x, y);
    }
}

/// <summary>Tests that count what the process allocates.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;
