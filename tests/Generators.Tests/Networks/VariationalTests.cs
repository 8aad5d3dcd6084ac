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
using Family = Generators::MiDsl.VariationalFamily;

/// <summary>
/// The emitted q(y|x): that it is a density, that it is the one that is drawn from, its gradient in y against autograd and finite
/// differences, its units, and that it learns what can be learned.
/// </summary>
[Collection(TorchDraws.Name)]
public sealed class VariationalTests : IClassFixture<VariationalTests.Compiled>
{
    private const int Rows = 7;
    private readonly Compiled all;

    public VariationalTests(Compiled compiled) => all = compiled;

    /// <summary>Every family over 1 to 5 dimensions, every activation in the couplings, no hidden layer, roles swapped.</summary>
    internal static IReadOnlyList<VariationalPlan> Plans { get; } =
    [
        .. from dim in Enumerable.Range(1, 3)
           from family in Enum.GetValues<Family>()
           select Plan(dim, Activation.Tanh, family),
        Plan(1, Activation.SiLU, Family.DiagonalGaussian, components: 3),
        Plan(2, Activation.ReLU, Family.DiagonalGaussian, components: 4),
        Plan(3, Activation.ELU, Family.DiagonalGaussian, components: 2),
        .. Enum.GetValues<Activation>().Select(activation => Plan(2, activation, Family.Flow, couplings: 3)),
        Plan(5, Activation.SiLU, Family.Flow, couplings: 1),
        Plan(5, Activation.GELU, Family.FullGaussian),
        Linear(2, Family.DiagonalGaussian),
        Linear(2, Family.FullGaussian),
        Linear(2, Family.Flow),
        VariationalPlan.Of("y", Width.Of(4), "x", 2, EquatableArray<int>.Of(6, 9), Activation.Tanh, Family.Flow, couplings: 2),
        VariationalPlan.Of("y", Width.Of(4), "x", 2, EquatableArray<int>.Of(9), Activation.Tanh, components: 2),
        .. Enum.GetValues<Family>().Select(family => VariationalPlan.Of("x", Width.Of(4), "y", 2, EquatableArray<int>.Of(6, 9), Activation.Tanh, family, batchNorm: true)),
        OfImages(Family.Flow, batchNorm: true, 7),
        OfImages(Family.FullGaussian, batchNorm: false, 7), OfImages(Family.Flow, batchNorm: false, 7), OfImages(Family.DiagonalGaussian, batchNorm: false),
    ];

    public static TheoryData<int> Cases { get; } = [.. Enumerable.Range(0, Plans.Count)];

