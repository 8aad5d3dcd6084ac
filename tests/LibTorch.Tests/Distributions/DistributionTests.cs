using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace LibTorch.Tests;

/// <summary>Densities, entropies, moments and distribution functions against PyTorch 1.13; samples against their own moments.</summary>
public sealed class DistributionTests : IDisposable
{
    private static readonly Dictionary<string, Func<Tensor[], Generator?, Distribution>> s_distributions = new(StringComparer.Ordinal)
    {
        ["Normal"] = (p, g) => Normal(p[0], p[1], g),
        ["Uniform"] = (p, g) => Uniform(p[0], p[0] + p[1], g),
        ["Exponential"] = (p, g) => Exponential(p[0], g),
        ["Laplace"] = (p, g) => Laplace(p[0], p[1], g),
        ["Cauchy"] = (p, g) => Cauchy(p[0], p[1], g),
        ["Gamma"] = (p, g) => Gamma(p[0], p[1], g),
        ["Chi2"] = (p, g) => Chi2(p[0], g),
        ["Beta"] = (p, g) => Beta(p[0], p[1], g),
        ["Dirichlet"] = (p, g) => Dirichlet(p[0], g),
        ["LogNormal"] = (p, g) => LogNormal(p[0], p[1], g),
        ["Poisson"] = (p, g) => Poisson(p[0], g),
        ["Bernoulli"] = (p, g) => Bernoulli(p[0], generator: g),
        ["Bernoulli_logits"] = (p, g) => Bernoulli(logits: p[0], generator: g),
        ["Categorical"] = (p, g) => Categorical(p[0], generator: g),
        ["Categorical_logits"] = (p, g) => Categorical(logits: p[0], generator: g),
        ["Multinomial"] = (p, g) => Multinomial(6, p[0], generator: g),
        ["Multinomial_logits"] = (p, g) => Multinomial(6, logits: p[0], generator: g),
        ["MultivariateNormal"] = (p, g) => MultivariateNormal(p[0], p[1], generator: g),
        ["MultivariateNormal_precision"] = (p, g) => MultivariateNormal(p[0], precision_matrix: p[1], generator: g),
        ["MultivariateNormal_scale"] = (p, g) => MultivariateNormal(p[0], scale_tril: p[1].tril(), generator: g),
        ["Independent"] = (p, g) => Independent(Normal(p[0], p[1], g), 1),
    };

    /// <summary>Those whose draws TorchSharp makes differentiable.</summary>
    private static readonly string[] s_reparametrised =
        ["Normal", "Uniform", "Exponential", "Laplace", "Cauchy", "MultivariateNormal", "MultivariateNormal_precision", "MultivariateNormal_scale", "Independent"];

    private readonly DisposeScope _scope = NewDisposeScope();

    private static JsonElement Cases => GoldenJson.Read("distributions.json");

