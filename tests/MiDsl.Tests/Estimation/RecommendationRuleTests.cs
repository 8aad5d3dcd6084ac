using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Estimation;

/// <summary>How one value comes of several, on values given by hand.</summary>
public sealed class RecommendationRuleTests
{
    [Fact]
    public void Value_lies_halfway_between_the_critics_readings_and_the_correction_is_in_its_error()
    {
        Recommendation chosen = Decide(heldOut: 0.90, inSample: 1.00);
        Assert.Equal(0.95, chosen.Value.Value, 12);
        Assert.Equal(Math.Sqrt((0.01 * 0.01) + (0.05 * 0.05) + (0.004 * 0.004)), chosen.Value.StandardError, 12);
        Assert.Equal(Verdict.Ok, chosen.Value.Verdict);
        Assert.Equal(0.90, chosen.AtLeast.Value);
        Assert.Contains("0.900 ± 0.010", chosen.Reason, StringComparison.Ordinal);
    }

    /// <summary>A constant that was fixed on few pairs costs the bound, not the value.</summary>
    [Fact]
    public void Value_is_read_by_the_plug_in_where_there_is_one()
    {
        Recommendation chosen = RecommendationRule.Decide(new RecommendationEvidence(
            new LowerBound(4, 0.3) { Alongside = [new Estimate(5, 0.02) { Name = "plug-in" }] },
            new Estimate(4.2, 0.3) { Alongside = [new Estimate(5.2, 0.02) { Name = "plug-in" }] },
            0));
        Assert.Equal(5.1, chosen.Value.Value, 12);
        Assert.Equal(4, chosen.AtLeast.Value);
    }

    /// <summary>Where training pairs read less than others, which chance can do, nothing is taken away.</summary>
    [Fact]
    public void Lower_reading_in_sample_corrects_nothing()
    {
        Assert.Equal(0.90, Decide(heldOut: 0.90, inSample: 0.85).Value.Value);
    }

    [Theory]
    [InlineData(1.00, true)]
    [InlineData(0.94, false)] // within 5 %
    [InlineData(0.50, false)] // neighbours that fall short decide nothing
    public void Neighbours_are_taken_only_where_they_see_clearly_more(double neighbours, bool taken)
    {
        Recommendation chosen = Decide(heldOut: 0.90, inSample: 0.90, neighbours: new Estimate(neighbours, 0.01) { Name = "KSG" });
        Assert.Equal(taken ? neighbours : 0.90, chosen.Value.Value);
        Assert.Equal(taken ? Verdict.Disagreement : Verdict.Ok, chosen.Value.Verdict);
        Assert.Equal(taken, chosen.Value.VerdictText.Contains("disagree", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.94, 0.01)] // the critics' value
    [InlineData(1.00, 0.02)] // the neighbours'
    public void Half_of_what_neighbours_see_beyond_the_critics_is_in_the_error(double neighbours, double own)
    {
        double error = Decide(heldOut: 0.90, inSample: 0.90, neighbours: new Estimate(neighbours, 0.02)).Value.StandardError;
        double known = neighbours == 1.00 ? own : Math.Sqrt((own * own) + (0.004 * 0.004));
        Assert.Equal(Math.Sqrt((known * known) + Math.Pow((neighbours - 0.90) / 2, 2)), error, 12);
    }

    [Fact]
    public void Neighbours_with_a_great_error_decide_nothing()
    {
        Assert.Equal(0.90, Decide(heldOut: 0.90, inSample: 0.90, neighbours: new Estimate(1.00, 0.06)).Value.Value);
    }

    /// <summary>Above log n the verdict stays, and the estimates are named.</summary>
    [Fact]
    public void What_cannot_be_certified_is_said_beside_the_estimates()
    {
        LowerBound high = new(10, 0.02) { Verdict = Verdict.Uncertified, VerdictText = "above log n", Pairs = 9000 };
        Recommendation chosen = RecommendationRule.Decide(new RecommendationEvidence(
            high, new Estimate(10, 0.02), 0.004, Gaussian: new Estimate(9.9, 0.03) { Name = "Gaussian" }, Clipped: new Estimate(11.5, 0.02) { Name = "SMILE" }));
        Assert.Equal(Verdict.Uncertified, chosen.Value.Verdict);
        Assert.Contains("SMILE reads 11.50", chosen.Reason, StringComparison.Ordinal);
        Assert.Contains("normal scores reads 9.90", chosen.Reason, StringComparison.Ordinal);
        Assert.Equal(["", "", "SMILE", "Gaussian"], chosen.Beside.Select(value => value.Name));
    }

    [Fact]
    public void Value_that_is_no_number_is_diverged()
    {
        Assert.Equal(Verdict.Diverged, Decide(heldOut: double.NegativeInfinity, inSample: 0).Value.Verdict);
    }

    /// <summary>A correlation of 3 / sqrt n of a normal pair carries -1/2 log(1 - 9 / n) nats.</summary>
    [Fact]
    public void Resolution_is_the_information_of_the_least_correlation_that_is_seen()
    {
        Assert.Equal(-0.5 * Math.Log(1 - 0.009), RecommendationRule.Resolution(1000), 15);
        Assert.True(double.IsFinite(RecommendationRule.Resolution(4)));
    }

    private static Recommendation Decide(double heldOut, double inSample, Estimate? neighbours = null) =>
        RecommendationRule.Decide(new RecommendationEvidence(new LowerBound(heldOut, 0.01), new Estimate(inSample, 0.01), 0.004, neighbours));
}