    public static TheoryData<int> Planar { get; } = [.. Enumerable.Range(0, Plans.Count).Where(i => Dim(i) <= 2)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_that_of_the_log_density(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = Spread(index, 3);
        var (x, y) = Pairs(index, Rows, float64);

        (Tensor value, Tensor gradient) = network.ValueAndGradient(x, y);

        Assert.Equal(float64, gradient.dtype);
        Assert.False(gradient.requires_grad);
        Assert.InRange(EmittedNetworks.Distance(value, network.LogDensity(x, y)), 0, 1e-12);
        Assert.InRange(EmittedNetworks.Distance(gradient, EmittedNetworks.Autograd(at => network.LogDensity(x, at), y)), 0, 1e-9);
        Assert.InRange(EmittedNetworks.Distance(gradient, EmittedNetworks.Differences(at => network.LogDensity(x, at), y, 1e-6)), 0, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Single_precision_agrees_with_double(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = Spread(index, 4);
        var (x, y) = Pairs(index, Rows, float32);

        (Tensor value, Tensor gradient) = network.ValueAndGradient(x, y);
        (Tensor exactly, Tensor exact) = network.ValueAndGradient(x.to(float64), y.to(float64));

        Assert.Equal(float32, value.dtype);
        Assert.Equal(float32, gradient.dtype);
        Assert.Equal(float32, network.Draw(x).dtype);
        Assert.InRange(EmittedNetworks.Distance(value.to(float64), exactly), 0, 1e-4);
        Assert.InRange(EmittedNetworks.Distance(gradient.to(float64), exact), 0, 1e-4);
    }

    /// <summary>By the trapezoidal rule over the range of 4,000 draws and half as much again on either side.</summary>
    [Theory]
    [MemberData(nameof(Planar))]
    public void Density_integrates_to_one(int index)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        random.manual_seed(5);
        using LoadedNetwork network = Spread(index, 5);
        var (x, _) = Pairs(index, 1, float64);
        var drawn = network.Draw(x.repeat(4_000, 1));
        var (least, greatest) = (drawn.min(0).values, drawn.max(0).values);
        var margin = 0.5 * (greatest - least);
        int points = Dim(index) == 1 ? 20_001 : 901;
        Tensor[] axes = [.. Enumerable.Range(0, Dim(index)).Select(j =>
            linspace((least - margin)[j].item<double>(), (greatest + margin)[j].item<double>(), points, dtype: float64))];
        double cell = axes.Aggregate(1.0, (product, axis) => product * (axis[1] - axis[0]).item<double>());
        Tensor grid = axes.Length == 1 ? axes[0].unsqueeze(1) : cartesian_prod(axes);

        double integral = grid.split(100_000L).Sum(rows => network.LogDensity(x.expand(rows.shape[0], -1), rows).exp().sum().item<double>()) * cell;

        Assert.InRange(integral, 0.999, 1.001);
    }

    /// <summary>
    /// Of draws from q, E grad log q = 0 and E (y - c)^T grad log q = -dy, for any q whose density is smooth (Stein). 20,000 draws, 4.5
    /// standard errors: a false alarm has probability 7e-6 each, at most 6 of them a case, at a fixed seed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_follow_the_density(int index)
    {
        const int Draws = 20_000;
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using LoadedNetwork network = Spread(index, 6);
        var (x, y) = Pairs(index, 200, float64);
        network.Scale(x, 3 * y + 10);
        var rows = x.narrow(0, 0, 1).repeat(Draws, 1);

        Tensor drawn = network.Draw(rows).detach();
        Tensor gradient = network.ValueAndGradient(rows, drawn).Gradient;

        Assert.InRange((gradient.mean([0L]).abs() / (gradient.std(0L) / Math.Sqrt(Draws))).max().item<double>(), 0, 4.5);
        var product = ((drawn - drawn.mean([0L])) * gradient).sum(1L) + Dim(index);
        Assert.InRange(Math.Abs(product.mean().item<double>()) / (product.std().item<double>() / Math.Sqrt(Draws)), 0, 4.5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_carry_a_gradient_unless_a_component_is_chosen(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork network = Spread(index, 7);
        var (x, y) = Pairs(index, Rows, float32);

        Assert.Equal(Plans[index].Components == 1, network.Draw(x).requires_grad);
        Assert.Equal([Rows, Dim(index)], network.Draw(x).shape);
        network.LogDensity(x, y).sum().backward();
        Assert.True(network.Weights.grad!.isfinite().all().item<bool>());
        Assert.True(network.Weights.grad!.abs().sum().item<float>() > 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Calls_leave_nothing_but_their_results(int index)
    {
        using LoadedNetwork network = all.Networks.Create(index, 8L);
        using var outer = NewDisposeScope();
        var (x, y) = Pairs(index, Rows, float32);
        using var scope = NewDisposeScope();

        network.Scale(x, y);
        Assert.Equal(0, scope.DisposablesCount);
        network.ValueAndGradient(x, y);
        Assert.Equal(2, scope.DisposablesCount);
        network.LogDensity(x, y);
        Assert.Equal(3, scope.DisposablesCount);
        network.Draw(x);
        Assert.Equal(4, scope.DisposablesCount);
        network.Forward(x);
        Assert.Equal(5, scope.DisposablesCount);
    }

    /// <summary>In units of its own a q has the same density, up to the Jacobian; a constant column keeps its unit.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Units_are_learned_and_counted(int index)
    {
        using var scope = NewDisposeScope();
        using LoadedNetwork plain = Spread(index, 9), scaled = Spread(index, 9);
        var (x, y) = Pairs(index, 500, float64);
        x = (x - x.mean([0L])) / x.std(0L, unbiased: false);
        y = (y - y.mean([0L])) / y.std(0L, unbiased: false);
        using (no_grad())
        {
            x[.., 1] = 0;
        }

        var (farX, farY) = (1e-3 * x + 0.1, 50 * y - 1_000);
        scaled.Scale(farX, farY);

        // The buffers are single.
        Tensor expected = plain.LogDensity(x, y) - Dim(index) * Math.Log(50);
        Assert.InRange(EmittedNetworks.Distance(scaled.LogDensity(farX, farY), expected), 0, 1e-3);
        Assert.InRange(EmittedNetworks.Distance(scaled.ValueAndGradient(farX, farY).Value, expected), 0, 1e-3);
    }

    [Fact]
    public void Full_covariance_is_that_of_a_normal_distribution()
    {
        using var scope = NewDisposeScope();
        int index = Plans.TakeWhile(p => p is not { Family: Family.FullGaussian, Latent.Columns.Value: 3 }).Count();
        using LoadedNetwork network = Spread(index, 10);
        var (x, y) = Pairs(index, Rows, float64);
        Tensor parameters = network.Forward(x);
        var inverse = (eye(3, dtype: float64) + parameters.narrow(1, 6, 9).view(-1, 3, 3).tril(-1))
            * (-7 * (parameters.narrow(1, 3, 3) / 7).tanh()).exp().unsqueeze(-1);
        var factor = linalg.inv(inverse);

        Tensor expected = distributions.MultivariateNormal(parameters.narrow(1, 0, 3), factor.matmul(factor.mT)).log_prob(y);

        Assert.InRange(EmittedNetworks.Distance(network.LogDensity(x, y), expected), 0, 1e-8);
    }

    [Fact]
    public void Dimensions_known_from_data_enter_by_the_constructor()
    {
        using var scope = NewDisposeScope();
        VariationalPlan plan = VariationalPlan.Of("x", new Width(null, "xDim"), "y", 2, EquatableArray<int>.Of(5), Activation.ReLU, Family.Flow);
        using EmittedNetworks networks = EmittedNetworks.Of([plan]);
        using LoadedNetwork network = networks.Create(0, 6L, 3L);
        var (x, y) = (randn(4, 6), randn(4, 2));

        Assert.InRange(EmittedNetworks.Distance(network.ValueAndGradient(x, y).Value, network.LogDensity(x, y)), 0, 1e-5);
    }

    /// <summary>
    /// y = 100 + 20 (0.8 x + 0.6 e) in two dimensions whose noise has correlation 0.7. The mean log-density of 20,000 fresh pairs has a
    /// standard error of 0.007; the reached one lies within 0.03 of minus the conditional entropy, which the diagonal family misses by 0.34.
    /// </summary>
    [Fact]
    public void Gaussian_pairs_are_learned_to_the_truth()
    {
        using var scope = NewDisposeScope();
        int full = Plans.TakeWhile(p => p is not { Family: Family.FullGaussian, Network.Layers.Count: 1 }).Count();
        int diagonal = Plans.TakeWhile(p => p is not { Family: Family.DiagonalGaussian, Network.Layers.Count: 1 }).Count();
        random.manual_seed(13);
        double truth = -Math.Log(2 * Math.PI * Math.E * 12 * 12) - 0.5 * Math.Log(1 - 0.49);

        Assert.InRange(Learned(full, 20_000, Correlated), truth - 0.03, truth + 0.03);
        Assert.InRange(Learned(diagonal, 20_000, Correlated), truth + 0.5 * Math.Log(1 - 0.49) - 0.03, truth + 0.5 * Math.Log(1 - 0.49) + 0.03);

        static (Tensor X, Tensor Y) Correlated(long n)
        {
            var x = 3 * randn(n, 4) + 5;
            var first = randn(n, 1);
            var noise = cat([first, 0.7 * first + Math.Sqrt(1 - 0.49) * randn(n, 1)], 1);
            return (x, 100 + 20 * (0.8 * (x.narrow(1, 0, 2) - 5) / 3 + 0.6 * noise));
        }
    }

    /// <summary>
    /// y1 = x + e1, y2 = y1^2 / 2 + e2 / 2: bent, which a flow follows to 0.1 nats where a full Gaussian stays 0.3 behind. The mean
    /// log-density has a standard error of 0.01 over 10,000 pairs.
    /// </summary>
    [Fact]
    public void Bent_pairs_are_learned_by_a_flow()
    {
        using var scope = NewDisposeScope();
        VariationalPlan[] plans = [.. ((Family[])[Family.Flow, Family.FullGaussian]).Select(family =>
            VariationalPlan.Of("x", Width.Of(1), "y", 2, EquatableArray<int>.Of(32), Activation.SiLU, family))];
        using EmittedNetworks networks = EmittedNetworks.Of(plans);
        random.manual_seed(14);
        double truth = -Math.Log(2 * Math.PI * Math.E) - Math.Log(0.5);

        Assert.InRange(Learned(networks.Create(0, 1L), 10_000, Bent), truth - 0.1, truth + 0.045);
        Assert.InRange(Learned(networks.Create(1, 1L), 10_000, Bent), double.NegativeInfinity, truth - 0.3);

        static (Tensor X, Tensor Y) Bent(long n)
        {
            var x = randn(n, 1);
            var first = x + randn(n, 1);
            return (x, cat([first, 0.5 * first.square() + 0.5 * randn(n, 1)], 1));
        }
    }

    [Fact]
    public Task Emitted_Diagonal() => Verifier.Verify(EmittedNetworks.Text(VariationalPlan.Of(
        "x", Width.Of(20), "y", 3, EquatableArray<int>.Of(256, 256), Activation.ReLU)), "cs");

    [Fact]
    public Task Emitted_Mixture() => Verifier.Verify(EmittedNetworks.Text(VariationalPlan.Of(
        "y", new Width(null, "yDim"), "x", 3, EquatableArray<int>.Of(64), Activation.ReLU, components: 5)), "cs");

    /// <summary>What torch's own layers make of the same weights.</summary>
    [Fact]
    public void Convolutions_come_before_the_dense_layers()
    {
        using var scope = NewDisposeScope();
        int index = Plans.Count - 1;
        Assert.NotNull(Plans[index].Network.Layers[0].Convolution);
        using LoadedNetwork network = Spread(index, 8);
        var (x, _) = Pairs(index, Rows, float32);
        Tensor[] w = network.Weights.split([27, 3, 54, 2, 32, 4]);
        Tensor map = nn.functional.conv2d(x.view(Rows, 1, 2, 2), w[0].narrow(0, 0, 27).view(3, 1, 3, 3), w[1], padding: [1, 1]).tanh();
        map = nn.functional.conv2d(map, w[2].view(2, 3, 3, 3), w[3], padding: [1, 1]).tanh();
        Assert.InRange(EmittedNetworks.Distance(network.Forward(x), nn.functional.linear(map.flatten(1), w[4].view(4, 8), w[5])), 0, 1e-6);
    }

    /// <summary>By torch's own batch norm over the same layers, which also says how the averages move.</summary>
    [Theory]
    [InlineData(Family.DiagonalGaussian)]
    [InlineData(Family.FullGaussian)]
    [InlineData(Family.Flow)]
    public void Norms_are_those_of_torch(Family family)
    {
        using var scope = NewDisposeScope();
        int index = Enumerable.Range(0, Plans.Count).First(i => Plans[i].Network.NormsBatch && Plans[i].Family == family);
        using LoadedNetwork network = Spread(index, 11);
        var (x, y) = Pairs(index, Rows, float32);
        Tensor[] buffers = [.. network.Module.named_buffers().Where(b => b.name is "means" or "variances").Select(b => b.buffer)];
        Tensor[] kept = [.. buffers.Select(b => b.clone())];
        Tensor byAverages = Expected(training: false);
        Assert.InRange(EmittedNetworks.Distance(network.Forward(x), byAverages), 0, 1e-5);
        Tensor density = network.LogDensity(x, y);

        // The rows at hand have other moments, and leave them in the averages.
        Tensor ofBatch = network.LogDensityBy!(x, y, true);
        Tensor byBatch = Expected(training: true);
        Assert.InRange(EmittedNetworks.Distance(cat(buffers), cat(kept)), 0, 1e-5);
        Assert.True(EmittedNetworks.Distance(ofBatch, density) > 1e-2);
        Assert.True(EmittedNetworks.Distance(byBatch, byAverages) > 1e-2);
        ofBatch.sum().backward();
        Assert.True(network.Weights.grad!.isfinite().all().item<bool>());

        Tensor Expected(bool training)
        {
            using var frozen = no_grad();
            Tensor[] w = network.Weights.split([24, 6, 6, 6, 54, 9, 9, 9, network.Weights.numel() - 123]);
            Tensor[] m = kept[0].split([6, 9]), v = kept[1].split([6, 9]);
            Tensor h = nn.functional.batch_norm(nn.functional.linear(x, w[0].view(6, 4), w[1]), m[0], v[0], w[2], w[3], training).tanh();
            h = nn.functional.batch_norm(nn.functional.linear(h, w[4].view(9, 6), w[5]), m[1], v[1], w[6], w[7], training).tanh();
            long outputs = Plans[index].Network.Layers[^1].Outputs.Value!.Value;
            return nn.functional.linear(h, w[8].narrow(0, 0, 9 * outputs).view(outputs, 9), w[8].narrow(0, 9 * outputs, outputs));
        }
    }

    [Fact]
    public Task Emitted_Normed() => Verifier.Verify(EmittedNetworks.Text(VariationalPlan.Of(
        "x", Width.Of(20), "y", 3, EquatableArray<int>.Of(64), Activation.ReLU, batchNorm: true)), "cs");

    [Fact]
    public Task Emitted_Full() => Verifier.Verify(EmittedNetworks.Text(VariationalPlan.Of(
        "x", Width.Of(20), "y", 3, EquatableArray<int>.Of(64), Activation.ReLU, Family.FullGaussian)), "cs");

    [Fact]
    public Task Emitted_Flow() => Verifier.Verify(EmittedNetworks.Text(VariationalPlan.Of(
        "x", Width.Of(20), "y", 3, EquatableArray<int>.Of(64), Activation.SiLU, Family.Flow, couplings: 2)), "cs");

    /// <summary>The mean log-density of fresh pairs after training by maximum likelihood.</summary>
    private double Learned(int index, long fresh, Func<long, (Tensor X, Tensor Y)> draw) => Learned(all.Networks.Create(index, 1L), fresh, draw);

    private static double Learned(LoadedNetwork network, long fresh, Func<long, (Tensor X, Tensor Y)> draw)
    {
        using (network)
        {
            using var scope = NewDisposeScope();
            var (firstX, firstY) = draw(2_000);
            network.Scale(firstX, firstY);
            using var adam = optim.Adam([network.Weights], 0.01);
            for (int i = 0; i < 1_200; i++)
            {
                using var step = NewDisposeScope();
                var (x, y) = draw(512);
                adam.ParamGroups.Single().LearningRate = 0.01 * Math.Min(1, 2 * (1 - i / 1_200.0));
                adam.zero_grad();
                network.LogDensity(x, y).mean().neg().backward();
                adam.step();
            }

            var (testX, testY) = draw(fresh);
            return network.LogDensity(testX, testY).mean().item<float>();
        }
    }

    private static VariationalPlan Plan(int dim, Activation activation, Family family, int components = 1, int couplings = 4) =>
        VariationalPlan.Of("x", Width.Of(4), "y", dim, EquatableArray<int>.Of(6, 9), activation, family, components, couplings);

    // The four columns as 2 x 2 pixels, convolved by 3 x 3.
    private static VariationalPlan OfImages(Family family, bool batchNorm, params int[] hidden) => VariationalPlan.Of(
        "x", Width.Of(4), "y", 2, hidden.ToEquatableArray(), Activation.Tanh, family, couplings: 2,
        image: new ImagePlan(2, 2, Width.Of(1), EachLocation: false), convolutions: new ConvolutionDeclaration(EquatableArray<int>.Of(3, 2), Kernel: 3, Stride: 1), batchNorm: batchNorm);

    private static VariationalPlan Linear(int dim, Family family) => VariationalPlan.Of("x", Width.Of(4), "y", dim, default, Activation.ReLU, family);

    private static int Dim(int index) => Plans[index].Latent.Columns.Value!.Value;

    private static (Tensor X, Tensor Y) Pairs(int index, long n, ScalarType type)
    {
        random.manual_seed(2);
        return (randn(n, 4, dtype: type), randn(n, Dim(index), dtype: type));
    }

    /// <summary>Weights off their start, where the couplings are the identity; averages of no batch.</summary>
    private LoadedNetwork Spread(int index, long seed)
    {
        LoadedNetwork network = all.Networks.Create(index, seed);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        random.manual_seed(seed);
        network.Weights.add_(0.3 * randn_like(network.Weights));
        foreach ((string name, Tensor buffer) in network.Module.named_buffers())
        {
            if (name is "means" or "variances")
            {
                buffer.copy_(linspace(name == "means" ? -0.5 : 0.4, name == "means" ? 0.7 : 2.5, buffer.numel()));
            }
        }

        return network;
    }

    /// <summary>All of them in one compilation.</summary>
    public sealed class Compiled : IDisposable
    {
        internal EmittedNetworks Networks { get; } = EmittedNetworks.Of(Plans);

        public void Dispose() => Networks.Dispose();
    }
}