    public static TheoryData<string> Names => [.. Cases.Names()];

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Every_distribution_has_a_case()
        => Assert.Equal(Cases.Names().Order(StringComparer.Ordinal), s_distributions.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch(string name)
    {
        var golden = Cases.At(name);
        var (d, parameters) = Make(name);
        Assert.Equal(golden.At("batch").Longs(), d.batch_shape);
        Assert.Equal(golden.At("event").Longs(), d.event_shape);

        var value = golden.At("value").Tensor();
        var logProb = d.log_prob(value);
        GoldenJson.Equal(golden.At("log_prob"), logProb, name + ".log_prob");
        (logProb * GoldenJson.Cotangent(logProb)).sum().backward();
        foreach (var (p, grad) in parameters.Zip(golden.At("grads").EnumerateArray()))
            GoldenJson.Equal(grad, p.grad!, name + " gradient", 1e-9);

        Check(golden, "mean", name, () => d.mean);
        Check(golden, "variance", name, () => d.variance);
        Check(golden, "stddev", name, () => d.stddev);
        Check(golden, "entropy", name, d.entropy);
        Check(golden, "cdf", name, () => d.cdf(value));
        if (!string.Equals(name, "Chi2", StringComparison.Ordinal) && !string.Equals(name, "Gamma", StringComparison.Ordinal))
            Check(golden, "icdf", name, () => d.icdf(golden.At("p").Tensor()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_have_the_stated_moments(string name)
    {
        // Means and mean squared deviations of 20,000 draws, each within 6 of its estimated standard errors: over the some
        // 120 comparisons of this test a correct build fails for about one seed in 4 million (heavy tails: somewhat more).
        const int Draws = 20_000;
        var (d, _) = Make(name, new Generator(17));
        Assert.Equal([Draws, .. d.batch_shape, .. d.event_shape], d.sample(Draws).shape);
        Assert.Equal([3, 2, .. d.batch_shape, .. d.event_shape], d.sample(3, 2).shape);
        Assert.Equal([.. d.batch_shape, .. d.event_shape], d.sample().shape);

        var draws = d.sample(Draws).detach().to(ScalarType.Float64);
        if (name.StartsWith("Cauchy", StringComparison.Ordinal))
        {
            // No moments: the distribution function at the draws is uniform.
            var u = d.cdf(draws).detach();
            Near(u, full_like(u[0], 0.5));
            Near((u - 0.5).pow(2), full_like(u[0], 1.0 / 12));
            return;
        }

        if (name.StartsWith("Categorical", StringComparison.Ordinal))
        {
            var probs = ((TorchSharp.Modules.Categorical)d).probs.detach();
            for (var k = 0; k < 3; k++)
                Near(draws.eq(k).to(ScalarType.Float64), probs.select(-1, k));
            return;
        }

        var mean = d.mean.detach().expand(draws.shape[1..]);
        Near(draws, mean);
        Near((draws - mean).pow(2), d.variance.detach().expand(draws.shape[1..]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_generator_decides_the_draws(string name)
    {
        var first = Make(name, new Generator(3)).d.sample(8);
        var again = Make(name, new Generator(3)).d.sample(8);
        var other = Make(name, new Generator(4)).d.sample(8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_flow_through_rsample_where_TorchSharp_lets_them(string name)
    {
        var (d, parameters) = Make(name);
        var draw = d.rsample(4);

        Assert.Equal(s_reparametrised.Contains(name), draw.requires_grad);
        if (!draw.requires_grad)
            return;
        draw.sum().backward();
        Assert.True(parameters[0].grad!.isfinite().all().item<bool>());
        Assert.True(parameters[0].grad!.abs().sum().item<double>() > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Expanded_distributions_repeat(string name)
    {
        var (d, _) = Make(name);
        var value = Cases.At(name).At("value").Tensor();
        var single = d.log_prob(value);
        var larger = d.expand(new Size([2L, .. d.batch_shape]));

        Assert.Equal([2, .. d.batch_shape], larger.batch_shape);
        Assert.Equal(d.event_shape, larger.event_shape);
        var twice = larger.log_prob(value.unsqueeze(-1 - (int)(single.dim() - (single.dim() - d.batch_shape.Length)) - d.event_shape.Length).detach());
        Assert.True(twice.select(-1 - d.batch_shape.Length, 1).allclose(single));
    }

    [Fact]
    public void Gradient_of_a_reparametrised_normal_is_the_draw()
    {
        var (loc, scale) = (Leaf(0.5), Leaf(2.0));
        var x = Normal(loc, scale, new Generator(1)).rsample();
        x.backward();

        Assert.Equal(1, loc.grad!.item<double>(), 12);
        Assert.Equal((x.item<double>() - 0.5) / 2, scale.grad!.item<double>(), 12);
        Assert.False(Normal(loc, scale).sample().requires_grad);
    }

    [Fact]
    public void Scalars_and_equal_categories()
    {
        Assert.Equal(-0.5 * Math.Log(2 * Math.PI), Normal(0.0).log_prob(tensor(0.0)).item<double>(), 12);
        Assert.Equal(ScalarType.Float32, Normal(0f).sample().dtype);
        Assert.Equal(Math.Log(5), Categorical(5).entropy().item<double>(), 12);
        Assert.Equal(-Math.Log(2), Laplace(0.0, 1.0).log_prob(tensor(0.0)).item<double>(), 12);
        Assert.Equal(4, Multinomial(4, 3).sample().sum().item<double>());
        Assert.Throws<ArgumentException>(() => Bernoulli());
        Assert.Throws<NotSupportedException>(() => Gamma(ones(1), ones(1)).icdf(ones(1)));
    }

    [Fact]
    public void A_uniform_density_is_zero_outside()
    {
        var d = Uniform(tensor(1.0), tensor(3.0));
        Assert.Equal(
            [double.NegativeInfinity, -Math.Log(2), double.NegativeInfinity],
            d.log_prob(tensor(new[] { 0.9, 1.0, 3.0 })).data<double>().ToArray());
    }

    [Fact]
    public void Transforms_compose()
    {
        // 2 + 3 exp(x) of a standard normal.
        var d = new TorchSharp.Modules.TransformedDistribution(
            Normal(tensor(0.0), tensor(1.0)), [new transforms.ExpTransform(), new transforms.AffineTransform(2.0, 3.0)]);
        var log = LogNormal(tensor(0.0), tensor(1.0));
        var y = tensor(6.5);

        Assert.Equal(log.log_prob((y - 2) / 3).item<double>() - Math.Log(3), d.log_prob(y).item<double>(), 12);
        Assert.Equal(log.cdf((y - 2) / 3).item<double>(), d.cdf(y).item<double>(), 12);
        Assert.Equal(6.5, d.icdf(d.cdf(y)).item<double>(), 10);
        var falling = new TorchSharp.Modules.TransformedDistribution(Normal(tensor(0.0), tensor(1.0)), new transforms.AffineTransform(0.0, -1.0));
        Assert.Equal(Normal(0.0).cdf(tensor(0.7)).item<double>(), falling.cdf(tensor(0.7)).item<double>(), 12);
    }

    private static Tensor Leaf(double value) => tensor(value).requires_grad_();

    private static (Distribution d, Tensor[] parameters) Make(string name, Generator? generator = null)
    {
        var parameters = Cases.At(name).At("parameters").EnumerateArray().Select(p => p.Tensor().requires_grad_()).ToArray();
        return (s_distributions[name](parameters, generator), parameters);
    }

    private static void Check(JsonElement golden, string member, string name, Func<Tensor> actual)
    {
        if (golden.TryGetProperty(member, out var expected) && expected.ValueKind != JsonValueKind.Null)
            GoldenJson.Equal(expected, actual(), $"{name}.{member}");
    }

    private static void Near(Tensor draws, Tensor expected)
    {
        var error = draws.std(0) / Math.Sqrt(draws.shape[0]);
        var off = ((draws.mean([0]) - expected).abs() / (error + 1e-300)).max().item<double>();
        Assert.True(off < 6, FormattableString.Invariant($"{off} standard errors off"));
    }
}
