using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Results;

/// <summary>Values of several trainings as one.</summary>
public class CombinedTests
{
    [Fact]
    public void ErrorsHoldTheSharedPairsAndTheSpread()
    {
        LowerBound[] values = [Value(1.0, 0.03), Value(1.02, 0.04), Value(1.04, 0.05)];
        LowerBound shared = Combined.OverSeeds(values), apart = Combined.OverSeeds(values, samePairs: false);
        double within = (0.0009 + 0.0016 + 0.0025) / 3, between = 0.0004;
        Assert.Equal(1.02, shared.Value, 1e-12);
        Assert.Equal(Math.Sqrt(within + (between / 3)), shared.StandardError, 1e-12);
        Assert.Equal(Math.Sqrt((within + between) / 3), apart.StandardError, 1e-12);
        Assert.Equal((Verdict.Ok, ""), (shared.Verdict, shared.VerdictText));
        Assert.Equal(("mean of 3, NWJ", 500L, DataRole.Derived), (shared.Name, shared.Pairs, shared.Data));
        Assert.Equal(values, shared.Alongside);
    }

    [Fact]
    public void OneValueIsItself()
    {
        LowerBound one = Combined.OverSeeds([Value(1.0, 0.03)]);
        Assert.Equal((1.0, 0.03), (one.Value, one.StandardError));
    }

    [Fact]
    public void ValuesThatTheirErrorsDoNotExplainDisagree() => Culture.Each(() =>
    {
        LowerBound apart = Combined.OverSeeds([Value(1.0, 0.02, 4), Value(1.01, 0.02, 5), Value(1.2, 0.02, 6)]);
        Assert.Equal(Verdict.Disagreement, apart.Verdict);
        Assert.Contains("from 1.000 ± 0.020 (seed 4) to 1.200 ± 0.020 (seed 6), 0.200 apart", apart.VerdictText, StringComparison.Ordinal);
        Assert.EndsWith(", in disagreement", apart.ToString(), StringComparison.Ordinal);
        Assert.True(apart.StandardError > 0.06, "the spread is in the error");
    });

    /// <summary>
    /// Chi-square's 99 % points 6.63, 9.21 and 21.67 for 1, 2 and 9 degrees: values of the sums just below and above, by 2 %.
    /// </summary>
    [Theory]
    [InlineData(2, 6.635)]
    [InlineData(3, 9.210)]
    [InlineData(10, 21.666)]
    public void TheLimitIsChiSquares(int count, double point)
    {
        Assert.Equal(Verdict.Ok, Of(0.98).Verdict);
        Assert.Equal(Verdict.Disagreement, Of(1.02).Verdict);

        // The first two miss the mean by as much on either side.
        LowerBound Of(double share)
        {
            double miss = Math.Sqrt(share * point / 2);
            return Combined.OverSeeds([Value(5 + miss, 1), Value(5 - miss, 1), .. Enumerable.Range(2, count - 2).Select(_ => Value(5, 1))]);
        }
    }

    [Fact]
    public void SidesAndWorseVerdictsStay()
    {
        Assert.IsType<UpperBound>(Combined.OverSeeds([new UpperBound(1, 0.1), new UpperBound(1.1, 0.1)]));
        Estimate mixed = Combined.OverSeeds(new InformationValue[] { new UpperBound(1, 0.1), Value(1.1, 0.1) });
        Assert.Equal(1.05, mixed.Value, 1e-12);
        LowerBound diverged = Combined.OverSeeds([Value(1, 0.01), new LowerBound(double.NaN, double.NaN)]);
        Assert.Equal(Verdict.Diverged, diverged.Verdict);
        LowerBound unknown = Combined.OverSeeds([Value(1, double.PositiveInfinity), Value(9, double.PositiveInfinity)]);
        Assert.Equal((double.PositiveInfinity, Verdict.Ok), (unknown.StandardError, unknown.Verdict));
        Assert.Throws<ArgumentException>(() => Combined.OverSeeds(ReadOnlySpan<LowerBound>.Empty));
    }

    private static LowerBound Value(double value, double error, long seed = 0) => new(value, error)
    {
        Name = "NWJ",
        Pairs = 500,
        Settings = new RunSettings("A", "NWJ", "critic", 64, 100, seed, 1, "cpu"),
    };
}
