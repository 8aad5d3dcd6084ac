using System;
using System.Collections.Immutable;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Known;

/// <summary>The set to choose on and the set to report on.</summary>
public class FurtherTasksTests
{
    /// <summary>To the digits that a program of its own printed, in another language and from other formulas.</summary>
    private static readonly (string Name, int XDim, int YDim, double Nats)[] Development =
    [
        ("St 3x3 (dof=2, dense)", 3, 3, 0.7043),
        ("St 2x4 (dof=1, dense)", 2, 4, 0.7151),
        ("x + x^3 @ St 1x1 (dof=4)", 1, 1, 0.3623),
        ("Independent Cauchy 3x3", 3, 3, 0),
        ("Mn 1x5 (dense)", 1, 5, 0.1839),
        ("Mn 3x3 (weak)", 3, 3, 0.0151),
        ("Independent Mn 10x10", 10, 10, 0),
        ("Circular 1x1 (von Mises 4)", 1, 1, 1.0291),
        ("Mixture 1x1 (4 clusters)", 1, 1, 0.5259),
        ("Mixture 3x3 (4 clusters)", 3, 3, 0.7695),
        ("Coupling @ Mn 3x3 (2-pair)", 3, 3, 1.0217),
        ("Coupling @ Mn 5x5 (5-pair)", 5, 5, 1.1157),
        ("Wave @ Mn 4x4 (2-pair)", 4, 4, 0.7848),
        ("(Asinh, Cube) @ Linear @ Mn 5x5 (5 nats)", 5, 5, 5),
        ("Linear @ Mn 10x10 (10 nats)", 10, 10, 10),
        ("Multiplicative noise 1x1 (0.5)", 1, 1, 1.498),
        ("Scale of noise 1x1 (e^x)", 1, 1, 0.4321),
        ("Sinusoid 1x1 (sin 3 pi x)", 1, 1, 0.8616),
        ("Uniform 2x2 (add noise 0.043, 5 nats)", 2, 2, 4.9928),
    ];

    public static TheoryData<string> Names => [.. Ours.Select(task => task.Name)];

    private static ImmutableArray<KnownInformation> Ours => [.. KnownTasks.Development, .. KnownTasks.Unseen, .. KnownTasks.Fresh];

    [Fact]
    public void DevelopmentIsWhatItWas() => Assert.Equal(
        Development, KnownTasks.Development.Select(task => (task.Name, task.XDim, task.YDim, Math.Round(task.Information, 4))));

