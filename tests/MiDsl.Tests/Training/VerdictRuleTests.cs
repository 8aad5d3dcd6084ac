using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Training;

/// <summary>Made-up histories, one a verdict, and those that must not be suspected.</summary>
public class VerdictRuleTests
{
    private const double NoCap = double.PositiveInfinity;

    [Fact]
    public void APlateauIsFine() => Culture.Each(() =>
        Require(Verdict.Ok, Run(40, t => 2 * (1 - Math.Exp(-t / 4.0)) + Wobble(t)), 1.98, 0.02, NoCap));

    [Fact]
    public void NoTrainingIsFine() => Assert.Equal((Verdict.Ok, ""), VerdictRule.Judge(null, 1, 0.1, NoCap));

    [Fact]
    public void ValuesThatAreNoNumbersDiverged() => Culture.Each(() =>
    {
        Require(Verdict.Diverged, null, double.NaN, 0.1, NoCap, "not a finite number", "learning rate");
        Require(Verdict.Diverged, null, double.PositiveInfinity, double.NaN, NoCap, "not a finite number");
        Require(Verdict.Diverged, Run(10, t => 1, t => t == 9 ? double.NaN : 1), 1, 0.1, NoCap, "training value was NaN at step 1000");
        Require(Verdict.Diverged, Run(10, t => t == 9 ? double.NegativeInfinity : 1, t => 1), 1, 0.1, NoCap, "validation value", "step 1000");
    });

    [Fact]
    public void BothFallingFarIsDivergence() => Culture.Each(() =>
        Require(
            Verdict.Diverged, Run(20, t => t < 10 ? 0.1 * t : 0.9 - (t - 9), t => t < 10 ? 0.1 * t : 0.9 - (t - 9)), 0.9, 0.01, NoCap,
            "After step 1000", "fell from 0.900 to -9.100", "learning rate"));

    [Fact]
    public void AValueThatAFewScoresCarryIsDivergence() => Culture.Each(() =>
    {
        // MINE's tangent, 20 + 20 dimensions, 16.6 nats.
        Require(Verdict.Diverged, Run(20, t => 8.9 + Wobble(t)), -2467.743, 2470.801, NoCap, "validation pairs gave 8.9", "-2467.743 ± 2470.801", "more test pairs");
        Require(Verdict.Ok, Run(20, t => 8.9 + Wobble(t)), 8.5, 0.4, NoCap);
        Require(Verdict.Ok, Run(20, t => 0.1 + Wobble(t)), -0.2, 0.3, NoCap); // few pairs, little information
    });

    [Theory]
    [InlineData(64, 3.6, 0.01, true)] // the staircase's 6 nats read as 3.6 to 3.7
    [InlineData(64, 3.01, 0.01, true)] // its 4 nats
    [InlineData(64, 2.5, 0.01, false)] // an ideal critic reads this at 2.7
    [InlineData(64, 3.3, 0.3, true)] // three errors reach the cap
    [InlineData(8192, 8.0, 0.01, true)] // at 8.5
    [InlineData(8192, 7.0, 0.01, false)] // at 7.1
    [InlineData(2, 0.05, 0.01, false)] // half of the cap at most
    [InlineData(2, 0.05, 0.5, false)]
    [InlineData(2, 0.05, double.PositiveInfinity, false)] // an unknown error decides nothing
    [InlineData(2, 0.4, 0.01, true)]
    public void NearTheCapIsSaturation(int k, double value, double error, bool saturated) => Culture.Each(() =>
        Require(saturated ? Verdict.Saturated : Verdict.Ok, null, value, error, Math.Log(k), saturated ? ["near", "larger batches"] : []));

    [Fact]
    public void RisingToTheEndIsStillRising() => Culture.Each(() =>
        Require(Verdict.StillRising, Run(40, t => 0.02 * t + Wobble(t)), 0.8, 0.02, NoCap, "still rose", "4,000 steps", "more steps"));

