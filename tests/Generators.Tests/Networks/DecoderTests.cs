extern alias Generators;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MiDsl.Declarations;
using MiDsl.Testing;
using TorchSharp;
using TorchSharp.Modules;
using VerifyXunit;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Generators.Tests;

using Activation = Generators::MiDsl.Activation;
using DecoderOutput = Generators::MiDsl.DecoderOutput;
using Likelihood = Generators::MiDsl.Likelihood;

/// <summary>
/// The emitted decoder p(x|y): its gradient in y, written out, against autograd and finite differences for everything that can be
/// declared; its density against torch's distributions; its draws against its mean.
/// </summary>
[Collection(TorchDraws.Name)]
public sealed class DecoderTests : IClassFixture<DecoderTests.Compiled>
{
    private const int Rows = 7;
    private readonly Compiled all;

    public DecoderTests(Compiled compiled) => all = compiled;

    /// <summary>Every activation, output, likelihood and depth from 0 to 3; widths odd, and 1 among them.</summary>
    internal static IReadOnlyList<DecoderPlan> Plans { get; } =
    [
        .. from depth in Enumerable.Range(0, 4)
           from activation in Enum.GetValues<Activation>().Take(depth == 0 ? 1 : int.MaxValue)
           from density in (Func<DecoderPlan>[])
           [
               .. Enum.GetValues<DecoderOutput>().SelectMany(output => (Func<DecoderPlan>[])
               [
                   () => Plan(depth, activation, output, Likelihood.Gaussian, 1, learned: false),
                   () => Plan(depth, activation, output, Likelihood.Gaussian, 0.3, learned: false),
                   () => Plan(depth, activation, output, Likelihood.Gaussian, 0.3, learned: true),
                   () => Plan(depth, activation, output, Likelihood.Gaussian, 1, learned: true),
               ]),
               () => Plan(depth, activation, DecoderOutput.Identity, Likelihood.Bernoulli, 1, learned: false),
           ]
           select density(),

        // Transposed convolutions: every activation for one of them, odd kernels, strides from 1 to 3, one and several channels.
        .. from image in Images
           from activation in Enum.GetValues<Activation>().Take(image == Images[0] ? int.MaxValue : 1)
           from density in (Func<DecoderPlan>[])
           [
               () => Plan(image, activation, DecoderOutput.Identity, Likelihood.Gaussian, 1, learned: false),
               () => Plan(image, activation, DecoderOutput.Sigmoid, Likelihood.Gaussian, 0.3, learned: true),
               () => Plan(image, activation, DecoderOutput.Tanh, Likelihood.Gaussian, 0.3, learned: false),
               () => Plan(image, activation, DecoderOutput.Identity, Likelihood.Bernoulli, 1, learned: false),
           ]
           select density(),

        // Batch norm: every activation, a learned scale behind the norms, logits, layers of an image and of a row.
        .. Enum.GetValues<Activation>().Select(activation => Normed(2, activation, Likelihood.Gaussian, learned: true)),
        Normed(1, Activation.SiLU, Likelihood.Bernoulli, learned: false), Normed(3, Activation.Tanh, Likelihood.Gaussian, learned: false),
        .. Images.Select(image => Normed(image, Activation.ELU, Likelihood.Gaussian)), Normed(Images[0], Activation.GELU, Likelihood.Gaussian),
    ];

