using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiDsl.Tests.Data;
using Xunit;

namespace MiDsl.Tests.Estimation;

public class SelfConsistencyTests : TemporaryFolder
{
    private const int Columns = 6;

    [Fact]
    public void AnIdealEstimatorIsConsistent()
    {
        SelfConsistencyResult result = Check((test, kept) => (test == SelfConsistencyTest.Additivity ? 2 : 1) * 0.4 * kept);
        Assert.True(result.IsConsistent);
        Assert.Equal([true, true, true, true], Verdicts(result));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], result.Points.Select(point => point.Kept));
        Assert.Equal(2.4, result.Points[^1].Baseline.Value, 12);
        Assert.Equal((1.0, 2.0), (result.Points[^1].DataProcessingRatio.Value, result.Points[^1].AdditivityRatio.Value));

        // (0.01 + 2 * 0.01) / 2.4.
        Assert.Equal(0.0125, result.Points[^1].AdditivityRatio.StandardError, 12);
    }

    [Fact]
    public void ACeilingFailsAdditivityAlone()
    {
        SelfConsistencyResult result = Check((test, kept) => Math.Min(2, (test == SelfConsistencyTest.Additivity ? 2 : 1) * 0.5 * kept));
        Assert.Equal([true, true, true, false], Verdicts(result));
        Assert.Equal("(3) / (1) is 1.00 to 2.00; ideally 2, within 20 %", result.Additivity.Text);
        Assert.False(result.IsConsistent);
    }

    [Fact]
    public void SomethingOutOfNothingFailsIndependence()
    {
        Assert.Equal([false, true, true, true], Verdicts(Check((test, kept) => (test == SelfConsistencyTest.Additivity ? 2 : 1) * (1 + kept))));
        Assert.False(Check((_, kept) => kept - 0.06).Independence.Holds);
        Assert.True(Check((_, kept) => kept - 0.04).Independence.Holds);
    }

    [Fact]
    public void AFallBeyondTheErrorsFailsMonotonicity()
    {
        // The errors of two values together are 0.02, and three of them 0.06.
        Assert.True(Check((_, kept) => kept == 6 ? 4.945 : kept).Monotonicity.Holds);
        SelfConsistencyVerdict fallen = Check((_, kept) => kept == 6 ? 4.935 : kept).Monotonicity;
        Assert.Equal((false, "from t = 5 to 6 it falls by 0.065 nats, 3.3 standard errors"), (fallen.Holds, fallen.Text));
        Assert.False(Check((_, kept) => kept == 3 ? double.NaN : kept).Monotonicity.Holds);

        // Slowly, but in the end too far.
        Assert.False(Check((_, kept) => 3 - (0.02 * kept)).Monotonicity.Holds);
    }

    [Theory]
    [InlineData(1.19, true)]
    [InlineData(1.21, false)]
    [InlineData(0.81, true)]
    [InlineData(0.79, false)]
    public void DataProcessingIsJudgedByItsRatio(double ratio, bool holds)
    {
        SelfConsistencyVerdict verdict = Check((test, kept) => (test == SelfConsistencyTest.DataProcessing ? ratio : 1) * kept).DataProcessing;
        Assert.Equal(holds, verdict.Holds);
    }

    [Fact]
    public void RatiosOfNextToNothingAreNotJudged()
    {
        SelfConsistencyResult result = Check((test, kept) => test == SelfConsistencyTest.Baseline ? 0.04 * kept : 0.2);
        Assert.Equal([true, true, null, null], Verdicts(result));
        Assert.True(double.IsNaN(result.Points[0].DataProcessingRatio.Value));
        Assert.Equal([true, true, false, false], Verdicts(Check((test, kept) => test == SelfConsistencyTest.Baseline ? 0.04 * kept : 0.2, new SelfConsistencyOptions { LeastInformation = 0.1 })));
    }

    [Fact]
    public void WithoutErrorsOrWithoutZeroThereIsNoVerdict()
    {
        SelfConsistencyResult result = SelfConsistency.Check(
            new Known((_, kept) => kept, error: double.PositiveInfinity), Rows(), new SelfConsistencyOptions { Kept = [2, 4] });
        Assert.Equal([null, null, true, false], Verdicts(result));
        Assert.Null(Check((_, kept) => kept, new SelfConsistencyOptions { Kept = [3] }).Monotonicity.Holds);
    }

    [Fact]
    public void TheViewsAreThoseOfThePaper()
    {
        Known known = new((_, kept) => kept) { Seed = 4 };
        SelfConsistency.Check(known, Rows(), new SelfConsistencyOptions { Kept = [1, 5] });
        Assert.Equal(6, known.Fitted.Count);
        Assert.Equal([Columns, 2 * Columns, 2 * Columns, Columns, 2 * Columns, 2 * Columns], known.Fitted.Select(data => data.XDim));
        Assert.All(known.Fitted, data => Assert.Equal((30, data.XDim), (data.Count, data.YDim)));
        PairedData baseline = known.Fitted[3], processing = known.Fitted[4], additivity = known.Fitted[5];
        for (int row = 0; row < 30; row++)
        {
            float[] x = baseline.XRow(row).ToArray();
            Assert.Equal([.. x[..5], 0], baseline.YRow(row).ToArray());
            Assert.Equal([.. x, .. x], processing.XRow(row).ToArray());
            Assert.Equal([.. x[..5], 0, x[0], x[1], 0, 0, 0, 0], processing.YRow(row).ToArray());
            float[] other = additivity.XRow(row)[Columns..].ToArray();
            Assert.Equal(x, additivity.XRow(row)[..Columns].ToArray());
            Assert.Equal([.. x[..5], 0, .. other[..5], 0], additivity.YRow(row).ToArray());
        }

        // At t = 1 the earlier view keeps nothing.
        Assert.All(Enumerable.Range(0, 30), row => Assert.Equal(0, known.Fitted[1].YRow(row)[Columns]));

        // Every row is in one pair only, and the order depends on the seed.
        int[] used = [.. Enumerable.Range(0, 30).SelectMany(row => new[] { additivity.XRow(row)[0], additivity.XRow(row)[Columns] }).Select(value => (int)value)];
        Assert.Equal(Enumerable.Range(1, 60), used.Order());
        Known otherSeed = new((_, kept) => kept) { Seed = 5 };
        SelfConsistency.Check(otherSeed, Rows(), new SelfConsistencyOptions { Kept = [1] });
        Assert.NotEqual(known.Fitted[0].X.ToArray(), otherSeed.Fitted[0].X.ToArray());
    }

    [Fact]
    public void ImagesKeepTheirTopRows()
    {
        const int N = 20, Rows = 3, Width = 2;
        byte[] pixels = new byte[N * Rows * Width], labels = new byte[N];
        Array.Fill(pixels, (byte)255);
        ImageSet images = ImageSet.Read(
            Write("images", IdxFiles.Make(8, [N, Rows, Width], pixels)), Write("labels", IdxFiles.Make(8, [N], labels)));
        Known known = new((_, kept) => kept);
        SelfConsistency.Check(known, images, new SelfConsistencyOptions { Kept = [0, 2], Lag = 1 });
        Assert.Equal([0, 0, 0, 0, 0, 0], known.Fitted[0].YRow(0).ToArray());
        Assert.Equal([1, 1, 1, 1, 0, 0], known.Fitted[3].YRow(0).ToArray());
        Assert.Equal([1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0], known.Fitted[4].YRow(0).ToArray());
    }

    [Fact]
    public void EachValueIsReportedAndTheCheckCanBeCancelled()
    {
        List<string> told = [];
        using CancellationTokenSource source = new();
        Note note = new(value =>
        {
            told.Add($"{value.Test} {value.Kept} {value.Value.Value}");
            if (told.Count == 4)
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() =>
            SelfConsistency.Check(new Known((_, kept) => kept), Rows(), new SelfConsistencyOptions { Kept = [2, 4] }, note, source.Token));
        Assert.Equal(["Baseline 2 2", "DataProcessing 2 2", "Additivity 2 2", "Baseline 4 4"], told);
    }

    [Fact]
    public void TheUsualGridHasSevenSteps()
    {
        Assert.Equal([0, 5, 9, 14, 19, 23, 28], new SelfConsistencyOptions().GridOf(28).ToArray());
        Assert.Equal([0, 1, 2], new SelfConsistencyOptions().GridOf(2).ToArray());
    }

    [Fact]
    public void WhatCannotBeCheckedIsNamed()
    {
        Known any = new((_, kept) => kept);
        Assert.Contains("19 items", Assert.Throws<DataException>(() => SelfConsistency.Check(any, new float[19, 4])).Message, StringComparison.Ordinal);
        Assert.Contains("0 items", Assert.Throws<DataException>(() => SelfConsistency.Check(any, new float[40, 0])).Message, StringComparison.Ordinal);
        foreach (int[] grid in new int[][] { [0, 7], [-1], [3, 3], [3, 2] })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => SelfConsistency.Check(any, Rows(), new SelfConsistencyOptions { Kept = [.. grid] }));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => SelfConsistency.Check(any, Rows(), new SelfConsistencyOptions { Lag = -1 }));
        Assert.Empty(any.Fitted);
    }

    private static bool?[] Verdicts(SelfConsistencyResult result) =>
        [result.Independence.Holds, result.Monotonicity.Holds, result.DataProcessing.Holds, result.Additivity.Holds];

    private static SelfConsistencyResult Check(Func<SelfConsistencyTest, int, double> answer, SelfConsistencyOptions? options = null) =>
        SelfConsistency.Check(new Known(answer), Rows(), options);

    /// <summary>60 rows: the numbers 1 to 60 in the first column, other positive ones behind.</summary>
    private static float[,] Rows()
    {
        float[,] rows = new float[60, Columns];
        for (int row = 0; row < rows.GetLength(0); row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                rows[row, column] = row + 1 + (column / 10f);
            }
        }

        return rows;
    }

    /// <summary>Knows the answers: finds out from the pairs which test it is in, and how much is kept.</summary>
    private sealed class Known(Func<SelfConsistencyTest, int, double> answer, double error = 0.01) : IEstimator
    {
        public long Seed { get; set; }

        public List<PairedData> Fitted { get; } = [];

        public InformationValue Fit(PairedData data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            Fitted.Add(data);
            int half = data.XDim / 2;
            ReadOnlySpan<float> x = data.XRow(0), y = data.YRow(0);
            bool baseline = data.XDim <= Columns;
            SelfConsistencyTest test = baseline ? SelfConsistencyTest.Baseline
                : x[..half].SequenceEqual(x[half..]) ? SelfConsistencyTest.DataProcessing : SelfConsistencyTest.Additivity;
            int kept = (baseline ? y : y[..half]).ToArray().Count(value => value != 0);
            return new Estimate(answer(test, kept), error);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Note(Action<SelfConsistencyValue> told) : IProgress<SelfConsistencyValue>
    {
        public void Report(SelfConsistencyValue value) => told(value);
    }
}
