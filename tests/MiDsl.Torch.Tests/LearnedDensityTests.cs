using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>CLUB and the difference of entropies: densities, values, gradients, and what they come to on Gaussians.</summary>
public sealed class LearnedDensityTests
{
    /// <summary>The emitted log-density against the formula in double precision; a mixture is a sum of densities.</summary>
    [Theory]
    [InlineData(typeof(ClubMatrix), 1)]
    [InlineData(typeof(MixtureClub), 3)]
    [InlineData(typeof(MixtureDoe), 4)]
    public void Log_density_is_that_of_the_Gaussians(Type type, int components)
    {
        const int Dy = 3;
        float[,] parameters = Tensors.Gaussian(1, 5, components == 1 ? 2 * Dy : components * ((2 * Dy) + 1));
        float[,] y = Tensors.Gaussian(2, 5, Dy);
        using DisposeScope scope = NewDisposeScope();
        double[] actual = Tensors.Doubles(Emitted.LogDensity(type, tensor(parameters), tensor(y)));
        double[] expected = [.. Enumerable.Range(0, 5).Select(i => LogDensity(Row(parameters, i), Row(y, i), components))];
        Near.Vector(expected, actual, 1e-5);
    }

    /// <summary>exp of the density integrates to 1 over a fine grid of y: 1e-3 is ten times the grid's error.</summary>
    [Fact]
    public void Density_is_normalised()
    {
        float[,] parameters = Tensors.Gaussian(5, 1, 4 * 3);
        const int Points = 40_001;
        float[,] y = new float[Points, 1];
        for (int i = 0; i < Points; i++)
        {
            y[i, 0] = (i - (Points / 2)) * 0.01f;
        }

        using DisposeScope scope = NewDisposeScope();
        Near.Number(1, Tensors.Doubles(Emitted.LogDensity(typeof(MixtureDoe), tensor(parameters), tensor(y))).Sum(Math.Exp) * 0.01, 1e-3);
    }

    /// <summary>Scores of a difference of entropies are log v(y|x) and log r(y) of each pair.</summary>
    [Fact]
    public void Value_and_gradient_of_the_difference_of_entropies()
    {
        double[,] f = Tensors.GaussianScores(4, 2, 1);
        using DisposeScope scope = NewDisposeScope();
        using Emitted.ScoreObjective objective = Emitted.Objective(typeof(GaussianDoe));
        Near.Number(((f[0, 0] - f[0, 1]) + (f[1, 0] - f[1, 1])) / 2, objective.Value(tensor(f)).ToDouble(), 1e-12);
        Tensor scores = tensor(f).requires_grad_();
        objective.Ascended(scores).backward();
        Near.Vector([0.5, 0.5, 0.5, 0.5], Tensors.Gradient(scores), 1e-12);
    }

    /// <summary>
    /// With the exact conditional CLUB is rho^2 / (1 - rho^2) a dimension, an upper bound on 0.673 nats; 8,192 pairs spread it by
    /// about .03, training by as much.
    /// </summary>
    [Fact]
    public void Club_comes_near_its_population_value_above_the_truth()
    {
        using var estimator = new GaussianClub(0.7);
        Estimate value = estimator.Fit();
        double population = 2 * 0.49 / (1 - 0.49);
        Assert.InRange(value.Value, population - 0.2, population + 0.2);
        Assert.Equal("CLUB, learned conditional", value.Name);
    }

    /// <summary>Both models contain the truth: within 0.06, three standard errors and some training.</summary>
    [Fact]
    public void Difference_of_entropies_comes_near_the_truth()
    {
        using var estimator = new GaussianDoe(0.7);
        Estimate value = estimator.Fit();
        double truth = Gaussians.Information(0.7, 2);
        Assert.InRange(value.Value, truth - 0.06, truth + 0.06);
    }

    /// <summary>x a fair sign, y = 2 x + noise: the marginal of y has two modes, which a mixture can learn. Truth by quadrature.</summary>
    [Fact]
    public void Mixture_learns_a_marginal_of_two_modes()
    {
        const int N = 6000;
        float[] x = new float[N], y = new float[N];
        var rng = new Rng(11);
        for (int i = 0; i < N; i++)
        {
            x[i] = rng.NextInt(2) == 0 ? -1 : 1;
            y[i] = (2 * x[i]) + rng.NextGaussian();
        }

        using var estimator = new MixtureDoe();
        Estimate value = estimator.Fit(PairedData.From(x, 1, y, 1));
        Assert.InRange(value.Value, SignInformation(2) - 0.07, SignInformation(2) + 0.07);
        Assert.Equal(N, estimator.PointwiseInformation(PairedData.From(x, 1, y, 1)).Length);
    }

    /// <summary>Objective is the value itself, differentiable in both arguments: against finite differences of the number it gives.</summary>
    [Theory]
    [InlineData(typeof(ClubMatrix))]
    [InlineData(typeof(MixtureDoe))]
    public void Objective_has_the_gradient_of_the_value(Type type)
    {
        using var estimator = new Any(type);
        float[,] x = Tensors.Gaussian(1, 6, 2), y = Tensors.Gaussian(2, 6, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor tx = tensor(x, requires_grad: true), ty = tensor(y, requires_grad: true);
        estimator.Objective(tx, ty).backward();
        double[] gx = Tensors.Gradient(tx), gy = Tensors.Gradient(ty);

        // Single precision: a step of 0.01 leaves 1e-3 of noise and curvature.
        double Moved(float[,] rows, bool isX, int i, int k, float by)
        {
            float[,] moved = (float[,])rows.Clone();
            moved[i, k] += by;
            using Tensor value = isX ? estimator.Objective(tensor(moved), tensor(y)) : estimator.Objective(tensor(x), tensor(moved));
            return value.ToDouble();
        }

        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(gx[2 * i], (Moved(x, true, i, 0, 0.01f) - Moved(x, true, i, 0, -0.01f)) / 0.02, 2e-3);
            Assert.Equal(gy[(3 * i) + 1], (Moved(y, false, i, 1, 0.01f) - Moved(y, false, i, 1, -0.01f)) / 0.02, 2e-3);
        }
    }

    private static double SignInformation(double mean)
    {
        double sum = 0;
        for (double y = -12; y < 12; y += 1e-3)
        {
            double plus = Math.Exp(-0.5 * (y - mean) * (y - mean)), minus = Math.Exp(-0.5 * (y + mean) * (y + mean));
            sum += plus / Math.Sqrt(2 * Math.PI) * Math.Log(2 * plus / (plus + minus)) * 1e-3;
        }

        return sum;
    }

    private static double LogDensity(double[] p, double[] y, int components)
    {
        int dy = y.Length, start = components == 1 ? 0 : components;
        double[] logShares = components == 1 ? [0] : [.. p[..components].Select(s => s - Math.Log(p[..components].Sum(Math.Exp)))];
        double density = 0;
        for (int c = 0; c < components; c++)
        {
            double log = logShares[c];
            for (int k = 0; k < dy; k++)
            {
                double mean = p[start + (c * dy) + k], logScale = 7 * Math.Tanh(p[start + ((components + c) * dy) + k] / 7);
                double z = (y[k] - mean) / Math.Exp(logScale);
                log += (-0.5 * z * z) - logScale - (0.5 * Math.Log(2 * Math.PI));
            }

            density += Math.Exp(log);
        }

        return Math.Log(density);
    }

    private static double[] Row(float[,] rows, int i) => ReferenceCritic.Row(Near.Doubles(rows), i);
}
