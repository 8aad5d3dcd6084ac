using System;
using System.Diagnostics;
using System.Linq;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>What emitted code for declared densities calls.</summary>
public sealed class KnownDensityTests
{
    [Fact]
    public void Seeded_draws_repeat_and_leave_the_default_generator_as_it_was()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        double[] expected = Tensors.Doubles(randn(7));
        manual_seed(3);
        double[] head = Tensors.Doubles(randn(3));
        double[] first = Draws(1, RandomStream.Chains, 5);
        double[] again = Draws(1, RandomStream.Chains, 5);
        Assert.Equal(first, again);
        Assert.NotEqual(first, Draws(1, RandomStream.Chains, 6));
        Assert.NotEqual(first, Draws(1, RandomStream.Tuning, 5));
        Assert.NotEqual(first, Draws(2, RandomStream.Chains, 5));

        // Torch draws fewer than 16 normal numbers one by one, in pairs.
        Assert.Equal<double>(expected, (double[])[.. head, .. Tensors.Doubles(randn(4))]);
    }

    [Fact]
    public void Seeded_draws_nest()
    {
        using DisposeScope scope = NewDisposeScope();
        double[] plain;
        using (new SeededDraws(1, RandomStream.Chains, 0))
        {
            plain = Tensors.Doubles(cat([randn(5), randn(5)]));
        }

        using var outer = new SeededDraws(1, RandomStream.Chains, 0);
        double[] before = Tensors.Doubles(randn(5));
        using (new SeededDraws(1, RandomStream.Tuning, 0))
        {
            randn(11);
        }

        Assert.Equal<double>(plain, (double[])[.. before, .. Tensors.Doubles(randn(5))]);
    }

    [Fact]
    public void A_forked_generator_repeats_and_is_not_the_default_one()
    {
        using DisposeScope scope = NewDisposeScope();
        (double[] Own, double[] Second, double[] Default) Run()
        {
            using var draws = new SeededDraws(1, RandomStream.Tuning, 0);
            using Generator first = SeededDraws.Fork(), second = SeededDraws.Fork();
            return (Tensors.Doubles(randn(5, generator: first)), Tensors.Doubles(randn(5, generator: second)), Tensors.Doubles(randn(5)));
        }

        var (own, other, standard) = Run();
        Assert.Equal(own, Run().Own);
        Assert.NotEqual(own, other);
        Assert.NotEqual(own, standard);
    }

    [Fact]
    public void Log_probabilities_are_summed_after_the_first_dimension()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = tensor(Tensors.Gaussian(1, 4, 6)).to(float64);
        Tensor each = distributions.Normal(zeros(1, float64), ones(1, float64)).log_prob(y);
        double[] wanted = Tensors.Doubles(each.sum(1));
        Near.Vector(wanted, Tensors.Doubles(RowDensity.Sum(each, 4, "Prior")), 1e-14);
        Near.Vector(wanted, Tensors.Doubles(RowDensity.Sum(each.view(4, 2, 3), 4, "Prior")), 1e-14);
        Near.Vector(wanted, Tensors.Doubles(RowDensity.Sum(each.sum(1), 4, "Prior")), 1e-14);
        string message = Assert.Throws<InvalidOperationException>(() => RowDensity.Sum(each, 6, "Prior")).Message;
        Assert.Contains("Prior has shape [4, 6] for 6 rows", message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => RowDensity.Sum(each.sum(), 4, "Prior"));
    }

    [Fact]
    public void A_density_of_ones_own_has_one_value_a_row()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor fine = zeros(4);
        Assert.Same(fine, RowDensity.Demand(fine, 4, "LogPrior"));
        Assert.Contains("LogPrior gave log densities of shape [4, 1] for 4 rows; [4] is wanted: sum over the dimensions", Message(zeros(4, 1)), StringComparison.Ordinal);
        Assert.Contains("keep the rows apart", Message(zeros(1)), StringComparison.Ordinal);
        Assert.Contains("shape []", Message(zeros([])), StringComparison.Ordinal);

        static string Message(Tensor given) =>
            Assert.Throws<InvalidOperationException>(() => RowDensity.Demand(given, 4, "LogPrior")).Message;
    }

    [Fact]
    public void A_marginal_is_drawn_by_its_shape()
    {
        using DisposeScope scope = NewDisposeScope();
        distributions.Distribution[] marginals =
        [
            distributions.Normal(tensor(0.0), tensor(1.0)), distributions.Normal(zeros(3), ones(3)),
            distributions.Independent(distributions.Normal(zeros(3), ones(3).requires_grad_()), 1),
            distributions.MultivariateNormal(zeros(3), covariance_matrix: eye(3)),
        ];
        foreach (distributions.Distribution marginal in marginals)
        {
            Tensor drawn = RowDensity.Draw(marginal, 5, 3, "Prior");
            Assert.Equal([5, 3], drawn.shape);
            Assert.False(drawn.requires_grad);
            Assert.Equal(15, Tensors.Doubles(drawn).Distinct().Count());
        }

        Assert.Contains("Prior has shape [3]; as a marginal of 4", Message(marginals[1], 4), StringComparison.Ordinal);
        Assert.Contains("shape [5, 3]", Message(distributions.Normal(zeros(5, 3), ones(5, 3)), 3), StringComparison.Ordinal);

        static string Message(distributions.Distribution given, long dimensions) =>
            Assert.Throws<InvalidOperationException>(() => RowDensity.Draw(given, 5, dimensions, "Prior")).Message;
    }

    [Fact]
    public void A_conditional_is_drawn_once_a_row()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = arange(6, float64).view(3, 2).requires_grad_();
        Tensor drawn = RowDensity.DrawRows(distributions.Normal(y, full_like(y, 1e-9)), 3, 2, "Likelihood");
        Near.Vector(Tensors.Doubles(y), Tensors.Doubles(drawn), 1e-6);
        Assert.False(drawn.requires_grad);
        string message = Assert.Throws<InvalidOperationException>(
            () => RowDensity.DrawRows(distributions.Normal(y, ones_like(y)), 3, 5, "Likelihood")).Message;
        Assert.Contains("draws of Likelihood have shape [3, 2]; [3, 5] is wanted", message, StringComparison.Ordinal);
    }

    /// <summary>-1/2 (y - m)' A (y - m) with a parameter that requires a gradient of its own.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_are_those_of_each_row(bool frozen)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = tensor(Tensors.Gaussian(2, 4, 3)).to(float64);
        using Parameter precision = nn.Parameter(tensor(new double[,] { { 2, 0.5, 0 }, { 0.5, 1, 0.2 }, { 0, 0.2, 3 } }));
        Tensor Log(Tensor at) => -0.5 * (at.matmul(precision) * at).sum(1);
        using (frozen ? no_grad() : enable_grad())
        {
            (Tensor value, Tensor gradient) = DensityGradient.Of(y, Log, "LogPrior");
            Assert.False(value.requires_grad);
            Assert.False(gradient.requires_grad);
            Near.Vector(Tensors.Doubles(Log(y)), Tensors.Doubles(value), 1e-14);
            Near.Vector(Tensors.Doubles(-y.matmul(precision)), Tensors.Doubles(gradient), 1e-14);
            Assert.Equal(!frozen, is_grad_enabled());
        }

        Assert.False(Tensors.HasGradient(precision));
        Assert.False(y.requires_grad);
    }

    [Fact]
    public void A_density_without_gradient_is_refused_by_name()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = zeros(4, 2);
        using Parameter weight = nn.Parameter(ones(2));
        Func<Tensor, Tensor>[] cut =
        [
            at => at.detach().square().sum(1), at => (at.detach() * weight).sum(1), at => zeros(4), Frozen,
            at => tensor(new[] { at.sum().item<float>() }).expand(4),
        ];
        foreach (Func<Tensor, Tensor> density in cut)
        {
            string message = Assert.Throws<InvalidOperationException>(() => DensityGradient.Of(y, density, "LogPrior")).Message;
            Assert.Contains("LogPrior has no gradient in its argument", message, StringComparison.Ordinal);
            Assert.Contains("no detach, item, data or no_grad", message, StringComparison.Ordinal);
        }

        Assert.Throws<InvalidOperationException>(() => DensityGradient.Of(y, at => at.square(), "LogPrior"));

        static Tensor Frozen(Tensor at)
        {
            using var none = no_grad();
            return at.square().sum(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(64)]
    public void Chunks_give_the_log_mean_of_the_whole(int atOnce)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = 300 * tensor(Tensors.Gaussian(3, 10, 5)).to(float64);
        double[] wanted = Tensors.Doubles(t.logsumexp(0) - Math.Log(10));
        Near.Vector(wanted, Tensors.Doubles(LogMeans.OfChunks(10, atOnce, Next(t, 0))), 1e-14);
        Tensor first = t[0];
        Near.Vector(wanted, Tensors.Doubles(LogMeans.OfChunks(10, atOnce, first, Next(t, 1))), 1e-14);
        Assert.Equal(5, first.numel());

        // Weights in single precision are summed in double.
        Tensor singles = t.to(float32);
        Tensor mean = LogMeans.OfChunks(10, atOnce, Next(singles, 0));
        Assert.Equal(float64, mean.dtype);
        Near.Vector(Tensors.Doubles(singles.to(float64).logsumexp(0) - Math.Log(10)), Tensors.Doubles(mean), 1e-14);

        // Plain means, and values chosen by the softmax of scores.
        Tensor values = tensor(Tensors.Gaussian(4, 10, 5)).to(float64);
        Near.Vector(Tensors.Doubles(values.mean([0L])), Tensors.Doubles(LogMeans.MeanOfChunks(10, atOnce, Next(values, 0))), 1e-14);
        Func<int, Tensor> scoresOf = Next(t, 0), valuesOf = Next(values, 0);
        (Tensor logMean, Tensor chosen) = LogMeans.SoftmaxOfChunks(10, atOnce, c => (scoresOf(c), valuesOf(c)));
        Near.Vector(wanted, Tensors.Doubles(logMean), 1e-14);
        Near.Vector(Tensors.Doubles((t.softmax(0) * values).sum(0L)), Tensors.Doubles(chosen), 1e-14);

        static Func<int, Tensor> Next(Tensor all, int from) => c =>
        {
            from += c;
            return all.narrow(0, from - c, c);
        };
    }

    [Fact]
    public void Weights_of_zero_and_wrong_shapes()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor none = LogMeans.OfChunks(6, 4, c => full(c, 2, double.NegativeInfinity));
        Assert.Equal([double.NegativeInfinity, double.NegativeInfinity], Tensors.Doubles(none));
        Assert.Equal([2.5], Tensors.Doubles(LogMeans.OfChunks(1, 4, tensor(new[] { 2.5 }), c => throw new InvalidOperationException("called"))));
        Assert.Contains("[4, n] is wanted", Assert.Throws<InvalidOperationException>(() => LogMeans.OfChunks(6, 4, c => zeros(2, c))).Message, StringComparison.Ordinal);
        Assert.Contains("[4, 3] is wanted", Assert.Throws<InvalidOperationException>(() => LogMeans.OfChunks(6, 4, zeros(3), c => zeros(c, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => LogMeans.OfChunks(6, 4, zeros(3, 1), c => zeros(c, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogMeans.OfChunks(0, 4, c => zeros(c, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogMeans.OfChunks(3, 0, c => zeros(c, 2)));
    }

    /// <summary>All at once, 1,000,000 weights of 4 rows in double precision are 32 MB, and several times that while summed.</summary>
    [Fact]
    public void A_million_samples_take_bounded_memory()
    {
        using DisposeScope scope = NewDisposeScope();
        LogMeans.OfChunks(10_000, 1000, Ramp());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using Process self = Process.GetCurrentProcess();
        long before = self.WorkingSet64, tensors = Tensor.TotalCount, most = 0;
        Func<int, Tensor> ramp = Ramp();
        Tensor mean = LogMeans.OfChunks(1_000_000, 1000, c =>
        {
            most = Math.Max(most, Tensor.TotalCount - tensors);
            return ramp(c);
        });
        long left = Tensor.TotalCount - tensors;
        self.Refresh();
        double megabytes = (self.WorkingSet64 - before) / 1e6;

        // The mean of (j + 1) over j < K is (K + 1) / 2.
        Near.Vector(Enumerable.Repeat(Math.Log(500_000.5), 4), Tensors.Doubles(mean), 1e-12);
        Assert.True(most < 10, $"{most} tensors alive between chunks");
        Assert.Equal(1, left);
        Assert.True(megabytes < 16, FormattableString.Invariant($"{megabytes:F1} MB more"));

        static Func<int, Tensor> Ramp()
        {
            long done = 0;
            return c =>
            {
                done += c;
                return (arange(done - c, done, float64) + 1).log().unsqueeze(1).expand(c, 4);
            };
        }
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        using Tensor y = tensor(Tensors.Gaussian(1, 4, 3));
        using Normal prior = distributions.Normal(zeros(3), ones(3));
        Once();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        for (int k = 0; k < 200; k++)
        {
            Once();
        }

        Assert.Equal(before, Tensor.TotalCount);

        void Once()
        {
            using var draws = new SeededDraws(1, RandomStream.Chains, 0);
            (Tensor value, Tensor gradient) = DensityGradient.Of(y, at => RowDensity.Sum(prior.log_prob(at), 4, "Prior"), "Prior");
            value.Dispose();
            gradient.Dispose();
            RowDensity.Draw(prior, 4, 3, "Prior").Dispose();
            LogMeans.OfChunks(5, 2, c => zeros(c, 4)).Dispose();
            using Tensor first = zeros(4);
            LogMeans.OfChunks(5, 2, first, c => zeros(c, 4)).Dispose();
        }
    }

    private static double[] Draws(long seed, RandomStream stream, long step)
    {
        using var draws = new SeededDraws(seed, stream, step);
        return Tensors.Doubles(randn(5));
    }
}
