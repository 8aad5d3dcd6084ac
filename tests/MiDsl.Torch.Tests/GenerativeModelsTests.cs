using System;
using System.IO;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Three autoencoders: what they come to on Gaussians and bits, and that each stays below the true log-density.</summary>
public sealed class GenerativeModelsTests
{
    /// <summary>
    /// Factor analysis is among the models. Seed 0; 8,192 pairs spread the value by at most .011 nats, so that .08 is seven standard
    /// errors (a false alarm in 1e11), which leaves room for the autoencoders' own gap.
    /// </summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void Value_comes_near_the_truth(double rho)
    {
        using var estimator = new GaussianModels(rho);
        Estimate value = estimator.Fit();
        double truth = Gaussians.Information(rho, 2);
        Assert.InRange(value.Value, truth - 0.08, truth + 0.08);
        Assert.Equal("Generative models", value.Name);
    }

    /// <summary>
    /// E of each bound is at most E log p, by Gibbs' inequality; on 8,192 pairs the difference is below 0 up to four of its standard
    /// errors, one false alarm in 30,000 for each term. Standard normal variables with correlation 0.7.
    /// </summary>
    [Fact]
    public void No_term_exceeds_the_true_log_density()
    {
        const int N = 8192;
        const double Rho = 0.7;
        using var estimator = new GaussianModels(Rho);
        estimator.Fit();
        float[] x = new float[2 * N], y = new float[2 * N];
        Gaussians.Draw(Rho, new Rng(77), x, y);
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        nn.Module<Tensor, Tensor, Tensor> models = Emitted.Critic(estimator);
        models.eval();
        double[,] terms = Tensors.Matrix(models.call(tensor(x).view(N, 2), tensor(y).view(N, 2)));
        for (int term = 0; term < 3; term++)
        {
            double[] excess = [.. Enumerable.Range(0, N).Select(i => terms[i, term] - LogDensity(term, i))];
            double mean = excess.Average();
            double error = Math.Sqrt(excess.Sum(e => (e - mean) * (e - mean)) / N / N);
            Assert.True(mean <= 4 * error, $"term {term} is {mean} above the truth, with an error of {error}");
            Assert.True(mean > -0.1, $"term {term} is {mean} below the truth");
        }

        double LogDensity(int term, int i)
        {
            double sum = 0;
            for (int k = 2 * i; k < (2 * i) + 2; k++)
            {
                double left = 1 - (Rho * Rho), r = y[k] - (Rho * x[k]);
                double ofX = -0.5 * ((x[k] * x[k]) + Math.Log(2 * Math.PI)), ofY = -0.5 * ((y[k] * y[k]) + Math.Log(2 * Math.PI));
                double given = -0.5 * ((r * r / left) + Math.Log(2 * Math.PI * left));
                sum += term == 0 ? ofX + given : term == 1 ? ofX : ofY;
            }

            return sum;
        }
    }

    /// <summary>Two independent copies of a pair carry twice its information: within .1, five standard errors (.019).</summary>
    [Fact]
    public void Two_copies_count_twice()
    {
        using var one = new OneGaussianModels(0.7);
        using var two = new GaussianModels(0.7);
        Assert.InRange(two.Fit().Value - (2 * one.Fit().Value), -0.1, 0.1);
    }

    /// <summary>x a fair bit, y equal to it with chance 0.9: log 2 - H(0.1) = 0.368 nats; 1,000 test pairs spread it by .015, a sixth of the tolerance.</summary>
    [Fact]
    public void Bits_come_near_the_truth()
    {
        using var estimator = new BitModels();
        Estimate value = estimator.Fit(Bits(5_000));
        double truth = Math.Log(2) + (0.9 * Math.Log(0.9)) + (0.1 * Math.Log(0.1));
        Assert.InRange(value.Value, truth - 0.1, truth + 0.1);
    }

    [Fact]
    public void Values_that_are_no_bits_are_refused()
    {
        using var estimator = new BitModels();
        DataException refused = Assert.Throws<DataException>(() => estimator.Fit(Gaussians.Data(0.5, 200, 1)));
        Assert.Contains("needs values in [0, 1]", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Draws of an evaluation begin anew: it can be repeated, also from a file, and leaves training's draws alone.</summary>
    [Fact]
    public void An_evaluation_can_be_repeated()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");
        try
        {
            PairedData fresh = Gaussians.Data(0.8, 320, 2, seed: 8);
            using var trained = new DataModels();
            trained.Fit(Gaussians.Data(0.8, 500, 2));
            double value = trained.Evaluate(fresh).Value;
            Assert.Equal(value, trained.Evaluate(fresh).Value);
            Assert.Equal(value, trained.PointwiseInformation(fresh).Average(), 1e-4);
            trained.Save(path);
            using var loaded = new DataModels();
            loaded.Load(path);
            Assert.Equal(value, loaded.Evaluate(fresh).Value);
            using var again = new DataModels();
            again.Fit(Gaussians.Data(0.8, 500, 2));
            Assert.Equal(value, again.Evaluate(fresh).Value);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static PairedData Bits(int n)
    {
        float[] x = new float[n], y = new float[n];
        var rng = new Rng(3);
        for (int i = 0; i < n; i++)
        {
            x[i] = rng.NextInt(2);
            y[i] = rng.NextInt(10) == 0 ? 1 - x[i] : x[i];
        }

        return PairedData.From(x, 1, y, 1);
    }
}
