using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LibTorch.Tests;

/// <summary>Bounds and moments of initial values. Limits are 6 standard errors: a correct build fails once in 5e8 seeds.</summary>
public sealed class InitTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public InitTests() => manual_seed(5);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Uniform_rules()
    {
        Bounded(init.xavier_uniform_(empty(50, 40), 2), 2 * Math.Sqrt(6.0 / 90));
        Bounded(init.kaiming_uniform_(empty(50, 40)), Math.Sqrt(6.0 / 40));
        Bounded(init.kaiming_uniform_(empty(50, 40), Math.Sqrt(5)), Math.Sqrt(1.0 / 40));
        Bounded(init.kaiming_uniform_(empty(50, 10, 2, 2), 0, init.FanInOut.FanOut, init.NonlinearityType.ReLU), Math.Sqrt(6.0 / 200));
    }

    [Fact]
    public void Normal_rules()
    {
        Spread(init.xavier_normal_(empty(50, 40)), Math.Sqrt(2.0 / 90));
        Spread(init.kaiming_normal_(empty(50, 40), 0, init.FanInOut.FanIn, init.NonlinearityType.Tanh), 5.0 / 3 / Math.Sqrt(40));
        Spread(init.normal_(empty(2000), 0, 3), 3);
        Assert.Equal((30, 60), init.CalculateFanInAndFanOut(empty(20, 10, 3)));
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(empty(3)));
    }

    [Fact]
    public void Truncated_normal_stays_inside()
    {
        var t = init.trunc_normal_(empty(2000, dtype: ScalarType.Float64), mean: 1, std: 2, a: 0, b: 2);
        Assert.InRange(t.min().item<double>(), 0, 0.1);
        Assert.InRange(t.max().item<double>(), 1.9, 2);
        Assert.InRange(t.mean().item<double>(), 0.9, 1.1);
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(4, 6)]
    [InlineData(5, 5)]
    public void Orthogonal(int rows, int columns)
    {
        var q = init.orthogonal_(empty(rows, columns, dtype: ScalarType.Float64), gain: 2);
        var product = rows >= columns ? q.t().matmul(q) : q.matmul(q.t());
        Assert.True(product.allclose(eye(Math.Min(rows, columns), dtype: ScalarType.Float64) * 4, atol: 1e-12));
    }

    [Fact]
    public void Constants_identities_and_no_trace_in_the_graph()
    {
        var p = Parameter(empty(2, 3));
        Assert.Same(p, init.constant_(p, 1.5));
        Assert.Equal(9f, p.sum().item<float>());
        Assert.True(p.is_leaf);
        Assert.Equal(6f, init.ones_(p).sum().item<float>());
        Assert.Equal(0f, init.zeros_(p).sum().item<float>());
        Assert.True(init.eye_(p).allclose(eye(2, 3)));

        var kernel = init.dirac_(empty(2, 2, 3));
        var signal = rand(1, 2, 5);
        Assert.True(functional.conv1d(signal, kernel, padding: 1).allclose(signal));
    }

    [Fact]
    public void Layers_start_as_PyTorch_says()
    {
        Bounded(Linear(50, 40).weight, 1 / Math.Sqrt(50));
        Bounded(Conv1d(10, 40, 5).weight, 1 / Math.Sqrt(50));
        Assert.InRange(Linear(50, 400).bias!.abs().max().item<float>(), 0.98 / Math.Sqrt(50), 1 / Math.Sqrt(50));
        Assert.Equal(0f, Embedding(4, 3, padding_idx: -1).weight.select(0, 3).abs().sum().item<float>());
    }

    /// <summary>At most the bound, and near to it: of 2000 draws the largest is below 0.98 of it once in 3e17.</summary>
    private static void Bounded(Tensor t, double bound)
        => Assert.InRange(t.abs().max().item<float>(), 0.98 * bound, bound * 1.000001);

    private static void Spread(Tensor t, double std)
    {
        Assert.Equal(2000, t.NumberOfElements);
        Assert.InRange(t.mean().item<float>(), -6 * std / Math.Sqrt(2000), 6 * std / Math.Sqrt(2000));
        Assert.InRange(t.std().item<float>(), std * (1 - (6 / Math.Sqrt(4000))), std * (1 + (6 / Math.Sqrt(4000))));
        Assert.True(t.abs().max().item<float>() > 2.5 * std, "not normal: no tails");
    }
}
