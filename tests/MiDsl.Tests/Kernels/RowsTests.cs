using System;
using System.Linq;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

[Collection("kernels")]
public class RowsTests
{
    [Fact]
    public void ThreadsDoNotChangeTheResult()
    {
        float[] values = Widths.Normal(10_007, 1);
        foreach (int count in new[] { 1, 99, 200, 1000, 10_007 })
        {
            (float[] squares, double sum) = With(1);
            Assert.Equal(values.Take(count).Select(v => v * v), squares.Take(count));
            foreach (int threads in new[] { 2, 3, 8 })
            {
                for (int repeat = 0; repeat < 20; repeat++)
                {
                    (float[] other, double otherSum) = With(threads);
                    Assert.Equal(squares, other);
                    Assert.Equal(sum, otherSum);
                }
            }

            (float[] Squares, double Sum) With(int threads)
            {
                return Threads(threads, () =>
                {
                    Squares job = new(values, new float[values.Length], new double[Rows.MostParts]);
                    Rows.For(job, count, 100);
                    return (job.Results, job.Sums.Sum());
                });
            }
        }
    }

    [Fact]
    public void NothingIsAllocated()
    {
        Squares job = new(Widths.Normal(10_000, 1), new float[10_000], new double[Rows.MostParts]);
        Assert.Equal(0, Threads(3, () => Widths.Allocated(() => Rows.For(job, 10_000, 100))));
    }

    [Fact]
    public void FailuresReachTheCaller()
    {
        Threads(2, () =>
        {
            Assert.Throws<InvalidOperationException>(() => Rows.For(new Failing(), 1000, 10));
            Nested outer = new(new int[1000]);
            Rows.For(outer, 1000, 10);
            Assert.All(outer.Visits, visits => Assert.Equal(1, visits));
            return 0;
        });
    }

    private static T Threads<T>(int threads, Func<T> action)
    {
        int before = Rows.Threads;
        try
        {
            Rows.Threads = threads;
            return action();
        }
        finally
        {
            Rows.Threads = before;
        }
    }

    private readonly struct Squares(float[] values, float[] results, double[] sums) : IRowJob
    {
        public float[] Results => results;

        public double[] Sums => sums;

        public void Run(int part, int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                results[i] = values[i] * values[i];
                sums[part] += values[i];
            }
        }
    }

    private readonly struct Failing : IRowJob
    {
        public void Run(int part, int start, int end) => throw new InvalidOperationException("as asked for");
    }

    /// <summary>A job within a job stays on its thread.</summary>
    private readonly struct Nested(int[] visits) : IRowJob
    {
        public int[] Visits => visits;

        public void Run(int part, int start, int end) => Rows.For(new Visit(visits, start), end - start, 1);
    }

    private readonly struct Visit(int[] visits, int first) : IRowJob
    {
        public void Run(int part, int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                visits[first + i]++;
            }
        }
    }
}
