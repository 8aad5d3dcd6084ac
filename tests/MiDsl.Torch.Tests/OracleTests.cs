using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>
/// The emitted bounds on scores of known critics, no training, against numbers that an independent program in numpy gave
/// (200,000 pairs or more): jointly Gaussian x, y, scores around the exact log ratio. Ours take 200,000 pairs too; where
/// nothing else is said 0.03 is five standard errors of the difference at least, passed by chance once in a million.
/// </summary>
public sealed class OracleTests
{
    private const int Count = 200_000;

    /// <summary>y = x on a million symbols: matches score c, all else -50. At most 1 + log(K / alpha).</summary>
    [Theory]
    [InlineData(2, 2.652)]
    [InlineData(5, 5.076)]
    [InlineData(10, 5.844)]
    [InlineData(20, 5.852)]
    public void I_alpha_on_many_symbols(double match, double expected)
    {
        var scores = new double[4, 65];
        for (int k = 0; k < scores.Length; k++)
        {
            scores[k / 65, k % 65] = k % 65 == 0 ? match : -50;
        }

        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(expected, Value(typeof(ShiftedAlpha), tensor(scores)), 5e-3);
    }

    /// <summary>One nat, eight negatives, a critic that is the log ratio plus a constant: only NWJ's own constant 1 is without loss.</summary>
    [Theory]
    [InlineData(0, 0.790)]
    [InlineData(1, 0.952)]
    [InlineData(6, 0.553)]
    public void I_alpha_on_Gaussians(double offset, double expected)
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(expected, Value(typeof(ShiftedAlpha), LogRatios(1, negatives: 8).Scores + offset), 0.03);
    }

    [Theory]
    [InlineData(0, 0.632)]
    [InlineData(1, 0.995)]
    public void Nwj_on_Gaussians(double offset, double expected)
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(expected, Value(typeof(ShiftedNwj), LogRatios(1, negatives: 8).Scores + offset), 0.03);
    }

    [Fact]
    public void InfoNce_on_Gaussians()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(0.805, Value(typeof(ShiftedNce), LogRatios(1, negatives: 7).Scores), 0.03);
    }

    /// <summary>f = .8 log ratio + .3 sin x under three baselines, below one nat each.</summary>
    [Theory]
    [InlineData("1", 0.952)]
    [InlineData("e", 0.489)]
    [InlineData("exp(.3 x^2)", 0.814)]
    public void Tuba_on_Gaussians(string baseline, double expected)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor ratios) = LogRatios(1, negatives: 4);
        Tensor logA = baseline switch { "1" => zeros_like(x), "e" => ones_like(x), _ => 0.3 * x.square() };
        Assert.Equal(expected, Value(typeof(DrawnTuba), (0.8 * ratios) + (0.3 * x.sin()) - logA), 0.03);
    }

    /// <summary>At the optimum the Jensen-Shannon objective is 2 JSD - log 4, and every change of the critic lowers it.</summary>
    [Theory]
    [InlineData(1, 0, -0.874)]
    [InlineData(0.8, 0, -0.882)]
    [InlineData(1.2, 0, -0.880)]
    [InlineData(1, 0.3, -0.887)]
    [InlineData(1, -0.3, -0.887)]
    public void Jensen_Shannon_objective_on_Gaussians(double scale, double offset, double expected)
    {
        using DisposeScope scope = NewDisposeScope();
        using Emitted.ScoreObjective objective = Emitted.Objective(typeof(DrawnSmile));
        Assert.Equal(expected, objective.Ascended((scale * LogRatios(1, negatives: 8).Scores) + offset).ToDouble(), 0.01);
    }

    /// <summary>The readers of a Jensen-Shannon critic: NWJ of f + 1, and Donsker-Varadhan, both one nat.</summary>
    [Fact]
    public void Readers_of_the_log_ratio()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor ratios = LogRatios(1, negatives: 8).Scores;
        Assert.Equal(1.0, Value(typeof(DrawnOfData), ratios), 0.03);
        Assert.Equal(1.0, Value(typeof(ShiftedDv), ratios), 0.03);
    }

    /// <summary>SMILE at the exact log ratio of two nats: clipping the partition at tau 1 lifts the value above the truth.</summary>
    [Fact]
    public void Smile_on_Gaussians()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(2.334, Value(typeof(DrawnSmile), LogRatios(2, negatives: 8).Scores), 0.03);
    }

    /// <summary>CLUB with the exact conditional is rho^2 / (1 - rho^2) = 6.389 for one nat; a crude model is on either side.</summary>
    [Theory]
    [InlineData(1, 0, 0, 6.389, 0.15)]
    [InlineData(1, 1, 0.05, 0.046, 0.01)]
    [InlineData(1, 5, 1, 0.185, 0.01)]
    [InlineData(0.02, 1, 0.5, 0.0998, 0.01)]
    [InlineData(0.02, 0.2, 0.3, 0.299, 0.03)]
    public void Club_on_Gaussians(double information, double variance, double slope, double expected, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        double rho = Math.Sqrt(1 - Math.Exp(-2 * information));
        (double v, double c) = variance == 0 ? (1 - (rho * rho), rho) : (variance, slope);
        (Tensor x, Tensor y) = Pairs(information, negatives: 8);
        Assert.Equal(expected, Value(typeof(ClubRows), (y - (c * x)).square() / (-2 * v)), tolerance);
    }

    /// <summary>MINE-f is below MINE on the same negatives, whatever the scores.</summary>
    [Fact]
    public void Nwj_is_at_most_Donsker_Varadhan()
    {
        using DisposeScope scope = NewDisposeScope();
        for (int seed = 0; seed < 20; seed++)
        {
            Tensor scores = tensor(Tensors.GaussianScores(seed, 16, 2));
            Assert.True(Value(typeof(SeparableNwj), scores) <= Value(typeof(SeparableDv), scores) + 1e-12);
        }
    }

    /// <summary>
    /// The mean of e^f over negatives is 1 at the log ratio. A permutation that may keep a pair would make it 1.15 for one nat
    /// and batches of 32, by the numpy program; 0.05 is more than five standard errors.
    /// </summary>
    [Fact]
    public void Shifted_negatives_hold_no_positive()
    {
        const int Batch = 32;
        double sum = 0;
        for (int b = 0; b < Count / Batch; b++)
        {
            using DisposeScope scope = NewDisposeScope();
            (float[] x, float[] y) = Gaussian(1, Batch, b);
            Tensor index = PairIndex.CyclicShifts(Batch, 1, new Rng(0, RandomStream.Negatives, b), CPU);
            Tensor negatives = PairIndex.Take(tensor(y, float64), index).select(1, 1);
            sum += LogRatio(tensor(x, float64), negatives, 1).exp().mean().ToDouble();
        }

        Assert.Equal(1, sum / (Count / Batch), 0.05);
    }

    /// <summary>
    /// All off-diagonal pairs scatter far less than one negative a pair: (e^2I - 1) / n (n - 1) = .0005 against (e^2I - 1) / n =
    /// .0154 for .2 nats in batches of 32. Heavy tails, so the ranges are wide.
    /// </summary>
    [Fact]
    public void Pairs_of_the_whole_batch_scatter_less_than_one_shift()
    {
        const int Batch = 32, Batches = 3000;
        double[] all = new double[Batches], shifted = new double[Batches];
        for (int b = 0; b < Batches; b++)
        {
            using DisposeScope scope = NewDisposeScope();
            (float[] x, float[] y) = Gaussian(0.2, Batch, b);
            Tensor e = LogRatio(tensor(x, float64).unsqueeze(1), tensor(y, float64).unsqueeze(0), 0.2).exp();
            all[b] = InBatch.Negatives(e).mean().ToDouble();
            shifted[b] = e.roll(-1, 1).diagonal().mean().ToDouble();
        }

        Assert.InRange(Variance(all), 0.0003, 0.0009);
        Assert.InRange(Variance(shifted), 0.010, 0.021);
    }

    private static double Value(Type bound, Tensor scores)
    {
        using Emitted.ScoreObjective objective = Emitted.Objective(bound);
        return objective.Value(scores).ToDouble();
    }

    private static double Variance(double[] values) => values.Average(v => (v - values.Average()) * (v - values.Average()));

    private static (Tensor X, Tensor Scores) LogRatios(double information, int negatives)
    {
        (Tensor x, Tensor y) = Pairs(information, negatives);
        return (x, LogRatio(x, y, information));
    }

    /// <summary>x [n, 1], and y [n, 1 + M], the paired one first, then independent ones.</summary>
    private static (Tensor X, Tensor Y) Pairs(double information, int negatives)
    {
        (float[] x, float[] y) = Gaussian(information, Count, 0);
        float[] others = new float[Count * negatives];
        new Rng(2).FillGaussian(others);
        return (tensor(x, float64).unsqueeze(1), cat([tensor(y, float64).unsqueeze(1), tensor(others, float64).view(Count, negatives)], 1));
    }

    private static (float[] X, float[] Y) Gaussian(double information, int count, long step)
    {
        float[] x = new float[count], y = new float[count];
        Gaussians.Draw(Math.Sqrt(1 - Math.Exp(-2 * information)), new Rng(1, RandomStream.User, step), x, y);
        return (x, y);
    }

    /// <summary>log p(x, y) / p(x) p(y) of a Gaussian pair.</summary>
    private static Tensor LogRatio(Tensor x, Tensor y, double information)
    {
        double rho2 = 1 - Math.Exp(-2 * information), rho = Math.Sqrt(rho2);
        return information - (((rho2 * (x.square() + y.square())) - (2 * rho * x * y)) / (2 * (1 - rho2)));
    }
}
