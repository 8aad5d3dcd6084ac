using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Emitted critics against one worked out pair by pair, and gradients through them into both arguments.</summary>
public sealed class CriticTests
{
    private const int N = 5;

    public static TheoryData<Type, int, int> Critics()
    {
        var data = new TheoryData<Type, int, int>();
        foreach (Type critic in (Type[])
        [
            typeof(SeparableReLU), typeof(SeparableELU), typeof(SeparableSiLU), typeof(SeparableGELU), typeof(SeparableTanh), typeof(SeparableLeakyReLU),
            typeof(ConcatenatedReLU), typeof(ConcatenatedELU), typeof(ConcatenatedSiLU), typeof(ConcatenatedGELU), typeof(ConcatenatedTanh), typeof(ConcatenatedLeakyReLU),
            typeof(BilinearOfData), typeof(LinearEmbeddings),
        ])
        {
            data.Add(critic, 1, 1);
            data.Add(critic, 3, 5);
            data.Add(critic, 4, 1);
        }

        data.Add(typeof(HalfDeclared), 3, 2);
        return data;
    }

    [Theory]
    [MemberData(nameof(Critics))]
    public void Scores_of_a_batch_are_those_of_the_explicit_pairs(Type type, int xDim, int yDim)
    {
        using var estimator = new Any(type);
        (float[,] x, float[,] y) = Batch(estimator, xDim, yDim);
        double[,] expected = Reference(estimator, type, xDim, yDim).Scores(Near.Doubles(x), Near.Doubles(y));
        Near.Vector(expected.Cast<double>(), Emitted.Scores(estimator.Instance, x, y).Cast<double>(), 1e-5);
    }

    /// <summary>More rows of one than of the other: f is [n, m], not its transpose.</summary>
    [Theory]
    [InlineData(typeof(SeparableTanh))]
    [InlineData(typeof(ConcatenatedTanh))]
    [InlineData(typeof(BilinearOfData))]
    public void Rows_of_the_scores_belong_to_x(Type type)
    {
        using var estimator = new Any(type);
        (float[,] x, _) = Batch(estimator, 3, 5);
        float[,] y = Tensors.Gaussian(9, 7, 5);
        double[,] expected = Reference(estimator, type, 3, 5).Scores(Near.Doubles(x), Near.Doubles(y));
        double[,] actual = Emitted.Scores(estimator.Instance, x, y);
        Assert.Equal((N, 7), (actual.GetLength(0), actual.GetLength(1)));
        Near.Vector(expected.Cast<double>(), actual.Cast<double>(), 1e-5);
    }

    [Fact]
    public void Own_network_gets_its_rows_paired()
    {
        using var estimator = new Any(typeof(OwnOfData));
        (float[,] x, float[,] y) = Batch(estimator, 2, 3);
        float[,] more = Tensors.Gaussian(9, 7, 3);
        double[,] actual = Emitted.Scores(estimator.Instance, x, more);
        ReferenceCritic reference = Own(estimator, 2, 3);
        Near.Vector(reference.Scores(Near.Doubles(x), Near.Doubles(more)).Cast<double>(), actual.Cast<double>(), 1e-5);
        Assert.Equal((N, 7), (actual.GetLength(0), actual.GetLength(1)));
        Assert.Equal(N, y.GetLength(0));
    }

    /// <summary>
    /// Single precision against differences of the reference in double precision: 1e-4 of the greatest entry is a
    /// hundred times the rounding and a hundredth of what a wrong term would do.
    /// </summary>
    [Theory]
    [MemberData(nameof(Critics))]
    public void Objective_is_differentiable_in_both_arguments(Type type, int xDim, int yDim)
    {
        using var estimator = new Any(type);
        (float[,] x, float[,] y) = Batch(estimator, xDim, yDim);
        CheckObjective(estimator, Reference(estimator, type, xDim, yDim), x, y, ReferenceBounds.InfoNce, ReferenceBounds.InfoNce);
    }

    [Fact]
    public void Objective_through_the_own_network()
    {
        using var estimator = new Any(typeof(OwnOfData));
        (float[,] x, float[,] y) = Batch(estimator, 2, 3);
        CheckObjective(estimator, Own(estimator, 2, 3), x, y, ReferenceBounds.InfoNce, ReferenceBounds.InfoNce);
    }

    [Fact]
    public void Objective_of_Nwj()
    {
        using var estimator = new Any(typeof(SeparableNwjOfData));
        (float[,] x, float[,] y) = Batch(estimator, 3, 5);
        CheckObjective(estimator, Reference(estimator, typeof(SeparableNwjOfData), 3, 5), x, y, ReferenceBounds.Nwj, ReferenceBounds.Nwj);
    }

    /// <summary>The number is SMILE's, the gradient the Jensen-Shannon one; tau = 0.05 clips nearly every score.</summary>
    [Fact]
    public void Objective_of_Smile()
    {
        using var estimator = new Any(typeof(ConcatenatedSmileOfData));
        (float[,] x, float[,] y) = Batch(estimator, 3, 5);
        CheckObjective(
            estimator, Reference(estimator, typeof(ConcatenatedSmileOfData), 3, 5), x, y,
            f => ReferenceBounds.Smile(f, 0.05), ReferenceBounds.JensenShannon);
    }