    private static DecodedImage[] Images =>
    [
        new(4, 8, EquatableArray<int>.Of(3, 2), Kernel: 4, Stride: 2), new(2, 4, EquatableArray<int>.Of(3), Kernel: 4, Stride: 2),
        new(3, 2, EquatableArray<int>.Of(2), Kernel: 3, Stride: 1), new(3, 6, EquatableArray<int>.Of(2), Kernel: 5, Stride: 3), new(4, 4, EquatableArray<int>.Of(1, 1), Kernel: 2, Stride: 2),
    ];

    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, Plans.Count)];

    public static TheoryData<int> Plain { get; } = [.. Enumerable.Range(0, Plans.Count).Where(i => !Plans[i].Network.NormsBatch)];

    public static TheoryData<int> NormedCases { get; } = [.. Enumerable.Range(0, Plans.Count).Where(i => Plans[i].Network.NormsBatch)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_that_of_the_log_density(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = all.Networks.Create(index, 3L);
        var (x, y) = Pairs(Plans[index], float64);
        Spread(network);

        (Tensor value, Tensor gradient) = network.ValueAndGradient(x, y);

        Assert.Equal(float64, gradient.dtype);
        Assert.False(gradient.requires_grad);
        Assert.InRange(EmittedNetworks.Distance(value, network.LogDensity(x, y)), 0, 1e-12);
        Assert.InRange(EmittedNetworks.Distance(gradient, EmittedNetworks.Autograd(at => network.LogDensity(x, at), y)), 0, 1e-9);

        // A kink within the step of a difference would show as an error of order 1 there: none is, at these points.
        Assert.InRange(EmittedNetworks.Distance(gradient, EmittedNetworks.Differences(at => network.LogDensity(x, at), y, 1e-6)), 0, 2e-6);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision_agrees_with_double(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = all.Networks.Create(index, 4L);
        var (x, y) = Pairs(Plans[index], float32);

        (Tensor value, Tensor gradient) = network.ValueAndGradient(x, y);
        (Tensor exactly, Tensor exact) = network.ValueAndGradient(x.to(float64), y.to(float64));

        Assert.Equal(float32, value.dtype);
        Assert.Equal(float32, gradient.dtype);
        Assert.InRange(EmittedNetworks.Distance(value.to(float64), exactly), 0, 2e-5);
        Assert.InRange(EmittedNetworks.Distance(gradient.to(float64), exact), 0, 2e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Density_is_that_of_the_declared_distribution(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = all.Networks.Create(index, 5L);
        DecoderPlan plan = Plans[index];
        var (x, y) = Pairs(plan, float64);
        Spread(network);
        Tensor mean = network.Forward(y);

        Tensor expected;
        if (plan.Likelihood == Likelihood.Bernoulli)
        {
            expected = distributions.Bernoulli(probs: mean).log_prob(x).sum(1L);
        }
        else
        {
            double learned = plan.LearnScale ? 7 * Math.Tanh(network.Weights[^1].item<float>() / 7.0) : 0;
            expected = distributions.Normal(mean, full_like(mean, plan.Scale * Math.Exp(learned))).log_prob(x).sum(1L);
        }

        Assert.InRange(EmittedNetworks.Distance(network.LogDensity(x, y), expected), 0, 1e-9);
        Assert.Equal([Rows, plan.Observed.Columns.Value!.Value], mean.shape);
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void Mean_is_that_of_the_layers_in_order(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = all.Networks.Create(index, 6L);
        DecoderPlan plan = Plans[index];
        var (_, y) = Pairs(plan, float64);
        Tensor[] layers = [.. plan.Network.Layers.SelectMany(l => (Tensor[])
        [
            l.Convolution is { } c ? randn(c.Channels.Value!.Value, l.Outputs.Value!.Value, c.Kernel, c.Kernel) : randn(l.Outputs.Value!.Value, l.Inputs.Value!.Value),
            randn(l.Outputs.Value!.Value),
        ])];
        network.Use(layers);

        Tensor t = y;
        for (int i = 0; i < plan.Network.Layers.Count; i++)
        {
            (Tensor weight, Tensor bias) = (layers[2 * i].to(float64), layers[(2 * i) + 1].to(float64));
            t = Activated(plan.Network.Layers[i].Convolution is { } c ? Enlarged(t, weight, bias, c) : nn.functional.linear(t, weight, bias), plan.Network.Layers[i].Activation);
        }

        Tensor expected = plan switch
        {
            { Likelihood: Likelihood.Bernoulli } or { Output: DecoderOutput.Sigmoid } => t.sigmoid(),
            { Output: DecoderOutput.Tanh } => t.tanh(),
            _ => t,
        };
        Assert.InRange(EmittedNetworks.Distance(network.Forward(y), expected), 0, 1e-12);
    }

    /// <summary>
    /// By torch's own batch norm over the same layers: after train() over the rows at hand, whose moments enter the averages, else by these. What
    /// is drawn, scored and followed by gradients takes the averages, whatever the mode.
    /// </summary>
    [Theory]
    [MemberData(nameof(NormedCases))]
    public void Norms_are_those_of_torch(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = all.Networks.Create(index, 6L);
        DecoderPlan plan = Plans[index];
        var (x, y) = Pairs(plan, float32);
        Spread(network);
        Tensor[] buffers = [.. network.Module.buffers()];
        (Tensor means, Tensor variances) = (buffers[0].clone(), buffers[1].clone());

        Assert.False(network.Module.training);
        Assert.InRange(EmittedNetworks.Distance(network.Forward(y), Expected(training: false)), 0, 1e-5);
        (Tensor density, Tensor gradient) = (network.LogDensity(x, y), network.ValueAndGradient(x, y).Gradient);
        network.Module.train();
        Tensor byAverages = network.LogDensity(x, y);
        network.ValueAndGradient(x, y);
        network.Draw(y);
        Assert.Equal(0, EmittedNetworks.Distance(byAverages, density));
        Assert.Equal(0, EmittedNetworks.Distance(network.ValueAndGradient(x, y).Gradient, gradient));
        Assert.Equal(0, EmittedNetworks.Distance(cat(buffers), cat([means, variances])));
        Assert.InRange(EmittedNetworks.Distance(network.Forward(y), Expected(training: true)), 0, 1e-5);
        Assert.InRange(EmittedNetworks.Distance(cat(buffers), cat([means, variances])), 0, 1e-5);

        // Moves means and variances in training.
        Tensor Expected(bool training)
        {
            using var frozen = no_grad();
            long used = 0, unit = 0;
            Tensor t = y;
            Tensor Next(params long[] shape)
            {
                long length = shape.Aggregate(1L, (a, b) => a * b);
                used += length;
                return network.Weights.narrow(0, used - length, length).view(shape);
            }

            foreach (LayerPlan layer in plan.Network.Layers)
            {
                long outputs = layer.Outputs.Value!.Value;
                t = layer.Convolution is { } c
                    ? nn.functional.conv_transpose2d(t.view(t.shape[0], -1, c.Height / c.Stride, c.Width / c.Stride), Next(c.Channels.Value!.Value, outputs, c.Kernel, c.Kernel), Next(outputs), strides: [c.Stride, c.Stride], padding: [c.Padding, c.Padding])
                    : nn.functional.linear(t, Next(outputs, layer.Inputs.Value!.Value), Next(outputs));
                if (layer.Norm == Norm.Batch)
                {
                    t = nn.functional.batch_norm(t, means.narrow(0, unit, outputs), variances.narrow(0, unit, outputs), Next(outputs), Next(outputs), training);
                    unit += outputs;
                }

                t = Activated(t, layer.Activation);
            }

            t = t.flatten(1);
            return plan.Likelihood == Likelihood.Bernoulli || plan.Output == DecoderOutput.Sigmoid ? t.sigmoid() : t;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Calls_leave_nothing_but_their_results(int index)
    {
        using LoadedNetwork network = all.Networks.Create(index, 7L);
        using var outer = NewDisposeScope();
        var (x, y) = Pairs(Plans[index], float32);
        using var scope = NewDisposeScope();

        network.ValueAndGradient(x, y);
        Assert.Equal(2, scope.DisposablesCount);
        network.LogDensity(x, y);
        Assert.Equal(3, scope.DisposablesCount);
        network.Draw(y);
        Assert.Equal(4, scope.DisposablesCount);
        network.Forward(y);
        Assert.Equal(5, scope.DisposablesCount);
    }

    /// <summary>
    /// 20,000 draws at one y; the mean of every dimension within 4.5 standard errors (false alarm 7e-6 a dimension, of which there are 3),
    /// the pooled variance likewise, at a fixed seed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_have_the_declared_moments(int index)
    {
        const int Draws = 20_000;
        using var scope = NewDisposeScope();
        random.manual_seed(11);
        using LoadedNetwork network = all.Networks.Create(index, 8L);
        DecoderPlan plan = Plans[index];
        var y = randn(1, plan.Latent.Columns.Value!.Value, dtype: float64).repeat(Draws, 1);
        Tensor mean = network.Forward(y)[0];

        Tensor drawn = network.Draw(y);

        Assert.False(drawn.requires_grad);
        Tensor variance = plan.Likelihood == Likelihood.Bernoulli ? mean * (1 - mean) : full_like(mean, plan.Scale * plan.Scale);
        Assert.InRange(((drawn.mean([0L]) - mean).abs() / (variance / Draws).sqrt()).max().item<double>(), 0, 4.5);
        if (plan.Likelihood == Likelihood.Bernoulli)
        {
            Assert.True((drawn * (1 - drawn)).abs().max().item<double>() == 0);
        }
        else
        {
            double pooled = ((drawn - mean) / plan.Scale).square().mean().item<double>();
            Assert.InRange(Math.Abs(pooled - 1), 0, 4.5 * Math.Sqrt(2.0 / drawn.numel()));
        }
    }

    [Fact]
    public void Learned_scale_follows_the_residuals()
    {
        using var scope = NewDisposeScope();
        int index = Plans.TakeWhile(p => p is not { LearnScale: true, Scale: 0.3, Output: DecoderOutput.Identity, Network.Layers.Count: 1 }).Count();
        using LoadedNetwork network = all.Networks.Create(index, 9L);
        random.manual_seed(12);
        DecoderPlan plan = Plans[index];
        var y = randn(4_000, plan.Latent.Columns.Value!.Value);
        var matrix = randn(plan.Observed.Columns.Value!.Value, plan.Latent.Columns.Value!.Value);
        var x = y.matmul(matrix.t()) + 0.05 * randn(4_000, plan.Observed.Columns.Value!.Value);
        using var adam = optim.Adam([network.Weights], 0.05);
        for (int i = 0; i < 600; i++)
        {
            using var step = NewDisposeScope();
            adam.zero_grad();
            network.LogDensity(x, y).mean().neg().backward();
            adam.step();
        }

        // The maximum of the likelihood has a standard error of 0.05 / sqrt(2 n dx) = 0.0003.
        double learned = 0.3 * Math.Exp(7 * Math.Tanh(network.Weights[^1].item<float>() / 7.0));
        Assert.InRange(learned, 0.047, 0.053);
    }

    [Fact]
    public void Weights_of_another_shape_are_refused_by_name()
    {
        using var scope = NewDisposeScope();
        int index = Plans.TakeWhile(p => p.Network.Layers.Count != 2).Count();
        using LoadedNetwork network = all.Networks.Create(index, 10L);
        Tensor before = network.Weights.detach().clone();
        Tensor[] layers = [ones(5, 2), ones(5), ones(3, 4), ones(3)];

        string shape = Assert.Throws<ArgumentException>(() => network.Use(layers)).Message;
        string count = Assert.Throws<ArgumentException>(() => network.Use(layers[..3])).Message;

        Assert.Contains("W2 is [3, 5]; [3, 4] was given.", shape, StringComparison.Ordinal);
        Assert.Contains("takes 4 tensors, W1, b1, W2, b2; 3 were given.", count, StringComparison.Ordinal);
        Assert.True(network.Weights.equal(before).all().item<bool>());
    }

    [Fact]
    public Task Emitted_Mnist() => Verifier.Verify(EmittedNetworks.Text(DecoderPlan.Of(
        "x", 784, "y", 10, EquatableArray<int>.Of(256, 256), Activation.ReLU, DecoderOutput.Sigmoid, Likelihood.Gaussian, 0.25)), "cs");

    [Fact]
    public Task Emitted_LinearLearned() => Verifier.Verify(EmittedNetworks.Text(DecoderPlan.Of(
        "y", 3, "x", 2, default, Activation.ReLU, scale: 0.5, learnScale: true)), "cs");

    [Fact]
    public Task Emitted_Linear() => Verifier.Verify(EmittedNetworks.Text(DecoderPlan.Of("x", 3, "y", 2, default, Activation.ReLU, scale: 0.5)), "cs");

    [Fact]
    public Task Emitted_Bits() => Verifier.Verify(EmittedNetworks.Text(DecoderPlan.Of(
        "x", 16, "y", 2, EquatableArray<int>.Of(32), Activation.GELU, likelihood: Likelihood.Bernoulli)), "cs");

    [Fact]
    public Task Emitted_Image() => Verifier.Verify(EmittedNetworks.Text(DecoderPlan.Of(
        "x", 784, "y", 10, EquatableArray<int>.Of(256), Activation.ReLU, DecoderOutput.Sigmoid, Likelihood.Gaussian, 0.25, false,
        new DecodedImage(28, 28, EquatableArray<int>.Of(64, 32), Kernel: 4, Stride: 2))), "cs");

    [Fact]
    public Task Emitted_Normed() => Verifier.Verify(EmittedNetworks.Text(DecoderPlan.Of(
        "x", 784, "y", 10, EquatableArray<int>.Of(256), Activation.ReLU, DecoderOutput.Sigmoid, Likelihood.Gaussian, 0.25, false,
        new DecodedImage(28, 28, EquatableArray<int>.Of(64, 32), Kernel: 4, Stride: 2), batchNorm: true)), "cs");

    private static DecoderPlan Normed(int depth, Activation activation, Likelihood likelihood, bool learned) => DecoderPlan.Of(
        "x", 3, "y", 2, new int[] { 5, 4, 7 }.Take(depth).ToEquatableArray(), activation, likelihood: likelihood, scale: 0.3, learnScale: learned, batchNorm: true);

    private static DecoderPlan Normed(DecodedImage image, Activation activation, Likelihood likelihood) => DecoderPlan.Of(
        "x", 2 * image.Height * image.Width, "y", 2, EquatableArray<int>.Of(image.Stride == 3 ? [] : [5]), activation, DecoderOutput.Sigmoid, likelihood, image: image, batchNorm: true);

    private static DecoderPlan Plan(int depth, Activation activation, DecoderOutput output, Likelihood likelihood, double scale, bool learned) =>
        DecoderPlan.Of("x", 3, "y", depth == 3 ? 1 : 2, new int[] { 5, 1, 7 }.Take(depth).ToEquatableArray(), activation, output, likelihood, scale, learned);

    private static DecoderPlan Plan(DecodedImage image, Activation activation, DecoderOutput output, Likelihood likelihood, double scale, bool learned) =>
        DecoderPlan.Of("x", 2 * image.Height * image.Width, "y", 2, EquatableArray<int>.Of(image.Stride == 3 ? [] : [5]), activation, output, likelihood, scale, learned, image);

    // What a transposed convolution is: every pixel that comes in adds its kernel, times itself, to the pixels around its place.
    private static Tensor Enlarged(Tensor rows, Tensor kernel, Tensor bias, ConvolutionPlan c)
    {
        (int height, int width, int outputs) = (c.Height / c.Stride, c.Width / c.Stride, (int)kernel.shape[1]);
        Tensor small = rows.view(rows.shape[0], -1, height, width), large = zeros(rows.shape[0], outputs, c.Height + (2 * c.Padding), c.Width + (2 * c.Padding), dtype: float64);
        for (int i = 0; i < height; i++)
        {
            for (int j = 0; j < width; j++)
            {
                Tensor pixel = small.select(3, j).select(2, i);
                large.narrow(2, i * c.Stride, c.Kernel).narrow(3, j * c.Stride, c.Kernel).add_(pixel.matmul(kernel.view(kernel.shape[0], -1)).view(-1, outputs, c.Kernel, c.Kernel));
            }
        }

        return (large.narrow(2, c.Padding, c.Height).narrow(3, c.Padding, c.Width) + bias.view(1, -1, 1, 1)).flatten(1);
    }

    private static (Tensor X, Tensor Y) Pairs(DecoderPlan plan, ScalarType type)
    {
        random.manual_seed(2);
        var y = randn(Rows, plan.Latent.Columns.Value!.Value, dtype: type) * 2;
        var x = randn(Rows, plan.Observed.Columns.Value!.Value, dtype: type);
        return (plan.Likelihood == Likelihood.Bernoulli ? (x > 0).to(type) : x, y);
    }

    /// <summary>Weights large enough that every branch of every activation is met, a learned scale off its start; averages of no batch.</summary>
    private static void Spread(LoadedNetwork network)
    {
        using var frozen = no_grad();
        Parameter weights = network.Weights;
        weights.copy_(weights * 2 + 0.2);
        if (network.Module.buffers().ToArray() is [var means, var variances])
        {
            means.copy_(linspace(-0.5, 0.7, means.numel()));
            variances.copy_(linspace(0.4, 2.5, variances.numel()));
        }
    }

    private static Tensor Activated(Tensor t, Activation? activation) => activation switch
    {
        Activation.ReLU => t.relu(),
        Activation.ELU => t.elu(),
        Activation.SiLU => t.silu(),
        Activation.GELU => t.gelu(),
        Activation.Tanh => t.tanh(),
        Activation.LeakyReLU => t.leaky_relu(0.01),
        _ => t,
    };

    /// <summary>All of them in one compilation.</summary>
    public sealed class Compiled : IDisposable
    {
        internal EmittedNetworks Networks { get; } = EmittedNetworks.Of(Plans);

        public void Dispose() => Networks.Dispose();
    }
}
