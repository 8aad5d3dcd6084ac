using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LibTorch.Tests;

/// <summary>Twenty steps of each optimizer against PyTorch 1.13, and what optimizers save and refuse.</summary>
public sealed class OptimizerTests : IDisposable
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> s_optimizers = new(StringComparer.Ordinal)
    {
        ["SGD"] = p => optim.SGD(p, 0.05),
        ["SGD_momentum"] = p => optim.SGD(p, 0.05, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
        ["SGD_nesterov"] = p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true),
        ["SGD_maximize"] = p => optim.SGD(p, 0.001, maximize: true),
        ["Adam"] = p => optim.Adam(p, 0.05),
        ["Adam_options"] = p => optim.Adam(p, 0.02, 0.8, 0.95, 1e-3, 0.1),
        ["Adam_amsgrad"] = p => optim.Adam(p, 0.2, 0.5, 0.7, amsgrad: true),
        ["Adam_maximize"] = p => optim.Adam(p, 0.01, maximize: true),
        ["AdamW"] = p => optim.AdamW(p, 0.05, weight_decay: 0.01),
        ["AdamW_plain"] = p => optim.AdamW(p, 0.05),
        ["AdamW_options"] = p => optim.AdamW(p, 0.2, 0.5, 0.7, 1e-3, 0.3, amsgrad: true),
        ["RMSProp"] = p => optim.RMSProp(p, 0.02),
        ["RMSProp_options"] = p => optim.RMSProp(p, 0.02, alpha: 0.9, eps: 1e-3, weight_decay: 0.1, momentum: 0.5),
        ["RMSProp_centered"] = p => optim.RMSProp(p, 0.01, centered: true),
        ["Adagrad"] = p => optim.Adagrad(p, 0.3),
        ["Adagrad_options"] = p => optim.Adagrad(p, 0.3, lr_decay: 0.1, weight_decay: 0.1, initial_accumulator_value: 0.2),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    private static JsonElement Runs => GoldenJson.Read("optim.json").At("optimizers").At("runs");

    public static TheoryData<string> Names => [.. Runs.Names()];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch_over_20_steps(string name)
    {
        var problem = new Problem();
        using var optimizer = s_optimizers[name](problem.Parameters);
        var step = 0;
        foreach (var golden in Runs.At(name).EnumerateArray())
        {
            problem.Step(optimizer);
            GoldenJson.Equal(golden.Doubles(), problem.Values(), $"{name} after step {++step}", 1e-9);
        }

        Assert.Equal(20, step);
    }

    [Fact]
    public void Every_optimizer_has_a_run()
        => Assert.Equal(Runs.Names().Order(StringComparer.Ordinal), s_optimizers.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void State_survives_saving(string name)
    {
        var (first, second) = (new Problem(), new Problem());
        using var a = s_optimizers[name](first.Parameters);
        using var b = s_optimizers[name](second.Parameters);
        for (var i = 0; i < 5; i++)
            first.Step(a);

        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            a.save_state_dict(writer);
        using (var reader = new BinaryReader(new MemoryStream(stream.ToArray())))
            b.load_state_dict(reader);
        second.CopyFrom(first);
        Assert.All(a.state_dict().State.Zip(b.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));

        first.Step(a);
        second.Step(b);
        GoldenJson.Equal(first.Values(), second.Values(), name, 0);

        var third = new Problem();
        using var c = s_optimizers[name](third.Parameters);
        c.load_state_dict(a.state_dict());
        third.CopyFrom(first);
        first.Step(a);
        third.Step(c);
        GoldenJson.Equal(first.Values(), third.Values(), name + " by dictionary", 0);
    }

    [Fact]
    public void Loading_another_optimizers_state_is_refused()
    {
        var problem = new Problem();
        using var adam = optim.Adam(problem.Parameters);
        using var sgd = optim.SGD(problem.Parameters, 0.1);
        using var one = optim.Adam(problem.Parameters.Take(1));
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            adam.save_state_dict(writer);

        Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray()))));
        Assert.Throws<ArgumentException>(() => one.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray()))));
        Assert.Throws<ArgumentException>(() => one.load_state_dict(adam.state_dict()));
    }

    [Fact]
    public void Groups_keep_their_own_rates_and_inherit_the_rest()
    {
        var (a, b) = (Parameter(ones(1)), Parameter(ones(1)));
        (a.grad, b.grad) = (ones(1), ones(1));
        using var sgd = optim.SGD([new SGD.ParamGroup([a], lr: 0.5), new SGD.ParamGroup { Parameters = [b] }], 0.25);
        sgd.step();

        Assert.Equal(0.5f, a.item<float>());
        Assert.Equal(0.75f, b.item<float>());
        Assert.Equal([0.5, 0.25], sgd.ParamGroups.Select(g => g.InitialLearningRate));
        foreach (var group in sgd.ParamGroups)
            group.LearningRate = 0.125;
        sgd.step();
        Assert.Equal(0.375f, a.item<float>());
    }

    [Fact]
    public void Step_runs_its_closure_with_gradients_and_returns_its_loss()
    {
        var p = Parameter(tensor(3.0));
        using var sgd = optim.SGD([p], 0.1);
        using var frozen = no_grad();
        var loss = sgd.step(() =>
        {
            sgd.zero_grad();
            var square = p.pow(2);
            square.backward();
            return square;
        });

        Assert.Equal(9.0, loss.item<double>());
        Assert.Equal(2.4, p.item<double>(), 12);
        Assert.Null(sgd.step());
    }

    [Fact]
    public void Parameters_without_gradient_stay_and_zero_grad_zeroes()
    {
        var (with, without) = (Parameter(ones(2)), Parameter(ones(2)));
        with.grad = ones(2);
        using var adam = optim.Adam([with, without], 0.5);
        adam.step();

        Assert.Equal(1f, with.sum().item<float>(), 5);
        Assert.Equal(2f, without.sum().item<float>());
        adam.zero_grad();
        Assert.Equal(0f, with.grad!.sum().item<float>());
        Assert.Equal((0.9, 0.999), adam.Betas);
    }

    [Fact]
    public void Invalid_options_are_refused()
    {
        var p = new[] { Parameter(ones(1)) };
        Assert.Throws<ArgumentException>(() => optim.SGD(p, -1));
        Assert.Throws<ArgumentException>(() => optim.SGD(p, 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.Adam(p, beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.RMSProp(p, eps: -1));
    }

    [Fact]
    public void A_step_leaves_no_tensors_behind()
    {
        using var net = Sequential(Linear(4, 8), ReLU(), Linear(8, 1));
        using var adam = optim.Adam(net.parameters());
        for (var i = 0; i < 3; i++)
        {
            var before = Tensor.TotalCount;
            using (NewDisposeScope())
            {
                adam.zero_grad();
                net.call(ones(2, 4)).sum().backward();
                adam.step();
            }

            if (i > 0)
                Assert.InRange(Tensor.TotalCount - before, long.MinValue, 0);
        }
    }

    [Fact]
    public void Types_may_be_mixed()
    {
        var (f, d) = (Parameter(ones(2)), Parameter(ones(2, dtype: ScalarType.Float64)));
        (f.grad, d.grad) = (ones(2), ones(2, dtype: ScalarType.Float64));
        using var adam = optim.AdamW([f, d], 0.1, weight_decay: 0.1);
        adam.step();
        adam.step();

        Assert.Equal(ScalarType.Float32, f.dtype);
        Assert.True(f.to(ScalarType.Float64).allclose(d, 1e-6));
    }

    /// <summary>The problem of make_golden_nn.py: tanh regression with weights w and b.</summary>
    private sealed class Problem
    {
        private readonly Tensor _x;
        private readonly Tensor _y;
        private readonly Parameter _w;
        private readonly Parameter _b;

        internal Problem()
        {
            var golden = GoldenJson.Read("optim.json").At("optimizers");
            (_x, _y) = (golden.At("x").Tensor(), golden.At("y").Tensor());
            (_w, _b) = (Parameter(golden.At("w").Tensor()), Parameter(golden.At("b").Tensor()));
        }

        internal Parameter[] Parameters => [_w, _b];

        internal void Step(OptimizerHelper optimizer)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            ((_x.matmul(_w.t()) + _b).tanh() - _y).pow(2).mean().backward();
            optimizer.step();
        }

        internal void CopyFrom(Problem other)
        {
            using var frozen = no_grad();
            _w.copy_(other._w);
            _b.copy_(other._b);
        }

        internal double[] Values() => [.. _w.reshape(-1).data<double>().ToArray(), .. _b.data<double>().ToArray()];
    }
}