    /// <summary>The number is the plug-in value of the batch; the gradient is divided by the moving average of the steps before.</summary>
    [Fact]
    public void Objective_of_Donsker_Varadhan_after_steps()
    {
        const double Rate = 0.3;
        using var estimator = new Any(typeof(ConcatenatedDvOfData));
        double ema = double.NaN;
        foreach (int step in Enumerable.Range(0, 4))
        {
            (float[,] bx, float[,] by) = (Tensors.Gaussian(30 + step, N, 3, 3), Tensors.Gaussian(40 + step, N, 5, 3));
            if (step == 0)
            {
                Batch(estimator, 3, 5); // makes the critic
            }

            double mean = ReferenceBounds.Negatives(Emitted.Scores(estimator.Instance, bx, by)).Average(Math.Exp);
            ema = step == 0 ? mean : ((1 - Rate) * ema) + (Rate * mean);
            estimator.Step(bx, by);
        }

        (float[,] x, float[,] y) = (Tensors.Gaussian(50, N, 3), Tensors.Gaussian(51, N, 5));
        CheckObjective(
            estimator, Reference(estimator, typeof(ConcatenatedDvOfData), 3, 5), x, y,
            ReferenceBounds.DonskerVaradhan, f => ReferenceBounds.DividedByEma(f, ema));
    }

    /// <summary>A term of a larger loss must not train the critic behind its back.</summary>
    [Theory]
    [InlineData(typeof(SeparableReLU))]
    [InlineData(typeof(BilinearOfData))]
    [InlineData(typeof(ConcatenatedTanh))]
    [InlineData(typeof(ConcatenatedDvOfData))]
    [InlineData(typeof(ConcatenatedSmileOfData))]
    [InlineData(typeof(OwnOfData))]
    public void Objective_leaves_the_weights_without_gradient(Type type)
    {
        using var estimator = new Any(type);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(Tensors.Gaussian(1, N, 2), requires_grad: true);
        Tensor y = tensor(Tensors.Gaussian(2, N, 3), requires_grad: true);
        estimator.Objective(x, y).backward();
        Assert.True(Tensors.HasGradient(x) && Tensors.HasGradient(y));
        Assert.All(Emitted.Critic(estimator.Instance).parameters(), p => Assert.All(Tensors.Gradient(p), g => Assert.Equal(0, g)));

        // The weights can still be trained.
        float[] before = Emitted.Weights(estimator.Instance);
        estimator.Step(Tensors.Gaussian(3, N, 2), Tensors.Gaussian(4, N, 3));
        Assert.NotEqual(before, Emitted.Weights(estimator.Instance));
    }

    /// <summary>Uniform in +-1 / sqrt(inputs), layer by layer: all within, the greatest near the end of the range.</summary>
    [Fact]
    public void Initial_weights_are_those_of_torch_linear_layers()
    {
        using var estimator = new Any(typeof(DataNce));
        Batch(estimator, 9, 4);
        float[] weights = Emitted.Weights(estimator.Instance);
        int start = 0;
        foreach ((int inputs, int outputs) in ((int, int)[])[(9, 16), (16, 4), (4, 16), (16, 4)])
        {
            float range = 1 / MathF.Sqrt(inputs);
            float[] layer = weights[start..(start + (inputs * outputs) + outputs)];
            start += layer.Length;
            Assert.InRange(layer.Max(), 0.8f * range, range);
            Assert.InRange(layer.Min(), -range, -0.8f * range);
        }

        Assert.Equal(weights.Length, start);
    }

    private static (float[,] X, float[,] Y) Batch(Any estimator, int xDim, int yDim)
    {
        float[,] x = Tensors.Gaussian(5, N, xDim);
        float[,] y = Tensors.Gaussian(6, N, yDim);
        using DisposeScope scope = NewDisposeScope();
        estimator.Objective(tensor(x), tensor(y));
        return (x, y);
    }

    private static ReferenceCritic Reference(Any estimator, Type type, int xDim, int yDim)
    {
        var critic = (CriticAttribute)type.GetCustomAttributes(typeof(CriticAttribute), inherit: false)[0];
        double[] weights = [.. Emitted.Weights(estimator.Instance).Select(w => (double)w)];
        return new ReferenceCritic(critic.Form, xDim, yDim, critic.Hidden, critic.Embedding, critic.Activation, weights);
    }

    private static ReferenceCritic Own(Any estimator, int xDim, int yDim) =>
        new(CriticForm.Concatenated, xDim, yDim, [6], 0, Activation.Tanh, [.. Emitted.Weights(estimator.Instance).Select(w => (double)w)]);

    private static void CheckObjective(
        Any estimator, ReferenceCritic critic, float[,] x, float[,] y, Func<double[,], double> value, Func<double[,], double> ascended)
    {
        (double[,] dx, double[,] dy) = (Near.Doubles(x), Near.Doubles(y));
        using DisposeScope scope = NewDisposeScope();
        Tensor tx = tensor(x, requires_grad: true);
        Tensor ty = tensor(y, requires_grad: true);
        Tensor objective = estimator.Objective(tx, ty);
        objective.backward();
        Assert.Equal(1, objective.numel());
        Near.Number(value(critic.Scores(dx, dy)), objective.to(float64).item<double>(), 1e-5);
        Near.Vector(ReferenceBounds.Differences(moved => ascended(critic.Scores(moved, dy)), dx), Tensors.Gradient(tx), 1e-4);
        Near.Vector(ReferenceBounds.Differences(moved => ascended(critic.Scores(dx, moved)), dy), Tensors.Gradient(ty), 1e-4);
    }
}
