using System;
using System.IO;
using System.Linq;
using System.Threading;
using MiDsl.Torch.Tests.Estimators;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>
/// What is learned beside known densities, on a linear decoder of 2 latent and 6 observed dimensions, 2.1 nats. Paired differences to the
/// exact density of the same 256 pairs; four errors, 1 in 30,000 by chance for each comparison.
/// </summary>
public sealed class KnownLearningTests
{
    private static readonly float[] Weights = [2, 0, 1, 1, 0, 2, -1, 1, 1.5f, 0.5f, 0, -1];

    [Fact]
    public void A_learned_proposal_makes_Barber_Agakov_tight()
    {
        using var estimator = new LearnedBarberAgakov();
        estimator.UseDecoder(Matrix(), zeros(6));
        Interval interval = estimator.Fit();

        // Full covariance holds the posterior itself.
        Assert.InRange(interval.Width, -4 * interval.WidthError, 0.1);
        using PairTensors pairs = estimator.FreshPairs(256);
        double exact = Exact(pairs).Average();
        Assert.InRange(interval.Lower.Value, exact - 0.1, exact + 0.01);
        Assert.InRange(interval.Upper.Value, exact - 0.05, exact + 0.1);
    }

    [Fact]
    public void Importance_samples_of_a_learned_proposal_lie_on_both_sides()
    {
        using var estimator = new LearnedIwae();
        estimator.UseDecoder(Matrix(), zeros(6));
        Interval interval = estimator.Fit();
        using PairTensors pairs = estimator.FreshPairs(256);
        Side(estimator.InformationDensity(pairs.X, pairs.Y), pairs);
        Assert.InRange(interval.Lower.Value, interval.Lower.Floor - 1e-6, interval.Lower.Cap);
    }

    /// <summary>
    /// Chains and 4,000 samples of a two-dimensional prior bracket one value, that of a decoder with transposed convolutions of the same
    /// weights, on the same pairs.
    /// </summary>
    [Fact]
    public void A_decoder_of_images_is_annealed_and_sampled_to_the_same_value()
    {
        using var annealed = new AnnealedImages { Seed = 5 };
        using var sampled = new SampledImages { Seed = 5 };
        Interval byChains = annealed.Evaluate(), bySamples = sampled.Evaluate();
        Assert.InRange(byChains.Width, -4 * byChains.WidthError, 0.6);
        Assert.InRange(bySamples.Width, -4 * bySamples.WidthError, 0.1);
        Assert.True(bySamples.Lower.Value > 0.5, $"{bySamples.Lower.Value} nats are too few to compare");
        Assert.InRange(byChains.Lower.Value, bySamples.Lower.Value - 0.6, bySamples.Upper.Value + 0.1);
        Assert.InRange(byChains.Upper.Value, bySamples.Lower.Value - 0.1, bySamples.Upper.Value + 0.6);
    }

    [Fact]
    public void A_critic_only_loses_against_the_weights()
    {
        using var contrasted = new LearnedGiwae();
        contrasted.UseDecoder(Matrix(), zeros(6));
        Interval interval = contrasted.Fit();
        using PairTensors pairs = contrasted.FreshPairs(256);
        var (lower, upper, start) = contrasted.InformationDensity(pairs.X, pairs.Y);
        Side((lower, upper, start), pairs);

        // q is nearly the posterior here, so little is left for the critic to tell apart; a trained one does not lose what q has.
        Assert.InRange(lower.mean().ToDouble(), start.mean().ToDouble() - 0.05, Exact(pairs).Average() + 0.05);
        Assert.InRange(interval.Lower.Value, 0, interval.Lower.Cap);
    }

    [Fact]
    public void An_energy_based_posterior_bounds_from_below()
    {
        using var estimator = new LearnedMineAis();
        LowerBound value = estimator.Fit();
        using PairTensors pairs = estimator.FreshPairs(256);
        double[] exact = Exact(pairs);
        double truth = exact.Average();

        // Value and truth on the same pairs: their difference scatters by some hundredths only.
        Assert.InRange(value.Value, truth - 0.5, truth + 0.1);
        Assert.Equal("forward chains", Assert.Single(value.Alongside).Name);
        Assert.InRange(value.Alongside[0].Value, value.Value - 0.05, truth + 0.5);
        Assert.InRange(value.Sampling!.AcceptanceMean!.Value, 0.4, 0.99);
    }

