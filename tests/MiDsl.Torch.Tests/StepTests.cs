using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Single steps of a bilinear critic, worked out: which way, how far, with what denominator, how clipped.</summary>
public sealed class StepTests
{
    private const int N = 6;
    private const double Rate = 0.1;

    [Theory]
    [InlineData(typeof(PlainNce))]
    [InlineData(typeof(PlainDv))]
    [InlineData(typeof(SlowDv))]
    [InlineData(typeof(PlainNwj))]
    [InlineData(typeof(PlainSmile))]
    public void A_step_climbs_the_gradient_and_the_batch_value_is_that_before_it(Type type)
    {
        using var estimator = new Any(type);
        double emaRate = type == typeof(PlainDv) ? 0.3 : 0.01;
        double ema = double.NaN;
        double[]? weights = null;
        foreach (int step in Enumerable.Range(0, 5))
        {
            (float[,] x, float[,] y) = Batch(step, sd: 0.6f);
            weights ??= First(type, x, y);
            double[,] f = Critic(weights).Scores(Near.Doubles(x), Near.Doubles(y));
            double mean = ReferenceBounds.Negatives(f).Average(Math.Exp);
            ema = step == 0 ? mean : ((1 - emaRate) * ema) + (emaRate * mean);
            Func<double[,], double> ascended =
                type == typeof(PlainSmile) ? ReferenceBounds.JensenShannon
                : type == typeof(PlainDv) || type == typeof(SlowDv) ? g => ReferenceBounds.DividedByEma(g, ema)
                : ScoreValueTests.Reference(type);
            double[] gradient = Gradient(weights, x, y, ascended);

            estimator.Step(x, y);
            Func<double[,], double> value = type == typeof(SlowDv) ? ReferenceBounds.DonskerVaradhan : ScoreValueTests.Reference(type);
            Near.Number(value(f), estimator.LastBatchValue, 1e-4);
            double[] after = Wide(estimator);
            Near.Vector(gradient.Select(g => Rate * g), after.Zip(weights, (a, b) => a - b), 1e-3);
            weights = after;
        }
    }

    [Theory]
    [InlineData(typeof(DecayedSgd))]
    [InlineData(typeof(PlainAdam))]
    [InlineData(typeof(PlainRmsProp))]
    [InlineData(typeof(DecayedAdamW))]
    [InlineData(typeof(DefaultAdamW))]
    [InlineData(typeof(UndecayedAdamW))]
    public void First_step_of_the_optimizers(Type type)
    {
        (float[,] x, float[,] y) = Batch(0, sd: 1);
        double[] w = First(type, x, y);

        // Optimizers descend on minus the bound.
        double[] g = [.. Gradient(w, x, y, ReferenceBounds.InfoNce).Select(v => -v)];
        Func<double, double, double> move = type.Name switch
        {
            nameof(DecayedSgd) => (wk, gk) => -Rate * (gk + (0.2 * wk)),
            nameof(PlainAdam) => (_, gk) => -Rate * gk / (Math.Abs(gk) + 1e-8),
            nameof(PlainRmsProp) => (_, gk) => -Rate * gk / ((0.1 * Math.Abs(gk)) + 1e-8),
            nameof(DecayedAdamW) => (wk, gk) => -Rate * ((gk / (Math.Abs(gk) + 1e-8)) + (0.2 * wk)),
            nameof(DefaultAdamW) => (wk, gk) => -Rate * ((gk / (Math.Abs(gk) + 1e-8)) + (0.01 * wk)),
            _ => (_, gk) => -Rate * gk / (Math.Abs(gk) + 1e-8),
        };
        double[] after = After(type, x, y);
        Near.Vector(w.Zip(g, move), after.Zip(w, (a, b) => a - b), 1e-4);
    }

    /// <summary>A gradient of norm above the limit is scaled to it and keeps its direction; a small one is left alone.</summary>
    [Theory]
    [InlineData(typeof(ClippedByNorm), typeof(PlainNce), 0.25)]
    [InlineData(typeof(OwnClippedByNorm), typeof(OwnPlain), 0.02)]
    public void Clipping_by_norm_bounds_the_step(Type clipped, Type plain, double limit)
    {
        foreach (float sd in (float[])[2, 0.02f])
        {
            (float[,] x, float[,] y) = Batch(1, sd);
            double[] free = Move(plain, x, y);
            double norm = Norm(free) / Rate;
            Assert.True(sd > 1 ? norm > 1.2 * limit : norm < limit, $"norm {norm} tests nothing");
            double scale = Math.Min(1, limit / norm);
            double[] moved = Move(clipped, x, y);
            Near.Vector(free.Select(m => scale * m), moved, 1e-3);
            Assert.True(Norm(moved) <= Rate * limit * 1.0001);
        }
    }

