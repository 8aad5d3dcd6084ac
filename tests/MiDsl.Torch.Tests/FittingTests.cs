using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Schedules of the learning rate, averaged weights, cross-fitting and parts of the user's own.</summary>
public sealed class FittingTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void The_learning_rate_falls_along_a_cosine()
    {
        using var estimator = new CosineNce();
        using var plain = new PlainNce();
        float[][] falling = Weights(estimator, 2), constant = Weights(plain, 2);
        Assert.Equal(constant[0], falling[0]);

        // The second step starts from the same weights: a tenth of the way, (1 + cos(pi / 10)) / 2 of the rate.
        double share = (1 + Math.Cos(Math.PI / 10)) / 2;
        Near.Vector(
            constant[1].Zip(constant[0], (b, a) => share * (b - a)), falling[1].Zip(falling[0], (b, a) => (double)b - a), 1e-3);
        foreach (int made in Enumerable.Range(2, 12))
        {
            Step(estimator, made);
            double expected = 0.1 * (1 + Math.Cos(Math.PI * Math.Min(made / 10.0, 0.95))) / 2;
            Near.Number(expected, Emitted.LearningRate(estimator), 1e-12);
        }
    }

    /// <summary>From the raw weights after each step, by hand: w = d w + (1 - d) now, d = min(0.5, k / (k + 10)).</summary>
    [Theory]
    [InlineData(typeof(AveragedNce))]
    [InlineData(typeof(OwnAveraged))]
    public void The_average_is_that_of_the_steps_and_everything_reads_it(Type type)
    {
        using var stepped = new Any(type);
        double[] average = [];
        foreach ((int k, float[] now) in Weights(stepped.Instance, 14).Index())
        {
            double d = Math.Min(0.5, k / (k + 10.0));
            average = [.. now.Select((w, i) => k == 0 ? w : (d * average[i]) + ((1 - d) * w))];
        }

        PairedData data = Gaussians.Data(0.8, 200, 3);
        float[] raw = Emitted.Weights(stepped.Instance);
        stepped.Save(path);
        double value = stepped.Evaluate(data).Value;
        float[] densities = stepped.PointwiseInformation(data);
        Assert.Equal(raw, Emitted.Weights(stepped.Instance));

        using var loaded = new Any(type);
        loaded.Load(path);
        float[] saved = Emitted.Weights(loaded.Instance);
        Near.Vector(average, saved.Select(w => (double)w), 1e-5);
        Assert.NotEqual(raw, saved);
        Assert.Equal(loaded.Evaluate(data).Value, value);
        Assert.Equal(loaded.PointwiseInformation(data), densities);
    }

    [Fact]
    public void A_decay_that_averages_nothing_is_refused()
    {
        using OwnNetwork network = new(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AveragedWeights(network, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AveragedWeights(network, double.NaN));
    }

    [Fact]
    public void Validation_and_the_best_weights_are_of_the_average_and_training_is_not()
    {
        PairedData data = Gaussians.Data(0.8, 500, 2);
        using var plain = new DataNce();
        using var averaged = new AveragedDataNce();
        plain.Fit(data);
        LowerBound value = averaged.Fit(data);
        TrainingSummary with = Emitted.Summary(averaged), without = Emitted.Summary(plain);
        int common = Math.Min(with.History.Length, without.History.Length);
        Assert.Equal(without.History.Take(common).Select(look => look.Training), with.History.Take(common).Select(look => look.Training));
        Assert.DoesNotContain(with.History.Take(common), look => without.History.Any(other => other.Validation == look.Validation));

        PairedData validation = DataSplit.Create(data, 0.2, 0.2, seed: 0, minimum: 4).Validation;
        Near.Number(with.BestValidation, averaged.EvaluateInSample(validation).Value, 1e-9);
        averaged.Save(path);
        using var loaded = new AveragedDataNce();
        loaded.Load(path);
        Assert.Equal(Emitted.Weights(averaged), Emitted.Weights(loaded));
        Assert.InRange(value.Value, 0.5, 1.3);
    }

    [Fact]
    public void Cross_fitting_gives_the_mean_over_folds_of_all_pairs()
    {
        PairedData data = Gaussians.Data(0.8, 1500, 1);
        var looks = new List<TrainingProgress>();
        using var estimator = new FoldedDv();
        LowerBound value = estimator.Fit(data, new Listener(looks.Add));
        Assert.Equal([1, 2, 3], looks.Select(look => look.Fold).Distinct());
        Assert.All(looks, look => Assert.Equal(3, look.Folds));

        // The truth is 0.511 nats; 300 steps leave less than 0.15 unlearned.
        Assert.InRange(value.Value, Gaussians.Information(0.8, 1) - 0.15, Gaussians.Information(0.8, 1) + (4 * value.StandardError));
        Assert.Equal("plug-in", Assert.Single(value.Alongside).Name);
        Assert.Equal(DataRole.HeldOut, value.Data);

        // Fold by fold by hand.
        DataSplit[] folds = DataSplit.Folds(data, 3, 0.2, seed: 0, minimum: 4);
        using var single = new FoldedDv();
        LowerBound[] values = [.. folds.Select(fold => single.Fit(fold))];
        double[] weights = [.. values.Select(v => v.Pairs / (double)values.Sum(other => other.Pairs))];
        Near.Number(values.Zip(weights, (v, w) => w * v.Value).Sum(), value.Value, 1e-12);
        Near.Number(Math.Sqrt(values.Zip(weights, (v, w) => Math.Pow(w * v.StandardError, 2)).Sum()), value.StandardError, 1e-12);
        Assert.Equal(values.Sum(v => v.Pairs), value.Pairs);
        Assert.InRange(value.Pairs, 1300, 1500);

        // The last fold's critic stays, and refuses what it has seen.
        Assert.Equal(values[2].Value, estimator.Evaluate(folds[2].Test).Value);
        Assert.Throws<InvalidOperationException>(() => estimator.Evaluate(folds[0].Test));
        Assert.True(double.IsFinite(estimator.Evaluate(Gaussians.Data(0.8, 300, 1, seed: 9)).Value));
    }

    [Fact]
    public void Parts_of_the_users_own()
    {
        PairedData data = Gaussians.Data(0.8, 500, 2);
        DataSplit split = DataSplit.Create(data, 0.2, 0.2, seed: 0, minimum: 4);
        using var estimator = new DataNce();
        Assert.Equal(estimator.Fit(data).Value, estimator.Fit(split).Value);
        float[] before = Emitted.Weights(estimator);
        Assert.Throws<DataException>(() => estimator.Fit(split with { Test = split.Train }));
        Assert.Equal(before, Emitted.Weights(estimator));

        // Held out by the caller, so a bound, though the declaration holds none out.
        using var declared = new NoTestPairs();
        LowerBound value = declared.Fit(split);
        Assert.Equal(DataRole.HeldOut, value.Data);
    }

    /// <summary>After each of the steps.</summary>
    private static float[][] Weights(object estimator, int steps) => [.. Enumerable.Range(0, steps).Select(step =>
    {
        Step(estimator, step);
        return Emitted.Weights(estimator);
    })];

    private static void Step(dynamic estimator, int step)
    {
        using DisposeScope scope = NewDisposeScope();
        estimator.Step(tensor(Tensors.Gaussian(2 * step, 8, 3)), tensor(Tensors.Gaussian((2 * step) + 1, 8, 3)));
    }
}