    [Fact]
    public void A_variational_autoencoder_learns_decoder_and_scale()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        Tensor y = randn(8_000, 2);
        Tensor x = y.matmul(Matrix().t()) + (0.5 * randn(8_000, 6));
        using var model = new LearnedAutoencoder();
        double elbo = model.FitDecoder(x);

        // Whatever rotation of y it found: log p(x) of the data, in closed form, is what the bound can reach.
        Tensor covariance = Matrix().matmul(Matrix().t()).to(float64) + (0.25 * eye(6, dtype: float64));
        double best = -0.5 * ((6 * (1 + Math.Log(2 * Math.PI))) + linalg.slogdet(covariance).Item2.ToDouble());
        Assert.InRange(elbo, best - 0.25, best + 0.15);

        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".safetensors");
        try
        {
            model.Save(path);
            using var loaded = new LearnedAutoencoder();
            loaded.Load(path);
            Assert.Equal(model.Evaluate(64).Upper.Value, loaded.Evaluate(64).Upper.Value);
            using var other = new LearnedIwae();
            Assert.Contains("load it into the class that saved it", Assert.Throws<DataException>(() => other.Load(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Given_pairs_train_stop_and_evaluate_apart()
    {
        (float[] x, float[] y) = Pairs(2_000);
        using var estimator = new BarberAgakovOnData();
        LowerBound value = estimator.Fit(PairedData.From(x, 6, y, 2));
        Assert.InRange(value.Value, Truth - 0.4, Truth + 0.3);
        Assert.Equal(DataRole.Given, value.Data);
        Assert.Equal(7, value.DegreesOfFreedom);
    }

    [Fact]
    public void Nothing_is_read_before_it_is_learned()
    {
        using var estimator = new LearnedIwae();
        Assert.Contains("call Fit or Load first", Assert.Throws<InvalidOperationException>(() => estimator.Evaluate()).Message);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => estimator.Fit(cancellation: cancelled.Token));
    }

    private static double Truth
    {
        get
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor w = Matrix().to(float64);
            return 0.5 * linalg.slogdet(eye(2, dtype: float64) + w.t().matmul(w)).Item2.ToDouble();
        }
    }

    private static Tensor Matrix() => tensor(Weights).view(6, 2);

    private static (float[] X, float[] Y) Pairs(int n)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        Tensor y = randn(n, 2);
        Tensor x = y.matmul(Matrix().t()) + randn(n, 6);
        return (x.data<float>().ToArray(), y.data<float>().ToArray());
    }

    // log p(y|x) - log p(y), the posterior of a linear decoder of scale 1.
    private static double[] Exact(PairTensors pairs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor w = Matrix().to(float64), y = pairs.Y.to(float64);
        Tensor precision = eye(2, dtype: float64) + w.t().matmul(w);
        Tensor mean = linalg.solve(precision, w.t().matmul(pairs.X.to(float64).t())).t();
        Tensor centred = y - mean;
        return (Truth - (0.5 * (centred.matmul(precision) * centred).sum(1L)) + (0.5 * y.square().sum(1L))).data<double>().ToArray();
    }

    private static void Side((Tensor Lower, Tensor Upper, Tensor Start) terms, PairTensors pairs)
    {
        double[] exact = Exact(pairs);
        (double below, double belowError) = BatchMeans.Of([.. Numbers(terms.Lower).Zip(exact, (l, e) => l - e)]);
        (double above, double aboveError) = BatchMeans.Of([.. Numbers(terms.Upper).Zip(exact, (u, e) => u - e)]);
        Assert.True(below < 4 * belowError, $"{below} ± {belowError}");
        Assert.True(above > -4 * aboveError, $"{above} ± {aboveError}");
    }

    private static double[] Numbers(Tensor values) => values.to(float64).data<double>().ToArray();
}
