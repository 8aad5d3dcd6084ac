using System;
using System.Linq;
using MiDsl.Tests.Baselines;
using Xunit;

namespace MiDsl.Tests.Data;

/// <summary>Normal scores of independent components. Seeds are fixed.</summary>
public class UnmixedScoresTests
{
    private static readonly InjectiveMap PlusCube = InjectiveMap.EachCoordinate("x + x^3", x => x + (x * x * x));

    /// <summary>Long and short tails behind linear maps, all correlations equal, so that canonical coordinates cannot tell them apart.</summary>
    private static readonly KnownInformation Mixed = KnownNormal.Pairs(3, 3, 0.8)
        .Through(PlusCube, InjectiveMaps.NormalCdf).Through(LinearMap.Random(3, 5), LinearMap.Random(3, 6));

    /// <summary>Scores of the columns lose a sixth and more; those of the components read as if nothing had been mixed.</summary>
    [Fact]
    public void Linear_mixtures_are_undone()
    {
        PairedData train = Mixed.Sample(4000, 1), other = Mixed.Sample(4000, 2);
        UnmixedScores learned = UnmixedScores.Fit(train);
        Assert.NotNull(learned.X);
        Assert.NotNull(learned.Y);
        Estimate components = GaussianInformation.Estimate(learned.Apply(other)), columns = GaussianInformation.Estimate(NormalScores.Fit(train).Apply(other));
        Assert.Equal(Mixed.Information, components.Value, Math.Max(3 * components.StandardError, 0.04 * Mixed.Information));
        Assert.True(columns.Value < 5 / 6.0 * Mixed.Information, $"{columns.Value}");
    }

    [Fact]
    public void A_side_that_is_not_mixed_keeps_its_columns()
    {
        KnownInformation known = KnownNormal.Pairs(3, 3, 0.8).Through(PlusCube, PlusCube).Through(LinearMap.Random(3, 7), null);
        PairedData train = known.Sample(4000, 1);
        UnmixedScores learned = UnmixedScores.Fit(train);
        Assert.NotNull(learned.X);
        PairedData prepared = learned.Apply(train);
        Assert.Equal(known.Information, GaussianInformation.Estimate(prepared).Value, 0.04 * known.Information);

        // As they were on the side whose components gain nothing, unless they gain by chance.
        UnmixedScores plain = new(learned.X, null, NormalScores.Fit(train));
        Assert.Equal(NormalScores.Fit(train).Apply(train).Y.ToArray(), plain.Apply(train).Y.ToArray());
    }

    /// <summary>Where components gain nothing they are normal scores to the bit, whatever is subtracted from the columns.</summary>
    [Fact]
    public void Columns_that_need_nothing_stay()
    {
        PairedData data = GaussianPairs.Draw(2000, 2, 0.8, 1);
        double[] x = [.. data.X.ToArray().Select(v => 1.7e9 + Math.Round(64.0 * v))];
        foreach (PairedData given in (PairedData[])[data, PairedData.From(x, 2, [.. data.Y.ToArray().Select(v => (double)v)], 2)])
        {
            UnmixedScores learned = UnmixedScores.Fit(given);
            Assert.Null(learned.X);
            Assert.Null(learned.Y);
            PairedData scores = learned.Apply(given), expected = NormalScores.Fit(given).Apply(given);
            Assert.Equal(expected.X.ToArray(), scores.X.ToArray());
            Assert.Equal(expected.Y.ToArray(), scores.Y.ToArray());
        }
    }

    [Fact]
    public void Too_few_pairs_constant_columns_and_labels_stay()
    {
        Assert.Null(UnmixedScores.Fit(Mixed.Sample(100, 1)).X);

        float[] x = [.. Enumerable.Range(0, 800).Select(i => i % 2 == 0 ? MathF.Sin(i) : 7)], y = [.. Enumerable.Range(0, 400).Select(i => (float)(i % 3))];
        UnmixedScores learned = UnmixedScores.Fit(PairedData.From(x, 2, y, 1), labelledY: true);
        float[] labels = [0, 2, 1], first = [0.5f, 7];
        learned.ApplyY(labels, labels);
        learned.ApplyX(first, first);
        Assert.Equal([0, 2, 1], labels);
        Assert.All(first, value => Assert.True(float.IsFinite(value)));
    }

    /// <summary>Cauchy columns, whose moments are a few outliers'.</summary>
    [Fact]
    public void Tails_without_moments_are_no_obstacle()
    {
        PairedData data = KnownTasks.Development.First(task => task.Name == "Independent Cauchy 3x3").Sample(2000, 1);
        PairedData prepared = UnmixedScores.Fit(data).Apply(data);
        Assert.All(prepared.X.ToArray().Concat(prepared.Y.ToArray()), value => Assert.InRange(value, -4, 4));
    }

    [Fact]
    public void Known_numbers_make_the_same_scores()
    {
        PairedData train = Mixed.Sample(2000, 1), other = Mixed.Sample(50, 2);
        UnmixedScores learned = UnmixedScores.Fit(train);
        UnmixedScores again = new(
            new LinearMixture(learned.X!.Means, learned.X.Matrix), new LinearMixture(learned.Y!.Means, learned.Y.Matrix), learned.Scores);
        float[] x = other.X.ToArray(), y = other.Y.ToArray();
        again.ApplyX(x, x);
        again.ApplyY(y, y);
        Assert.Equal(learned.Apply(other).X.ToArray(), x);
        Assert.Equal(learned.Apply(other).Y.ToArray(), y);

        Assert.Throws<ArgumentException>(() => new LinearMixture([0, 0], [1, 0, 0]));
        Assert.Throws<ArgumentException>(() => new LinearMixture([0], [double.NaN]));
        Assert.Throws<ArgumentException>(() => new UnmixedScores(new LinearMixture([0], [1]), null, learned.Scores));
    }
}
