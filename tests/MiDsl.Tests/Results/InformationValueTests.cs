using System;
using Xunit;

namespace MiDsl.Tests.Results;

public class InformationValueTests
{
    private static readonly LowerBound Low = new(1.947, 0.012)
    {
        Name = "InfoNCE",
        Pairs = 8192,
        Data = DataRole.Fresh,
        Cap = Math.Log(64),
    };

    private static readonly UpperBound High = new(2.5, 0.1) { Name = "L1Out", Pairs = 500, Data = DataRole.HeldOut };

    private static readonly Estimate Guess = new(2, 0.3) { Name = "SMILE" };

    [Fact]
    public void TextIsTheSameInEveryCulture() => Culture.Each(() =>
    {
        Assert.Equal("1.947 ± 0.012 nats, lower bound (InfoNCE, 8,192 fresh pairs, cap 4.159)", Low.ToString());
        Assert.Equal("2.500 ± 0.100 nats, upper bound (L1Out, 500 held-out pairs)", High.ToString());
        Assert.Equal("-0.021 nats, estimate (error unknown)", new Estimate(-0.0214, double.PositiveInfinity).ToString());
        Assert.Equal("0.51000 ± 0.00032 nats, estimate", new Estimate(0.51, 0.00032).ToString());
        Assert.Equal("NaN nats, lower bound (error unknown), diverged", new LowerBound(double.NaN, double.NaN).ToString());
        Assert.EndsWith("cap 4.159), saturated", (Low with { Verdict = Verdict.Saturated }).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("between 1.947 ± 0.012 nats, lower bound", new Interval(Low, High).ToString(), StringComparison.Ordinal);
    });

    /// <summary>The compiler is the test: each line needs its type.</summary>
    [Fact]
    public void ArithmeticKeepsTheSideWhereItStaysTrue()
    {
        LowerBound a = Low + Low, b = Low - High, c = Low + 1, d = 1 + Low, e = Low - 1, f = 3 - High, g = -High, h = Low.Scale(2);
        UpperBound i = High + High, j = High - Low, k = High + 1, l = 3 - Low, m = -Low, n = High.Scale(0.5);
        Estimate o = Low + High, p = Low - Low, q = High - High, r = Low + Guess, s = 2 * Low, t = Low * High, u = Guess - Low;
        Assert.Equal(
            [3.894, -0.553, 2.947, 2.947, 0.947, 0.5, -2.5, 3.894],
            Round(a, b, c, d, e, f, g, h));
        Assert.Equal([5, 0.553, 3.5, 1.053, -1.947, 1.25], Round(i, j, k, l, m, n));
        Assert.Equal([4.447, 0, 0, 3.947, 3.894, 4.8675, 0.053], Round(o, p, q, r, s, t, u));
        Assert.Equal(0.112, b.StandardError, 12);
        Assert.Equal(2 * Math.Log(64), a.Cap, 12);
        Assert.Equal(double.PositiveInfinity, b.Cap);
        Assert.Equal("InfoNCE - L1Out", b.Name);
        Assert.Equal("2 InfoNCE", h.Name);
        Assert.Equal("-(InfoNCE + InfoNCE)", (-a).Name);
        Assert.Equal(500, b.Pairs);
        Assert.Equal(DataRole.Derived, b.Data);
    }

    private static double[] Round(params ReadOnlySpan<InformationValue> values)
    {
        double[] rounded = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            rounded[i] = Math.Round(values[i].Value, 12);
        }

        return rounded;
    }

    [Fact]
    public void ChoosingAndClippingLoseTheSide()
    {
        Estimate max = InformationValue.Max(Low, High), min = InformationValue.Min(Low, High), clip = new LowerBound(-0.3, 0.1).Clip();
        Assert.Equal(2.5, max.Value);
        Assert.Equal(1.947, min.Value);
        Assert.Equal(0, clip.Value);
        Assert.Equal(Direction.Neither, Low.ToEstimate().Direction);
        Assert.Equal(DataRole.Fresh, Low.ToEstimate().Data);
    }

    [Fact]
    public void MeansWithFixedWeightsKeepTheSide()
    {
        LowerBound mean = LowerBound.Mean(Low, Low + 1), weighted = LowerBound.Mean([Low, Low + 1], [0.25, 0.75]);
        Assert.Equal(2.447, mean.Value, 12);
        Assert.Equal(2.697, weighted.Value, 12);
        Assert.Equal(0.012, mean.StandardError, 12);
        Assert.Equal(2.5, UpperBound.Mean(High).Value);
        Assert.Equal((1.947 + 2.5 + 2) / 3, Estimate.Mean(Low, High, Guess).Value, 12);
        Assert.Throws<ArgumentException>(() => LowerBound.Mean());
        Assert.Throws<ArgumentException>(() => LowerBound.Mean([Low], [0.5]));
        Assert.Throws<ArgumentException>(() => LowerBound.Mean([Low, Low], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LowerBound.Mean([Low, Low], [-1, 2]));
    }

    [Fact]
    public void AFactorMayNotBeNegative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Low.Scale(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => High.Scale(double.NaN));
        LowerBound none = new LowerBound(1, double.PositiveInfinity).Scale(0);
        Assert.Equal((0.0, 0.0, 0.0), (none.Value, none.StandardError, none.Cap));
    }