    [Theory]
    [InlineData(typeof(ClippedByValue), typeof(PlainNce), 0.8)]
    [InlineData(typeof(OwnClippedByValue), typeof(OwnPlain), 0.01)]
    public void Clipping_by_value_bounds_each_entry(Type clipped, Type plain, double limit)
    {
        (float[,] x, float[,] y) = Batch(1, sd: 1);
        double[] free = Move(plain, x, y);
        double[] moved = Move(clipped, x, y);
        Assert.Contains(free, m => Math.Abs(m) > Rate * limit);
        Assert.Contains(free, m => Math.Abs(m) < Rate * limit);
        Near.Vector(free.Select(m => Math.Clamp(m, -Rate * limit, Rate * limit)), moved, 1e-3);
    }

    /// <summary>A batch of another size than declared: InfoNCE's K and the number of negatives are the batch's own.</summary>
    [Theory]
    [InlineData(typeof(PlainNce))]
    [InlineData(typeof(PlainDv))]
    [InlineData(typeof(PlainNwj))]
    public void Batches_of_any_size(Type type)
    {
        foreach (int n in (int[])[2, 3, 100])
        {
            float[,] x = Tensors.Gaussian(60, n, 3);
            float[,] y = Tensors.Gaussian(61, n, 3);
            double[] weights = First(type, x, y);
            using var estimator = new Any(type);
            estimator.Step(x, y);
            Near.Number(ScoreValueTests.Reference(type)(Critic(weights).Scores(Near.Doubles(x), Near.Doubles(y))), estimator.LastBatchValue, 1e-4);
        }
    }

    [Fact]
    public void Other_dimensions_than_the_first_batch_are_refused()
    {
        using var estimator = new Any(typeof(PlainNce));
        (float[,] x, float[,] y) = Batch(0, sd: 1);
        estimator.Step(x, y);
        var e = Assert.Throws<ArgumentException>(() => estimator.Step(Tensors.Gaussian(1, N, 4), y));
        Assert.Contains("X has 4 dimensions", e.Message, StringComparison.Ordinal);
        using var declared = new Any(typeof(SmallDv));
        e = Assert.Throws<ArgumentException>(() => declared.Step(Tensors.Gaussian(1, N, 2), y));
        Assert.Contains("Y has 3 dimensions", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_trained_says_what_to_call()
    {
        using var estimator = new Any(typeof(PlainNce));
        var e = Assert.Throws<InvalidOperationException>(() => estimator.Evaluate(Gaussians.Data(0, 10, 2)));
        Assert.Contains("Fit", e.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => estimator.Save("nowhere"));
        Assert.Throws<InvalidOperationException>(() => estimator.PointwiseInformation(Gaussians.Data(0, 10, 2)));
    }

    private static (float[,] X, float[,] Y) Batch(int step, float sd)
    {
        float[,] x = Tensors.Gaussian(70 + step, N, 3, sd);
        float[,] y = Tensors.Gaussian(80 + step, N, 3, sd);
        for (int k = 0; k < x.Length; k++)
        {
            y[k / 3, k % 3] += x[k / 3, k % 3];
        }

        return (x, y);
    }

    private static ReferenceCritic Critic(double[] weights) => new(CriticForm.Bilinear, 3, 3, [], 0, Activation.ReLU, weights);

    private static double[] Gradient(double[] weights, float[,] x, float[,] y, Func<double[,], double> ascended)
    {
        var at = new double[1, weights.Length];
        Buffer.BlockCopy(weights, 0, at, 0, weights.Length * sizeof(double));
        return ReferenceBounds.Differences(
            w => ascended(Critic(ReferenceCritic.Row(w, 0)).Scores(Near.Doubles(x), Near.Doubles(y))), at);
    }

    private static double[] Wide(Any estimator) => [.. Emitted.Weights(estimator.Instance).Select(w => (double)w)];

    /// <summary>The weights that the seed gives.</summary>
    private static double[] First(Type type, float[,] x, float[,] y)
    {
        using var estimator = new Any(type);
        using DisposeScope scope = NewDisposeScope();
        estimator.Objective(tensor(x), tensor(y));
        return Wide(estimator);
    }

    private static double[] After(Type type, float[,] x, float[,] y)
    {
        using var estimator = new Any(type);
        estimator.Step(x, y);
        return Wide(estimator);
    }

    private static double[] Move(Type type, float[,] x, float[,] y) => [.. After(type, x, y).Zip(First(type, x, y), (a, b) => a - b)];

    private static double Norm(double[] v) => Math.Sqrt(v.Sum(t => t * t));
}
