using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>What training ascends: its gradient with respect to the scores, in float64.</summary>
public sealed class ScoreGradientTests
{
    [Theory]
    [InlineData(typeof(PlainNce))]
    [InlineData(typeof(PlainDv))]
    [InlineData(typeof(PlainNwj))]
    [InlineData(typeof(PlainSmile))]
    [InlineData(typeof(SmileOfFive))]
    [InlineData(typeof(SmileUnclipped))]
    public void Gradient_of_the_value_equals_finite_differences(Type bound)
    {
        foreach (int n in (int[])[2, 3, 7])
        {
            double[,] f = Tensors.GaussianScores(10 + n, n, 1.5);
            Near.Vector(ReferenceBounds.Differences(ScoreValueTests.Reference(bound), f), GradientOf(bound, f, value: true), 1e-6);
        }
    }

    /// <summary>InfoNCE and NWJ ascend their value; SMILE the Jensen-Shannon objective; DV, before any batch, its value.</summary>
    [Theory]
    [InlineData(typeof(PlainNce))]
    [InlineData(typeof(PlainDv))]
    [InlineData(typeof(PlainNwj))]
    [InlineData(typeof(PlainSmile))]
    [InlineData(typeof(SmileUnclipped))]
    public void Gradient_of_what_is_ascended_equals_finite_differences(Type bound)
    {
        Func<double[,], double> ascended = bound.Name.Contains("Smile", StringComparison.Ordinal)
            ? ReferenceBounds.JensenShannon
            : ScoreValueTests.Reference(bound);
        foreach (int n in (int[])[2, 3, 7])
        {
            double[,] f = Tensors.GaussianScores(20 + n, n, 1.5);
            Near.Vector(ReferenceBounds.Differences(ascended, f), GradientOf(bound, f, value: false), 1e-6);
        }
    }

    /// <summary>Sigmoids saturate: the Jensen-Shannon gradient of scores of +-80 is finite, and 1/N for a lost positive.</summary>
    [Fact]
    public void Jensen_Shannon_gradient_of_large_scores()
    {
        double[] gradient = GradientOf(typeof(PlainSmile), new double[,] { { -80, -80 }, { 80, 80 } }, value: false);
        Near.Vector([0.5, 0, -0.5, 0], gradient, 1e-12);
    }

    /// <summary>
    /// NWJ's partition weighs each negative by e^(f - 1) / N (N - 1), at most 10,000 in all: an exploded critic is pulled
    /// back by a finite gradient. Below the cap (here e^9 = 8,103) nothing is changed.
    /// </summary>
    [Theory]
    [InlineData(10, 8103.083927575384)]
    [InlineData(40, 10_000)]
    [InlineData(1000, 10_000)]
    public void Nwj_gradient_of_an_exploded_critic_is_capped(double level, double weight)
    {
        double[] gradient = GradientOf(typeof(PlainNwj), new[,] { { 1, level }, { level, 1 } }, value: false);
        Near.Vector([0.5, -weight / 2, -weight / 2, 0.5], gradient, 1e-9);
    }

    [Theory]
    [InlineData(typeof(PlainDv), 0.3)]
    [InlineData(typeof(SlowDv), 0.01)]
    public void Moving_average_starts_at_the_first_batch_and_divides_after_its_update(Type bound, double rate)
    {
        using Emitted.ScoreObjective objective = Emitted.Objective(bound);
        Assert.True(double.IsNaN(objective.LogEma));
        double ema = double.NaN;
        foreach (int batch in Enumerable.Range(0, 6))
        {
            double[,] f = Tensors.GaussianScores(100 + batch, 4, 1);
            double mean = ReferenceBounds.Negatives(f).Average(Math.Exp);
            ema = batch == 0 ? mean : ((1 - rate) * ema) + (rate * mean);
            using Tensor scores = tensor(f);
            objective.Observe(scores);
            Near.Number(Math.Log(ema), objective.LogEma, 1e-12);

            double[] expected = ReferenceBounds.Differences(s => ReferenceBounds.DividedByEma(s, ema), f);
            Near.Vector(expected, GradientOf(objective, f, value: false), 1e-6);
        }
    }

    /// <summary>Far from the average (here e^40 times) the ratio is capped, so that one batch cannot throw the weights away.</summary>
    [Fact]
    public void Ratio_to_the_moving_average_is_capped()
    {
        using Emitted.ScoreObjective objective = Emitted.Objective(typeof(SlowDv));
        using Tensor calm = tensor(new double[,] { { 0, 0 }, { 0, 0 } });
        objective.Observe(calm);
        double[,] wild = { { 1, 40 }, { 39, 1 } };
        double[] gradient = GradientOf(objective, wild, value: false);

        double softmax = 1 / (1 + Math.Exp(-1));
        Near.Vector([0.5, -10 * softmax, -10 * (1 - softmax), 0.5], gradient, 1e-9);
    }

    /// <summary>
    /// The average is kept as a logarithm: e^-300 and e^300 leave it finite. A batch counts at most as ten times the
    /// average, so an outlier cannot silence the second term; downwards the average follows as it should.
    /// </summary>
    [Theory]
    [InlineData(-300, 300, -299.9138183)] // log(0.99 + 0.01 * 10)
    [InlineData(300, 301, 300.0170368)] // log(0.99 + 0.01 e)
    [InlineData(300, -300, 299.9899497)] // log 0.99
    public void Moving_average_is_kept_in_log_space(double first, double second, double expected)
    {
        using Emitted.ScoreObjective objective = Emitted.Objective(typeof(SlowDv));
        foreach (double level in (double[])[first, second])
        {
            using Tensor scores = full([3, 3], level, float64);
            objective.Observe(scores);
        }

        Near.Number(expected, objective.LogEma, 1e-7);
    }

    /// <summary>Looking at a batch, and reading the value, does not move the average.</summary>
    [Fact]
    public void Only_Observe_moves_the_average()
    {
        using Emitted.ScoreObjective objective = Emitted.Objective(typeof(PlainDv));
        double[,] f = Tensors.GaussianScores(1, 4, 1);
        using Tensor scores = tensor(f);
        objective.Observe(scores);
        double before = objective.LogEma;
        double[,] other = Tensors.GaussianScores(2, 4, 3);
        GradientOf(objective, other, value: false);
        GradientOf(objective, other, value: true);
        Assert.Equal(before, objective.LogEma);
    }

    private static double[] GradientOf(Type bound, double[,] f, bool value)
    {
        using Emitted.ScoreObjective objective = Emitted.Objective(bound);
        return GradientOf(objective, f, value);
    }

    private static double[] GradientOf(Emitted.ScoreObjective objective, double[,] f, bool value)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scores = tensor(f, requires_grad: true);
        (value ? objective.Value(scores) : objective.Ascended(scores)).backward();
        return Tensors.Gradient(scores);
    }
}
