using System;
using System.Linq;
using MiDsl.Torch.Tests.Support;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>One value with its error and reason, on pairs whose information is known. Seeds are fixed.</summary>
public sealed class RecommendTests
{
    private const int Count = 2000;

    /// <summary>Monotone maps of a normal pair: two and a half errors are passed by chance once in 80 seeds, a bound by three once in 700.</summary>
    [Fact]
    public void Bent_normal_pairs_are_read_through_the_bend()
    {
        KnownInformation known = KnownNormal.Pairs(3, 2, 0.7).Through(null, InjectiveMap.EachCoordinate("Cubic", y => y * y * y));
        Recommendation best = Recommend.From(known.Sample(Count, seed: 3), seed: 3);
        Assert.InRange(best.Value.Value, known.Information - (2.5 * best.Value.StandardError), known.Information + (2.5 * best.Value.StandardError));
        Assert.True(best.AtLeast.Value < known.Information + (3 * best.AtLeast.StandardError));
        Assert.Equal(Count, best.AtLeast.Pairs);
        Assert.Equal(DataRole.HeldOut, best.AtLeast.Data);
        Assert.Contains("certify", best.Reason, StringComparison.Ordinal);
        Assert.Contains(best.Beside, value => value.Name.StartsWith("KSG", StringComparison.Ordinal));
    }

    /// <summary>Long tails on one side, none on the other, each side mixed: the ranks alone hide a sixth and more of 1.53 nats.</summary>
    [Fact]
    public void Linear_mixtures_of_bent_normal_pairs_are_unmixed()
    {
        KnownInformation known = KnownNormal.Pairs(3, 3, 0.8)
            .Through(InjectiveMap.EachCoordinate("x + x^3", x => x + (x * x * x)), InjectiveMaps.NormalCdf)
            .Through(LinearMap.Random(3, 5), LinearMap.Random(3, 6));
        Recommendation best = Recommend.From(known.Sample(Count, seed: 3), seed: 3);
        Assert.InRange(best.Value.Value, 0.92 * known.Information, 1.08 * known.Information);
        Assert.True(best.AtLeast.Value < known.Information + (3 * best.AtLeast.StandardError));
    }

    /// <summary>X and Y each a Cauchy vector, and independent. Two errors are passed by chance at most once in 20 seeds.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Independent_pairs_with_heavy_tails_give_nothing(long seed)
    {
        KnownInformation known = KnownTasks.Development.First(task => task.Information == 0 && task.Name.Contains("Cauchy", StringComparison.Ordinal));
        Recommendation best = Recommend.From(known.Sample(Count, seed), seed);
        Assert.InRange(Math.Abs(best.Value.Value), 0, 2 * best.Value.StandardError);
        Assert.InRange(best.Value.StandardError, 0.001, 0.05);
    }

    [Fact]
    public void Information_above_the_logarithm_of_the_pairs_is_not_certified()
    {
        double rho = Math.Sqrt(1 - Math.Exp(-2));
        KnownInformation known = KnownNormal.Pairs(10, 10, rho);
        Recommendation best = Recommend.From(known.Sample(Count, seed: 1), seed: 1);
        Assert.Equal(Verdict.Uncertified, best.Value.Verdict);
        Assert.Contains("above log", best.Value.VerdictText, StringComparison.Ordinal);
        Assert.Contains("SMILE reads", best.Reason, StringComparison.Ordinal);
        Assert.Contains("Gaussian form of normal scores reads", best.Reason, StringComparison.Ordinal);
    }

    /// <summary>A band .02 wide of uniform numbers: 3.922 nats, most of it in edges that a smooth critic rounds off.</summary>
    [Fact]
    public void Fine_structure_is_left_to_neighbours_and_said_to_be_disputed()
    {
        KnownInformation known = new KnownUniformNoise(0.01);
        Recommendation best = Recommend.From(known.Sample(Count, seed: 1), seed: 1);
        Assert.Equal("nearest neighbours", best.Value.Name);
        Assert.Equal(Verdict.Disagreement, best.Value.Verdict);
        Assert.InRange(best.Value.Value, 0.9 * known.Information, 1.1 * known.Information);
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_and_looks_name_their_fold()
    {
        PairedData data = Gaussians.Data(0.6, 300, 1);
        Recorder looks = new();
        Recommendation first = Recommend.From(data, seed: 5, looks), second = Recommend.From(data, seed: 5);
        Assert.Equal(first.Value.Value, second.Value.Value);
        Assert.Equal(first.AtLeast.StandardError, second.AtLeast.StandardError);
        Assert.Equal([1, 2, 3], looks.Folds.Distinct());
    }

    /// <summary>Other splits, other weights: what they add is in the error.</summary>
    [Fact]
    public void Seeds_are_combined()
    {
        PairedData data = Gaussians.Data(0.6, 300, 1);
        Recommendation one = Recommend.From(data, seed: 5), other = Recommend.From(data, seed: 6), both = Recommend.From(data, seed: 5, seeds: 2);
        Assert.Equal((one.AtLeast.Value + other.AtLeast.Value) / 2, both.AtLeast.Value, 6);
        Assert.Equal(300, both.AtLeast.Pairs);
        Assert.InRange(both.Value.Value, Math.Min(one.Value.Value, other.Value.Value), Math.Max(one.Value.Value, other.Value.Value));
        Assert.True(both.AtLeast.StandardError >= Math.Abs(one.AtLeast.Value - other.AtLeast.Value) / 2);
    }

    [Fact]
    public void Too_few_pairs_are_refused_with_how_many_are_needed()
    {
        var error = Assert.Throws<DataException>(() => Recommend.From(Gaussians.Data(0.6, 60, 1)));
        Assert.Contains("at least 32 are needed", error.Message, StringComparison.Ordinal);
    }

    private sealed class Recorder : IProgress<TrainingProgress>
    {
        public System.Collections.Generic.List<int> Folds { get; } = [];

        public void Report(TrainingProgress value) => Folds.Add(value.Fold);
    }
}
