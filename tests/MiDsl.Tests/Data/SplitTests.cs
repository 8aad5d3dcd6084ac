using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Data;

public class SplitTests
{
    [Theory]
    [InlineData(100, 0.2, 0.2, 60, 20, 20)]
    [InlineData(101, 0.25, 0.1, 66, 25, 10)]
    [InlineData(10, 0.2, 0, 8, 2, 0)]
    public void PartsAreDisjointAndExhaustive(int n, double validation, double test, int train, int v, int t)
    {
        PairedData data = PairedDataTests.Numbers(n);
        DataSplit split = DataSplit.Create(data, validation, test, seed: 1);
        Assert.Equal((train, v, t), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(
            Enumerable.Range(0, n).Select(i => (float)i),
            split.Train.X.ToArray().Concat(split.Validation.X.ToArray()).Concat(split.Test.X.ToArray()).Order());
        Assert.Equal(0, split.Train.SharedRows(split.Validation) + split.Train.SharedRows(split.Test) + split.Test.SharedRows(split.Validation));
        Assert.Equal(train, split.Train.SharedRows(data));
        Assert.Equal(split.Test.X.ToArray(), DataSplit.Create(data, validation, test, 1).Test.X.ToArray());
        Assert.NotEqual(split.Train.X.ToArray(), DataSplit.Create(data, validation, test, 2).Train.X.ToArray());
    }

    [Fact]
    public void PartsThatAreTooSmallAreNamed() => Culture.Each(() =>
    {
        PairedData data = PairedDataTests.Numbers(10);
        PairedDataTests.Refused(() => DataSplit.Create(data, 0.1, 0.2, 0), "validation part", "1 of 10 rows", "about 20 rows");
        PairedDataTests.Refused(() => DataSplit.Create(data, 0.2, 0.01, 0), "test part", "0 of 10 rows");
        PairedDataTests.Refused(() => DataSplit.Create(data, 0.2, 0.2, 0, minimum: 64), "training part", "6 of 10", "64 are needed");
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Create(data, 0, 0.2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Create(data, 0.5, 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Create(data, double.NaN, 0.5, 0));
    });

    [Fact]
    public void StandardizedColumnsHaveMeanZeroAndDeviationOne()
    {
        Rng rng = new(1);
        float[] x = new float[2000], y = new float[1000];
        rng.FillGaussian(x, 100, 3);
        rng.FillGaussian(y, -5, 0.01f);
        PairedData data = PairedData.From(x, 2, y, 1);
        Standardizer standardizer = Standardizer.Fit(data);
        PairedData z = standardizer.Apply(data);
        foreach (float[] column in new[] { z.X.ToArray().Where((_, i) => i % 2 == 0).ToArray(), z.Y.ToArray() })
        {
            Assert.Equal(0, column.Average(v => (double)v), 1e-6);
            Assert.Equal(1, column.Average(v => (double)v * v), 1e-6);
        }

        float[] rows = [.. data.X];
        standardizer.ApplyX(rows, rows);
        Assert.Equal(z.X.ToArray(), rows);
        Standardizer read = new(standardizer.XMeans, standardizer.XDeviations, standardizer.YMeans, standardizer.YDeviations);
        Assert.Equal(z.Y.ToArray(), read.Apply(data).Y.ToArray());
        Assert.Equal(data.X.ToArray(), Standardizer.None(2, 1).Apply(data).X.ToArray());
    }

    [Fact]
    public void TheStandardizerLearnsFromItsPartOnly()
    {
        PairedData data = PairedDataTests.Numbers(100);
        Assert.Equal(4.5, Standardizer.Fit(data.Take(10)).XMeans[0], 10);
    }

    [Fact]
    public void WhatCannotBeStandardizedIsNamed() => Culture.Each(() =>
    {
        PairedData data = PairedData.From([1f, 7, 2, 7, 3, 8], 2, [1f, 2, 3], 1);
        PairedDataTests.Refused(() => Standardizer.Fit(data.Take(2)), "'x1' of X", "constant on the 2 training rows", "Preprocessing.None");
        PairedDataTests.Refused(() => Standardizer.None(1, 1).Apply(data), "X 2 and Y 1", "X 1 and Y 1");
        PairedDataTests.Refused(
            () => new Standardizer([0], [1e-30], [0], [1]).Apply(PairedData.From([1f, 1e20f], [1f, 2])), "'x0' in row 1", "too far");
        Assert.Throws<ArgumentException>(() => new Standardizer([0], [0], [0], [1]));
        Assert.Throws<ArgumentException>(() => new Standardizer([0, 1], [1], [0], [1]));
    });

    [Fact]
    public void AnEpochHoldsNoRowTwice()
    {
        BatchOrder order = new(rows: 103, batch: 10, seed: 5);
        Assert.Equal(10, order.BatchesPerEpoch);
        int[] seen = new int[103], batch = new int[10];
        for (int epoch = 0; epoch < 50; epoch++)
        {
            int[] inEpoch = new int[103];
            for (int step = 0; step < 10; step++)
            {
                order.Fill(epoch * 10 + step, batch);
                Array.ForEach(batch, row => inEpoch[row]++);
            }

            Assert.All(inEpoch, count => Assert.InRange(count, 0, 1));
            Assert.Equal(100, inEpoch.Sum());
            seen = [.. seen.Zip(inEpoch, (a, b) => a + b)];
        }

        // The remainder is another one each time: no row is left out for good.
        Assert.All(seen, count => Assert.InRange(count, 40, 50));
    }

    [Fact]
    public void AnyStepCanBeAskedFor()
    {
        BatchOrder forward = new(50, 7, 1), backward = new(50, 7, 1);
        int[][] batches = [.. Enumerable.Range(0, 30).Select(step => Batch(forward, step))];
        for (int step = 29; step >= 0; step--)
        {
            Assert.Equal(batches[step], Batch(backward, step));
        }

        Assert.NotEqual(batches[0], batches[7]);
        Assert.NotEqual(batches[0], Batch(new BatchOrder(50, 7, 2), 0));

        static int[] Batch(BatchOrder order, int step)
        {
            int[] batch = new int[7];
            order.Fill(step, batch);
            return batch;
        }
    }

    [Fact]
    public void BatchesThatCannotBeAreRefused()
    {
        PairedDataTests.Refused(() => new BatchOrder(5, 6, 0), "5 training rows", "batch of 6", "BatchSize");
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(5, 0, 0));
        Assert.Throws<ArgumentException>(() => new BatchOrder(5, 2, 0).Fill(0, new int[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchOrder(5, 2, 0).Fill(-1, new int[2]));
    }
}