    [Theory]
    [InlineData(1.0, 0.0)] // flat, and the best happens to be the last
    [InlineData(0.0, 0.5)] // noise far above the trend
    public void NoiseIsNoRise(double level, double noise)
    {
        double[] looks = [.. Enumerable.Range(0, 40).Select(t => level + 0.0001 * t + noise * Wobble(t) * 20)];
        looks[^1] = looks.Max() + 0.001;
        Require(Verdict.Ok, Run(40, t => looks[t]), looks[^1], 0.05, NoCap);
    }

    [Fact]
    public void StoppedBeforeTheStepsRanOutIsNotRising()
    {
        TrainingSummary summary = Run(40, t => 0.02 * t) with { StepsAsked = 10_000 };
        Require(Verdict.Ok, summary, 0.8, 0.02, NoCap);
    }

    [Fact]
    public void TrainingFarAboveTheValueIsOverfitting() => Culture.Each(() =>
    {
        Require(Verdict.Overfitted, Run(10, t => 1, t => 2), 1, 0.02, NoCap, "training pairs gave 2.000", "reported ones 1.000", "More pairs");
        Require(Verdict.Ok, Run(10, t => 1, t => 1.15), 1, 0.02, NoCap);
        Require(Verdict.Ok, Run(10, t => 1, t => 1.5), 1, 0.2, NoCap);
    });

    [Fact]
    public void ValidationFallingWhileTrainingRisesIsOverfitting() => Culture.Each(() =>
        Require(
            Verdict.Overfitted, Run(20, t => t < 5 ? 0.3 * t : 1.2 - 0.3 * (t - 4), t => t < 5 ? 0.3 * t : 1.2 + 0.1 * t), 1.2, 0.05, NoCap,
            "validation value fell from 1.200 to -3.300", "by heart", "step 500"));

    [Fact]
    public void FewLooksAreEnoughForAVerdict()
    {
        for (int looks = 0; looks < 5; looks++)
        {
            Require(Verdict.Ok, Run(looks, t => 1), 1, 0.1, NoCap);
        }
    }

    /// <summary>log 1,000 is 6.908; a value on no side, of 0 pairs, claims nothing that could be certified.</summary>
    [Theory]
    [InlineData(6.95, 1000, true)]
    [InlineData(6.85, 1000, false)]
    [InlineData(6.95, 0, false)]
    [InlineData(15, 1_000_000, true)]
    public void BoundsAboveLogNAreUncertified(double value, long pairs, bool uncertified) => Culture.Each(() =>
    {
        (Verdict verdict, string text) = VerdictRule.Judge(Run(40, t => value), value, 0.01, NoCap, pairs);
        Assert.Equal(uncertified ? Verdict.Uncertified : Verdict.Ok, verdict);
        Assert.Equal(uncertified, text.Contains(pairs == 1000 ? "The value 6.950 is above log 1,000 = 6.908" : "The value 15.000 is above log 1,000,000 = 13.816", StringComparison.Ordinal));
    });

    [Fact]
    public void DivergenceComesBeforeCertainty() =>
        Assert.Equal(Verdict.Diverged, VerdictRule.Judge(null, double.PositiveInfinity, double.NaN, NoCap, 1000).Verdict);

    private static double Wobble(int t) => 0.005 * Math.Sin(37.0 * t * t);

    private static TrainingSummary Run(int looks, Func<int, double> validation, Func<int, double>? training = null)
    {
        EarlyStopping stopping = new(0);
        for (int t = 0; t < looks; t++)
        {
            stopping.Observe(100 * (t + 1), (training ?? validation)(t), validation(t));
        }

        return stopping.Summarize(100 * looks, 100 * looks);
    }

    private static void Require(
        Verdict expected, TrainingSummary? summary, double value, double error, double cap, params string[] words)
    {
        (Verdict verdict, string text) = VerdictRule.Judge(summary, value, error, cap);
        Assert.True(expected == verdict, $"{verdict}: {text}");
        Assert.Equal(verdict == Verdict.Ok, text.Length == 0);
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
    }
}
