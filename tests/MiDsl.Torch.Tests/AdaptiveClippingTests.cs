using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>g_a + min(|g_a|, |g_m|) g_m / |g_m|, on a network small enough to do by hand.</summary>
public sealed class AdaptiveClippingTests
{
    /// <summary>
    /// out = v . (u x) with u = (2, -1), v = (3, 5), x = 1. The main loss is out: g_a = (v, u) = (3, 5, 2, -1), norm
    /// sqrt 39. The term is c (u_1 + v_1): g_m = c (1, 0, 1, 0), norm c sqrt 2. The norm of the last parameter alone
    /// would be sqrt 5.
    /// </summary>
    [Theory]
    [InlineData(0.5)] // |g_m| < |g_a|: as it is
    [InlineData(-0.5)]
    [InlineData(100.0)] // |g_m| > |g_a|: scaled
    [InlineData(-100.0)]
    [InlineData(0.0)] // g_m = 0: g_a alone, and no 0 / 0
    public void Two_layers_by_hand(double c)
    {
        using var info = new InformationTerm();
        using var net = new TwoLayers();
        using DisposeScope scope = NewDisposeScope();
        info.BackwardInto(net, net.Out(), (float)c * (net.U[0] + net.V[0]));

        double main = Math.Sqrt(39);
        double term = Math.Abs(c) * Math.Sqrt(2);
        double scale = c == 0 ? 0 : Math.Min(main, term) / term;
        Near.Vector([3 + (scale * c), 5, 2 + (scale * c), -1], net.Gradients(), 1e-6);
        GradientNorms norms = info.LastGradientNorms!;
        Near.Number(main, norms.Main, 1e-6);
        Near.Number(term, norms.Term, 1e-6);
        Near.Number(scale, norms.Scale, 1e-6);
    }

    [Fact]
    public void Gradients_add_to_what_was_gathered()
    {
        using var info = new InformationTerm();
        using var net = new TwoLayers();
        using DisposeScope scope = NewDisposeScope();
        (10 * net.U.sum()).backward();
        info.BackwardInto(net, net.Out(), 0.5f * (net.U[0] + net.V[0]));
        info.BackwardInto(net, net.Out(), 0.5f * (net.U[0] + net.V[0]));
        Near.Vector([10 + 7, 10 + 10, 5, -2], net.Gradients(), 1e-6);
    }

    /// <summary>Each loss reaches one layer only, and a third parameter is reached by none.</summary>
    [Fact]
    public void Parameters_that_a_loss_does_not_reach()
    {
        using var info = new InformationTerm();
        using var net = new TwoLayers(idle: true);
        using DisposeScope scope = NewDisposeScope();
        info.BackwardInto(net, 3 * net.U[0], 100 * net.V[1]);
        Near.Vector([3, 0, 0, 3], net.Gradients(), 1e-6);
        Assert.False(Tensors.HasGradient(net.Idle));
        Near.Number(3, info.LastGradientNorms!.Main, 1e-6);
        Near.Number(100, info.LastGradientNorms!.Term, 1e-6);
    }

    /// <summary>No gradient of the main loss leaves none of the term's.</summary>
    [Fact]
    public void A_main_loss_without_slope_silences_the_term()
    {
        using var info = new InformationTerm();
        using var net = new TwoLayers();
        using DisposeScope scope = NewDisposeScope();
        info.BackwardInto(net, 0 * net.Out(), 100 * (net.U[0] + net.V[1]));
        Assert.All(net.Gradients(), g => Assert.Equal(0, g));
    }

    /// <summary>Frozen parameters count in no norm and gather nothing.</summary>
    [Fact]
    public void Frozen_parameters_are_left_out()
    {
        using var info = new InformationTerm();
        using var net = new TwoLayers();
        using DisposeScope scope = NewDisposeScope();
        net.U.requires_grad = false;
        info.BackwardInto(net, net.Out(), 100 * net.V[1]);
        double norm = Math.Sqrt(5);
        Near.Vector([2, -1 + norm], Tensors.Gradient(net.V), 1e-6);
        Assert.False(Tensors.HasGradient(net.U));
        Near.Number(norm, info.LastGradientNorms!.Main, 1e-6);
    }

    /// <summary>As it is used: a generator's adversarial loss, and minus the information between code and sample.</summary>
    [Fact]
    public void Information_as_a_term_of_a_generators_loss()
    {
        using var info = new InformationTerm();
        using var generator = nn.Linear(3, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor codes = tensor(Tensors.Gaussian(1, 16, 3));
        info.Step(generator.call(codes), codes);
        float[] critic = Emitted.Weights(info);

        Tensor samples = generator.call(codes);
        Tensor adversarial = 1e-3f * samples.square().mean();
        Tensor term = info.Objective(samples, codes);
        Parameter[] weights = [.. generator.parameters()];
        var ofMain = autograd.grad([adversarial], weights, retain_graph: true);
        var ofTerm = autograd.grad([-term], weights, retain_graph: true);
        double main = Norm(ofMain);
        double scale = Math.Min(main, Norm(ofTerm)) / Norm(ofTerm);
        Assert.True(scale < 0.5, "the term is clipped here");

        info.BackwardInto(generator, adversarial, -term);
        double[] expected = [.. ofMain.SelectMany(Tensors.Doubles).Zip(ofTerm.SelectMany(Tensors.Doubles), (a, m) => a + (scale * m))];
        Near.Vector(expected, generator.parameters().SelectMany(Tensors.Gradient), 1e-5);
        Assert.Equal(critic, Emitted.Weights(info));

        static double Norm(IEnumerable<Tensor> gradients) =>
            Math.Sqrt(gradients.SelectMany(Tensors.Doubles).Sum(g => g * g));
    }

    private sealed class TwoLayers : nn.Module
    {
        public TwoLayers(bool idle = false)
            : base(nameof(TwoLayers))
        {
            U = nn.Parameter(tensor(new float[] { 2, -1 }));
            V = nn.Parameter(tensor(new float[] { 3, 5 }));
            Idle = nn.Parameter(tensor(new float[] { 7 }));
            register_parameter("u", U);
            register_parameter("v", V);
            if (idle)
            {
                register_parameter("idle", Idle);
            }
        }

        public Parameter U { get; }

        public Parameter V { get; }

        public Parameter Idle { get; }

        public Tensor Out() => (U * V).sum();

        public double[] Gradients() => [.. Tensors.Gradient(U), .. Tensors.Gradient(V)];
    }
}