    [Fact]
    public void NoTaskIsOfTwoSets()
    {
        KnownInformation[] all = [.. KnownTasks.All, .. Ours];
        Assert.Equal(40 + 19 + 16 + 16, all.Select(task => task.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(16, KnownTasks.Unseen.Length);

        // Equal nats would mean the same distribution, or one under another map.
        double[] seen = [.. KnownTasks.All.Concat(KnownTasks.Development).Select(task => task.Information)];
        Assert.All(KnownTasks.Unseen.Where(task => Math.Round(task.Information, 6) is not (0 or 5 or 10)), task =>
            Assert.DoesNotContain(seen, nats => Math.Abs(nats - task.Information) < 1e-4));
        Assert.Equal(16, KnownTasks.Fresh.Length);
        Assert.All(KnownTasks.Fresh.Where(task => task.Information > 0), task =>
            Assert.DoesNotContain(KnownTasks.Unseen.Select(other => other.Information).Concat(seen), nats => Math.Abs(nats - task.Information) < 1e-4));
    }

    [Fact]
    public void UnseenHasEveryKindThatItPromises()
    {
        Assert.Contains(KnownTasks.Unseen, task => Math.Abs(task.Information - 5) < 1e-9);
        Assert.Contains(KnownTasks.Unseen, task => Math.Abs(task.Information - 10) < 1e-9);
        Assert.Equal(2, KnownTasks.Unseen.Count(task => task.Information == 0));
        Assert.True(KnownTasks.Unseen.Count(task => task.XDim != task.YDim) >= 4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSeedMakesThePairs(string name)
    {
        KnownInformation task = KnownTasks.Find(name, Ours);
        PairedData data = task.Sample(50, 7), other = task.Sample(50, 8);
        Assert.Equal((50, task.XDim, task.YDim), (data.Count, data.XDim, data.YDim));
        Assert.All(data.X.ToArray().Concat(data.Y.ToArray()), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(data.X, task.Sample(50, 7).X);
        Assert.Equal(data.Y, task.Sample(50, 7).Y);
        Assert.False(data.X.SequenceEqual(other.X));
        Assert.False(data.Y.SequenceEqual(other.Y));

        // More pairs begin with the same ones.
        Assert.Equal(data.X, task.Sample(80, 7).Take(50).X);
        Assert.Equal(data.Y, task.Sample(80, 7).Take(50).Y);
    }

    /// <summary>
    /// KSG (k = 5, 4,000 pairs, seed 1) on those of few coordinates, on normal scores, which tame tails: within four standard
    /// errors and a bias of 5 % of the truth or .02 nats.
    /// </summary>
    [Theory]
    [InlineData("x + x^3 @ St 1x1 (dof=4)")]
    [InlineData("Circular 1x1 (von Mises 4)")]
    [InlineData("Mixture 1x1 (4 clusters)")]
    [InlineData("Multiplicative noise 1x1 (0.5)")]
    [InlineData("Scale of noise 1x1 (e^x)")]
    [InlineData("Sinusoid 1x1 (sin 3 pi x)")]
    [InlineData("Mixture 1x1 (crossed)")]
    [InlineData("Parabola 1x1 (x^2, growing noise)")]
    [InlineData("Circular 2x1 (von Mises 2)")]
    [InlineData("Torus 2x2 (von Mises 6 and 1)")]
    [InlineData("Mixture 2x2 (own covariances)")]
    [InlineData("(Coupling, Y) @ St 2x2 (dof=3, neighbours)")]
    [InlineData("Independent Cauchy 2x2")]
    [InlineData("Mixture 1x1 (3 own covariances)")]
    [InlineData("Circular 2x2 (von Mises 3)")]
    [InlineData("Cosine 1x1 (cos 2 pi x)")]
    [InlineData("Multiplicative noise 1x1 (0.8)")]
    public void NeighboursFindTheLowDimensionalOnes(string name)
    {
        KnownInformation task = KnownTasks.Find(name, Ours);
        PairedData data = task.Sample(4000, 1);
        Estimate estimate = Ksg.Estimate(NormalScores.Fit(data).Apply(data), neighbours: 5);
        Assert.Equal(task.Information, estimate.Value, 4 * estimate.StandardError + Math.Max(0.02, 0.05 * task.Information));
    }

    /// <summary>Normal beneath a linear map: the closed form on the columns as they are, four standard errors and its bias.</summary>
    [Theory]
    [InlineData("Mn 1x5 (dense)")]
    [InlineData("Mn 3x3 (weak)")]
    [InlineData("Independent Mn 10x10")]
    [InlineData("Linear @ Mn 10x10 (10 nats)")]
    [InlineData("(X, Linear) @ Mn 2x8 (one factor)")]
    public void TheClosedFormFindsTheNormalOnes(string name)
    {
        const int N = 5000;
        KnownInformation task = KnownTasks.Find(name, Ours);
        Estimate estimate = GaussianInformation.Estimate(task.Sample(N, 1));
        Assert.Equal(task.Information + 0.5 * task.XDim * task.YDim / N, estimate.Value, 4 * estimate.StandardError);
    }

    [Fact]
    public void NamesAreLookedUpInTheirSet()
    {
        Assert.Equal("Wave @ Mn 4x4 (2-pair)", KnownTasks.Find("wave@MN 4×4 (2-pair)", KnownTasks.Development).Name);
        string message = Assert.Throws<ArgumentException>(() => KnownTasks.Find("Circular 1x1 (von Mises 5)", KnownTasks.Development)).Message;
        Assert.Contains("Did you mean 'Circular 1x1 (von Mises 4)'", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => KnownTasks.Find("Mn 5x5 (dense)", KnownTasks.Development));
    }
}
