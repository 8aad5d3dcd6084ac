using System;
using System.IO;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>[Preprocess(Preprocessing.UnmixedScores)].</summary>
public sealed class UnmixedScoresTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

    public void Dispose() => File.Delete(path);

    /// <summary>With components on both sides, and with none: a file holds what is needed for either.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void They_are_saved(bool mixed)
    {
        KnownInformation known = mixed ? UnmixedDraws.Known : KnownNormal.Pairs(2, 2, 0.8);
        PairedData fresh = known.Sample(300, 8);
        using var trained = new UnmixedNce();
        trained.Fit(known.Sample(2000, 3));
        Assert.Equal(mixed, ((UnmixedScores)Emitted.Preparation(trained)).X is not null);
        trained.Save(path);
        using var loaded = new UnmixedNce();
        loaded.Load(path);
        Assert.Equal(trained.PointwiseInformation(fresh), loaded.PointwiseInformation(fresh));

        using var scored = new ScoredNce();
        Assert.Contains("unmixed scores", Assert.Throws<DataException>(() => scored.Load(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>The truth is 1.02 nats; 200 steps learn most of it, once it is unmixed.</summary>
    [Fact]
    public void Of_draws()
    {
        using var estimator = new UnmixedDraws();
        LowerBound value = estimator.Fit();
        Assert.InRange(value.Value, 0.7, 1.1);
        var learned = (UnmixedScores)Emitted.Preparation(estimator);
        Assert.NotNull(learned.X);
        Assert.NotNull(learned.Y);
        Assert.Equal(4096, learned.Scores.X.Count);
    }
}