    [Fact]
    public void OnlyADivergedValueMayBeNoNumber()
    {
        LowerBound lost = new(double.NaN, double.NaN);
        Assert.Equal(Verdict.Diverged, lost.Verdict);
        Assert.Contains("not a finite number", lost.VerdictText, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => lost with { Verdict = Verdict.Ok });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LowerBound(1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Estimate(1, double.NaN));
        Assert.Equal(Verdict.Diverged, (Low + lost).Verdict);
    }

    [Fact]
    public void TheWorseVerdictIsKept()
    {
        LowerBound saturated = Low with { Verdict = Verdict.Saturated, VerdictText = "near" };
        LowerBound sum = Low + saturated;
        Assert.Equal((Verdict.Saturated, "near"), (sum.Verdict, sum.VerdictText));
        LowerBound diverged = Low with { Verdict = Verdict.Diverged, VerdictText = "lost" };
        LowerBound overfitted = Low with { Verdict = Verdict.Overfitted, VerdictText = "heart" };
        Assert.Equal("lost", (overfitted + diverged).VerdictText);
    }

    [Fact]
    public void SettingsAreKeptWhenTheyAreTheSame()
    {
        RunSettings settings = new("E", "InfoNCE", "separable", 64, 100, 1, 1, "cpu");
        LowerBound a = Low with { Settings = settings }, b = Low with { Settings = settings with { Seed = 2 } };
        Assert.Equal(settings, (a + (Low with { Settings = settings with { } })).Settings);
        Assert.Null((a + b).Settings);
    }

    [Fact]
    public void ConfidenceIsByStudentsDistribution()
    {
        Assert.Equal(1.947 - (1.9599640 * 0.012), Low.Confidence95.Low, 8);
        LowerBound few = Low with { DegreesOfFreedom = 1 };
        Assert.Equal(1.947 + (12.7062047 * 0.012), few.Confidence95.High, 8);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (Low with { DegreesOfFreedom = 0 }).Confidence95);
        Assert.Equal(double.PositiveInfinity, new Estimate(1, double.PositiveInfinity).Confidence95.High);
        Assert.Equal((1.0, 1.0), (new Estimate(1, 0) with { DegreesOfFreedom = 0 }).Confidence95);
        Assert.Equal(1, (few + (Low with { DegreesOfFreedom = 5 })).DegreesOfFreedom);
        Assert.Equal(1, (Low - (High with { DegreesOfFreedom = 1 })).DegreesOfFreedom);
        Assert.Null((Low + Low).DegreesOfFreedom);
        Assert.Throws<ArgumentOutOfRangeException>(() => Low with { DegreesOfFreedom = -1 });
    }

    [Fact]
    public void CapAndFloorGoWithTheValue()
    {
        LowerBound low = new(2, 0.1) { Floor = 1, Cap = 4 };
        UpperBound high = new(5, 0.1) { Floor = 3 };
        Assert.Equal((3.0, 6.0), ((low + 2).Floor, (low + 2).Cap));
        Assert.Equal((2.0, 0.5), ((low + low).Floor, low.Scale(0.5).Floor));
        Assert.Equal((-4.0, -1.0), ((-low).Floor, (-low).Cap));
        Assert.Equal((double.NegativeInfinity, 1.0), ((low - high).Floor, (low - high).Cap));
        Assert.Equal(1, low.ToEstimate().Floor);
        Assert.Equal(1, Combined.OverSeeds([low, low]).Floor);
        Assert.Equal(double.NegativeInfinity, Low.Floor);
    }

    [Fact]
    public void SamplingIsKeptAndShownInBrief() => Culture.Each(() =>
    {
        SamplingReport report = new(16, 500, 10, "sigmoid", 0.66, 0.51, 0.0123, 0.2);
        LowerBound low = Low with { Sampling = report, Floor = 0.5 };
        Assert.Equal("1.947 ± 0.012 nats, lower bound (InfoNCE, 8,192 fresh pairs, K = 16, S = 500, cap 4.159, floor 0.500)", low.ToString());
        Assert.Equal("K = 16, S = 500, sigmoid, 10 leapfrog steps of 0.0123 to 0.2, acceptance 0.66, least acceptance 0.51", report.ToString());
        Assert.Equal("K = 1000000", new SamplingReport(1_000_000).ToString());
        Assert.Equal(report, (low with { Name = "CR" }).Sampling);
        Assert.Equal(report, (low + 1).Sampling);
        Assert.Equal(report, (low - High).Sampling);
        Assert.Equal(report with { AcceptanceMean = null, StepSizeLeast = 0.01 }, (low + (low with { Sampling = report with { AcceptanceMean = 0.7, StepSizeLeast = 0.01 } })).Sampling);
        Assert.Null((low + (low with { Sampling = report with { Temperatures = 5 } })).Sampling);
        Assert.Equal(report, Combined.OverSeeds([low, low]).Sampling);
    });
}
