using System;
using System.IO;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>[Preprocess(Preprocessing.NormalScores)].</summary>
public sealed class NormalScoresTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Increasing_maps_of_the_columns_change_no_bit()
    {
        PairedData data = Gaussians.Data(0.8, 800, 2);
        PairedData bent = PairedData.From(
            Array.ConvertAll(data.X.ToArray(), v => MathF.Exp(2 * v)), 2, Array.ConvertAll(data.Y.ToArray(), v => v * v * v), 2);
        using var straight = new ScoredNce();
        using var curved = new ScoredNce();
        LowerBound value = straight.Fit(data), again = curved.Fit(bent);
        Assert.Equal((value.Value, value.StandardError), (again.Value, again.StandardError));
        Assert.Equal(Emitted.Weights(straight), Emitted.Weights(curved));

        // The truth is 1.02, and exp(2x) leaves a standardizer little of it: these maps do change something else.
        using var standardized = new DataNce();
        Assert.InRange(value.Value, 0.6, 1.02 + (4 * value.StandardError));
        Assert.NotEqual(standardized.Fit(data).Value, standardized.Fit(bent).Value);
    }

    [Fact]
    public void They_are_learned_on_the_training_part_alone()
    {
        PairedData data = Gaussians.Data(0.5, 200, 1);
        using var estimator = new ScoredNce();
        estimator.Fit(data);
        var learned = (NormalScores)Emitted.Preparation(estimator);
        PairedData train = DataSplit.Create(data, 0.2, 0.2, seed: 0, minimum: 4).Train;
        Assert.Equal(train.X.ToArray().Order(), learned.X.Values.ToArray());
    }

    [Fact]
    public void They_are_saved()
    {
        PairedData fresh = Gaussians.Data(0.8, 300, 3, seed: 8);
        using var trained = new ScoredNce();
        trained.Fit(Gaussians.Data(0.8, 300, 3));
        trained.Save(path);
        using var loaded = new ScoredNce();
        loaded.Load(path);
        Assert.Equal(trained.PointwiseInformation(fresh), loaded.PointwiseInformation(fresh));
        Assert.Equal(trained.Evaluate(fresh).Value, loaded.Evaluate(fresh).Value);

        using var standardized = new DataNce();
        string message = Assert.Throws<DataException>(() => standardized.Load(path)).Message;
        Assert.Contains("normal scores", message, StringComparison.Ordinal);
        standardized.Fit(Gaussians.Data(0.8, 300, 3));
        standardized.Save(path);
        message = Assert.Throws<DataException>(() => loaded.Load(path)).Message;
        Assert.Contains("normal scores", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_stay_labels_and_are_saved()
    {
        float[] x = new float[300];
        new Rng(1).FillGaussian(x);
        PairedData data = PairedData.From(x, Array.ConvertAll(x, v => v < -0.4f ? 0f : v < 0.4f ? 1 : 2));
        using var estimator = new ScoredBesideLabels();

        // log 3 nats, of which 200 steps learn most.
        Assert.InRange(estimator.Fit(data).Value, 0.5, 1.1);
        estimator.Save(path);
        using var loaded = new ScoredBesideLabels();
        loaded.Load(path);
        Assert.Equal(estimator.PointwiseInformation(data), loaded.PointwiseInformation(data));
    }

    [Fact]
    public void A_constant_column_is_no_obstacle()
    {
        float[] x = new float[400], y = new float[200];
        new Rng(1).FillGaussian(y);
        for (int i = 0; i < y.Length; i++)
        {
            (x[2 * i], x[2 * i + 1]) = (y[i], 7);
        }

        using var estimator = new ScoredNce();
        Assert.True(estimator.Fit(PairedData.From(x, 2, y, 1)).Value > 0.5);
    }

    /// <summary>The truth is 1.02 nats; 400 steps leave less than 0.25 of it unlearned.</summary>
    [Fact]
    public void Of_draws()
    {
        using var estimator = new ScoredDraws();
        LowerBound value = estimator.Fit();
        Assert.InRange(value.Value, 0.77, 1.1);
        Assert.Equal(value.Value, estimator.Evaluate().Value);
        Assert.Equal(4096, ((NormalScores)Emitted.Preparation(estimator)).Y.Count);
    }
}
