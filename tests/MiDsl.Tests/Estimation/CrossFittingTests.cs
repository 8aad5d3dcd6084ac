using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Tests.Data;
using Xunit;

namespace MiDsl.Tests.Estimation;

public class CrossFittingTests
{
    [Theory]
    [InlineData(100, 3)]
    [InlineData(101, 20)]
    public void EachPairIsHeldOutOnce(int n, int folds)
    {
        PairedData data = PairedDataTests.Numbers(n);
        DataSplit[] splits = DataSplit.Folds(data, folds, 0.25, seed: 1);
        Assert.Equal(folds, splits.Length);
        Assert.Equal(Enumerable.Range(0, n).Select(i => (float)i), splits.SelectMany(split => split.Test.X.ToArray()).Order());
        foreach (DataSplit split in splits)
        {
            split.RequireParts(minimum: 2);
            Assert.Equal(n, split.Train.Count + split.Validation.Count + split.Test.Count);
            Assert.Equal(0.25 * (n - split.Test.Count), split.Validation.Count, 0.5);
            Assert.InRange(split.Test.Count, n / folds, (n / folds) + 1);
        }

        Assert.Equal(splits[1].Train.X.ToArray(), DataSplit.Folds(data, folds, 0.25, seed: 1)[1].Train.X.ToArray());
        Assert.NotEqual(splits[1].Test.X.ToArray(), DataSplit.Folds(data, folds, 0.25, seed: 2)[1].Test.X.ToArray());
    }

    [Fact]
    public void FoldsThatCannotBeAreRefused() => Culture.Each(() =>
    {
        PairedData data = PairedDataTests.Numbers(10);
        PairedDataTests.Refused(() => DataSplit.Folds(data, 3, 0.2, 0, minimum: 4), "test part", "3 of 10 rows", "about 12 rows");
        PairedDataTests.Refused(() => DataSplit.Folds(data, 2, 0.2, 0), "validation part", "1 of 10 rows", "about 20 rows");
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Folds(data, 1, 0.2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Folds(data, 2, 1, 0));
    });

    [Fact]
    public void PartsThatCannotBeAreRefused()
    {
        PairedData data = PairedDataTests.Numbers(12);
        var good = new DataSplit(data.Take(4), data.Rows(4..8), data.Rows(8..12));
        good.RequireParts(minimum: 4);
        PairedDataTests.Refused(() => Required(good, 5), "training part", "4 rows", "5 are needed");
        PairedDataTests.Refused(() => Required(good with { Test = data.Rows(6..12) }, 4), "2 pairs", "validation part", "test part");
        PairedDataTests.Refused(() => Required(good with { Validation = data.Take(5) }, 4), "4 pairs", "training part", "validation part");
        PairedData wide = PairedData.From(new float[8], 2, new float[4], 1);
        PairedDataTests.Refused(() => Required(good with { Test = wide }, 4), "test part", "X 2 and Y 1", "X 1 and Y 1");
    }

    [Fact]
    public void TheMeanIsWeightedByPairsAndKeepsTheSide()
    {
        LowerBound mean = CrossFitting.Mean(Folds());
        Assert.Equal((0.25 * 1) + (0.75 * 3), mean.Value, 1e-12);
        Assert.Equal(Math.Sqrt((0.0625 * 0.04) + (0.5625 * 0.01)), mean.StandardError, 1e-12);
        Assert.Equal((400, DataRole.HeldOut, "NWJ"), (mean.Pairs, mean.Data, mean.Name));
        Assert.Equal(50, mean.Settings!.StepsRun);
        Assert.Equal((0.25 * 4) + (0.75 * 8), mean.Cap, 1e-12);
        Assert.Equal((Verdict.StillRising, "Fold 1 of 2: It rose."), (mean.Verdict, mean.VerdictText));
        Estimate plugIn = Assert.IsType<Estimate>(Assert.Single(mean.Alongside));
        Assert.Equal(("plug-in", (0.25 * 2) + (0.75 * 4)), (plugIn.Name, plugIn.Value));
        Assert.Equal(400, plugIn.Pairs);
    }

    [Fact]
    public void AFoldThatDivergedShows()
    {
        LowerBound[] folds = [.. Folds(), new LowerBound(double.NaN, double.NaN) { Pairs = 100 }];
        LowerBound mean = CrossFitting.Mean<LowerBound>([.. folds.Select(fold => fold with { Alongside = [] })]);
        Assert.Equal(Verdict.Diverged, mean.Verdict);
        Assert.StartsWith("Fold 3 of 3: ", mean.VerdictText, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CrossFitting.Mean<InformationValue>([]));
        Assert.Throws<ArgumentException>(() => CrossFitting.Mean<InformationValue>([new Estimate(1, 1), new LowerBound(1, 1)]));
    }

    [Fact]
    public void LooksNameTheirFold()
    {
        var looks = new List<TrainingProgress>();
        CrossFitting.Fold(ProgressTo.All(new Told(looks.Add)), 2, 5)!.Report(new TrainingProgress(1, 10, 0, 0, 0, 1, TimeSpan.Zero));
        Assert.Equal((2, 5), (looks[0].Fold, looks[0].Folds));
        Assert.Null(CrossFitting.Fold(null, 1, 2));
    }

    private static DataSplit Required(DataSplit split, int minimum)
    {
        split.RequireParts(minimum);
        return split;
    }

    private static LowerBound[] Folds()
    {
        var settings = new RunSettings("A", "NWJ", "bilinear", 64, 20, 0, 1, "cpu");
        return
        [
            new(1, 0.2)
            {
                Name = "NWJ", Pairs = 100, Data = DataRole.HeldOut, Cap = 4, Settings = settings, Verdict = Verdict.StillRising, VerdictText = "It rose.",
                Alongside = [new Estimate(2, 0.1) { Name = "plug-in", Pairs = 100 }],
            },
            new(3, 0.1)
            {
                Name = "NWJ", Pairs = 300, Data = DataRole.HeldOut, Cap = 8, Settings = settings with { StepsRun = 30 },
                Alongside = [new Estimate(4, 0.1) { Name = "plug-in", Pairs = 300 }],
            },
        ];
    }

    private sealed class Told(Action<TrainingProgress> act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act(value);
    }
}
