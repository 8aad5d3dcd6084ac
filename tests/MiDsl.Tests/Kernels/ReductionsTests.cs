using System;
using System.Linq;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

[Collection("kernels")]
public class ReductionsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1023)]
    [InlineData(1025)]
    [InlineData(100_003)]
    public void AgreeWithDoubles(int length)
    {
        foreach (int offset in new[] { 0, 1, 5 })
        {
            Widths.Each(() =>
            {
                float[] a = Widths.Normal(length + offset, 1), b = Widths.Normal(length + offset, 2);
                ReadOnlySpan<float> x = a.AsSpan(offset), y = b.AsSpan(offset);
                double sum = a.Skip(offset).Sum(v => (double)v), size = a.Skip(offset).Sum(v => Math.Abs((double)v));
                Assert.Equal(sum, Reductions.Sum(x), 5e-7 * size);
                Assert.Equal(sum / length, Reductions.Mean(x), 5e-7 * size / length);
                Assert.Equal(a.Zip(b).Skip(offset).Sum(p => (double)p.First * p.Second), Reductions.Dot(x, y), 5e-7 * size);
                Assert.Equal(Reductions.Sum(x), Reductions.Sum(x));
            });
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 33)]
    [InlineData(2, 3001)]
    public void RowsAgreeWithDoubles(int rows, int columns)
    {
        Widths.Each(() =>
        {
            float[] values = [.. Widths.Normal(rows * columns, 1).Select(v => (20 * v) + 300)];
            float[] weights = new float[values.Length], logSums = new float[rows], alone = new float[rows];
            Reductions.RowSoftmax(values, weights, logSums, columns);
            Reductions.RowLogSumExp(values, alone, columns);
            Assert.Equal(logSums, alone);
            for (int i = 0; i < rows; i++)
            {
                double[] row = [.. values.Skip(i * columns).Take(columns).Select(v => (double)v)];
                double expected = LogSpace.LogSumExp(row);
                Assert.Equal(expected, logSums[i], 3e-7 * Math.Abs(expected));
                for (int j = 0; j < columns; j++)
                {
                    double weight = Math.Exp(row[j] - expected);
                    Assert.Equal(weight, weights[(i * columns) + j], (2e-6 * weight) + 1e-44);
                }
            }
        });
    }

    [Fact]
    public void EndsAreKept()
    {
        float[] results = new float[4];
        const float Inf = float.PositiveInfinity;
        Widths.Each(() =>
        {
            Reductions.RowLogSumExp([-Inf, -Inf, -Inf, 2, Inf, 0, float.NaN, 1], results, 2);
            Assert.Equal([-Inf, 2, Inf, float.NaN], results);
        });
        Assert.Equal(0, Reductions.Sum([]));
        Assert.Throws<ArgumentException>(() => Reductions.RowLogSumExp(new float[5], results, 2));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] values = Widths.Normal(7 * 33, 1), logSums = new float[7];
        Assert.Equal(0, Widths.Allocated(() => Reductions.Sum(values)));
        Assert.Equal(0, Widths.Allocated(() => Reductions.RowSoftmax(values, values, logSums, 33)));
    }
}
