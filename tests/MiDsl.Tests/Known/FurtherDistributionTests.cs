using System;
using System.Linq;
using MathNet.Numerics;
using MathNet.Numerics.Integration;
using Xunit;

namespace MiDsl.Tests.Known;

/// <summary>Angles, mixtures, products, independence and noise: truths by other ways, samples by their laws.</summary>
public class FurtherDistributionTests
{
    /// <summary>log 2 pi minus the entropy of the density e^(k cos t), integrated by Simpson's rule.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(50)]
    public void AnglesByQuadrature(double k)
    {
        double mass = SimpsonRule.IntegrateComposite(t => Math.Exp(k * (Math.Cos(t) - 1)), -Math.PI, Math.PI, 20_000);
        double mean = SimpsonRule.IntegrateComposite(t => (Math.Cos(t) - 1) * Math.Exp(k * (Math.Cos(t) - 1)), -Math.PI, Math.PI, 20_000) / mass;
        Assert.Equal(Math.Log(2 * Math.PI) + k * mean - Math.Log(mass), new KnownCircular(k).Information, 9);
    }

    /// <summary>For great k, a normal number of variance 1 / k against a uniform one of width 2 pi.</summary>
    [Fact]
    public void ConcentratedAnglesAreNormal() => Assert.Equal(
        Math.Log(2 * Math.PI) - 0.5 * Math.Log(2 * Math.PI * Math.E / 1e5), new KnownCircular(1e5).Information, 5);

    /// <summary>Moments of the difference of 40,000 angles, five standard errors.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(200)]
    public void AnglesHaveTheirMoments(double k)
    {
        const int N = 40_000;
        double[] x = new double[N], y = new double[N];
        new KnownCircular(k).Draw(new Rng(5), N, x, y);
        Assert.All(x.Concat(y), angle => Assert.InRange(angle, -Math.PI, Math.BitDecrement(Math.PI)));
        double ratio = SpecialFunctions.BesselIScaled(1, k) / SpecialFunctions.BesselIScaled(0, k);
        Near(ratio, [.. x.Zip(y, (a, b) => Math.Cos(b - a))]);
        Near(0, [.. x.Zip(y, (a, b) => Math.Sin(b - a))]);
        Near(1 - ratio / k, [.. x.Zip(y, (a, b) => Math.Pow(Math.Cos(b - a), 2))]);
        Near(0, [.. y.Select(Math.Cos)]);
    }

    /// <summary>A mixture of one component is normal; two far apart add the log 2 that says which.</summary>
    [Fact]
    public void MixturesOfNoneAndOfTwoFarApart()
    {
        double[,] covariance = { { 2, 0.9 }, { 0.9, 1 } };
        double normal = new KnownNormal(covariance, 1).Information;
        Assert.Equal(normal, new KnownMixture("One", new NormalComponent(1, [3, -1], covariance)).Information, 9);
        Assert.Equal(normal + Math.Log(2), new KnownMixture(
            "Two", new NormalComponent(0.5, [0, 0], covariance), new NormalComponent(0.5, [30, 25], covariance)).Information, 9);
    }

    /// <summary>Quadrature on a grid against the mean log-ratio of drawn pairs: four standard errors.</summary>
    [Theory]
    [InlineData("Mixture 1x1 (4 clusters)")]
    [InlineData("Mixture 1x1 (crossed)")]
    public void MixturesByQuadratureAndByDraws(string which)
    {
        NormalComponent[] components = which == "Mixture 1x1 (crossed)"
            ? [new(0.5, [0, 0], DispersionMatrix.Pairs(0.9)), new(0.5, [0, 0], DispersionMatrix.Pairs(-0.9))]
            : [new(0.25, [-2, -1], 0.6, 0.5), new(0.25, [-2, 1.5], 0.6, 0.5), new(0.25, [2, -2.5], 0.6, 0.5), new(0.25, [2, 3], 0.6, 0.5)];
        Estimate average = KnownMixture.AverageInformation(components, 1, 200_000, seed: 3);
        KnownInformation task = KnownTasks.Development.Concat(KnownTasks.Unseen).Single(t => t.Name == which);
        Assert.Equal(task.Information, new KnownMixture("again", components).Information, 12);
        Assert.Equal(task.Information, average.Value, 4 * average.StandardError);
        Assert.InRange(average.StandardError, 0.0005, 0.002);
    }

    /// <summary>The numbers that stand in the code, again with 300,000 pairs of another seed: four standard errors.</summary>
    [Fact]
    public void StatedTruthsOfMixtures()
    {
        foreach ((NormalComponent[] components, int xDim, double stated) in new[]
        {
            (DevelopmentTasks.Clusters, 3, DevelopmentTasks.ClustersInformation),
            (UnseenTasks.Shapes, 2, UnseenTasks.ShapesInformation),
            (UnseenTasks.Clusters, 4, UnseenTasks.ClustersInformation),
        })
        {
            Estimate average = KnownMixture.AverageInformation(components, xDim, 300_000, seed: 4);
            Assert.Equal(stated, average.Value, 4 * average.StandardError);
            Assert.InRange(average.StandardError, 0.0005, 0.002);
        }
    }

    /// <summary>Means and covariances of a mixture of correlated components, five standard errors.</summary>
    [Fact]
    public void MixturesHaveTheirMoments()
    {
        const int N = 40_000;
        KnownMixture mixture = new(
            "M", 2, 0.1, new NormalComponent(0.3, [1, 0, 2], DispersionMatrix.Dense(3, 0.5)), new NormalComponent(0.7, [-1, 3, 0], 1, 2, 0.5));
        double[] x = new double[2 * N], y = new double[N];
        mixture.Draw(new Rng(1), N, x, y);
        double[] x0 = [.. Enumerable.Range(0, N).Select(i => x[2 * i])], x1 = [.. Enumerable.Range(0, N).Select(i => x[2 * i + 1])];
        Near(-0.4, x0);
        Near(2.1, x1);
        Near(0.6, y);
        Near(0.3 * (0.5 + 0) + 0.7 * -3, [.. x0.Zip(x1, (a, b) => a * b)]);
        Near(0.3 * (0.5 + 2), [.. x0.Zip(y, (a, b) => a * b)]);
        Near(0.3 * (1 + 4) + 0.7 * 0.25, [.. y.Select(v => v * v)]);
        Near(0.3 + 0.7 * (9 + 4), [.. x1.Select(v => v * v)]);
    }

    /// <summary>A linear f with constant noise is a normal pair; a uniform X with wide noise is nearly one.</summary>
    [Fact]
    public void NoiseThatIsNormal()
    {
        Assert.Equal(
            0.5 * Math.Log(1 + 4 / 0.09), KnownAdditiveNoise.OfNormal("N", x => 5 + 2 * x, _ => 0.3).Information, 9);
        Assert.Equal(
            0.5 * Math.Log(1 + 1.0 / 3 / 100), KnownAdditiveNoise.OfUniform("U", -1, 1, x => x, _ => 10).Information, 6);
        Assert.Equal(0, KnownAdditiveNoise.OfNormal("0", _ => 1, _ => 2).Information, 9);
    }

    /// <summary>By I = E log p(y|x) / p(y), the integrals over x and y adaptive: another formula and another rule.</summary>
    [Fact]
    public void NoiseByAnotherQuadrature()
    {
        Compare(KnownAdditiveNoise.OfUniform("S", -1, 1, x => Math.Sin(3 * Math.PI * x), _ => 0.3), -1, 1, _ => 0.5, x => Math.Sin(3 * Math.PI * x), _ => 0.3);
        Compare(KnownAdditiveNoise.OfUniform("P", -2, 2, x => x * x, x => 0.3 + 0.2 * Math.Abs(x)), -2, 2, _ => 0.25, x => x * x, x => 0.3 + 0.2 * Math.Abs(x));
        Compare(KnownAdditiveNoise.OfNormal("E", _ => 0, x => Math.Exp(0.5 * x)), -7, 7, x => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI), _ => 0, x => Math.Exp(0.5 * x));

        static void Compare(KnownInformation known, double low, double high, Func<double, double> density, Func<double, double> mean, Func<double, double> deviation)
        {
            const int M = 600;
            double[] xs = [.. Enumerable.Range(0, M).Select(i => low + (i + 0.5) * (high - low) / M)];
            double[] weights = [.. xs.Select(x => density(x) * (high - low) / M)], means = [.. xs.Select(mean)], deviations = [.. xs.Select(deviation)];
            double Density(int i, double y) => Math.Exp(-0.5 * Math.Pow((y - means[i]) / deviations[i], 2)) / deviations[i];
            double sum = 0;
            for (int i = 0; i < M; i++)
            {
                // The mean over the noise, 61 points of the trapezoidal rule.
                for (int k = -30; k <= 30; k++)
                {
                    double z = 0.2 * k, y = means[i] + deviations[i] * z;
                    double marginal = Enumerable.Range(0, M).Sum(j => weights[j] * Density(j, y));
                    sum += weights[i] * 0.2 * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) * Math.Log(Density(i, y) / marginal);
                }
            }

            Assert.Equal(known.Information, sum, 1e-4);
        }
    }

    /// <summary>
    /// log|Y| = X + log|N|, and the sign of Y says nothing: I = h(X + log|N|) - h(log|N|), by a convolution on a grid.
    /// </summary>
    [Fact]
    public void TheScaleOfNoiseByAConvolution()
    {
        double truth = KnownTasks.Find("Scale of noise 1x1 (e^x)", KnownTasks.Development).Information;
        Assert.Equal(ByLogarithms(1), truth, 1e-5);
    }

    /// <summary>The same with the parts exchanged: log|Y| = log|X| + s N, and the sign of Y is that of X.</summary>
    [Fact]
    public void MultiplicativeNoiseByAConvolution()
    {
        // h(log|X| + s N) - h(s N), where ByLogarithms takes h(log|N|) away.
        double normalEntropy = 0.5 * Math.Log(2 * Math.PI * Math.E * 0.25), logEntropy = LogEntropy();
        Assert.Equal(Math.Log(2) + ByLogarithms(0.5) + logEntropy - normalEntropy, new KnownMultiplicativeNoise(0.5).Information, 1e-5);
    }

    [Fact]
    public void ProductsAddAndIndependenceIsNothing()
    {
        KnownProduct product = new("P", new KnownUniformNoise(0.1), KnownNormal.Pairs(2, 1, 0.6), new KnownStudent(DispersionMatrix.Dense(3, 0.2), 1, 3));
        Assert.Equal((4, 5), (product.XDim, product.YDim));
        Assert.Equal(
            new KnownUniformNoise(0.1).Information + KnownNormal.Bivariate(0.6).Information + new KnownStudent(DispersionMatrix.Dense(3, 0.2), 1, 3).Information,
            product.Information, 12);
        PairedData data = product.Sample(2000, 1);
        Assert.All(Enumerable.Range(0, data.Count), row => Assert.InRange(data.YRow(row)[0] - data.XRow(row)[0], -0.10001, 0.10001));

        // Blocks depend on themselves alone: the closed form of the others, four standard errors.
        Estimate across = GaussianInformation.Estimate(Part(data, [1, 2], [0]));
        Assert.Equal(0, across.Value, 4 * across.StandardError);

        KnownIndependent apart = new(KnownNormal.Bivariate(0.9), KnownNormal.Bivariate(0.9));
        Assert.Equal(0, apart.Information);
        Estimate none = GaussianInformation.Estimate(apart.Sample(5000, 1));
        Assert.Equal(0, none.Value, 4 * none.StandardError);
    }

    [Fact]
    public void WhatIsNoDistributionIsRefused()
    {
        Assert.Contains("concentration", Refusal(() => new KnownCircular(0)), StringComparison.Ordinal);
        Assert.Contains("at least one block", Refusal(() => new KnownProduct("P")), StringComparison.Ordinal);
        Assert.Contains("it is 0.9", Refusal(() => new KnownMixture("M", new NormalComponent(0.9, [0, 0], 1, 1))), StringComparison.Ordinal);
        Assert.Contains("must have 2 coordinates", Refusal(() => new KnownMixture("M", new NormalComponent(1, [0, 0, 0], 1, 1, 1))), StringComparison.Ordinal);
        Assert.Contains("a covariance of as many rows, not 3", Refusal(() => new NormalComponent(1, [0, 0], 1, 1, 1)), StringComparison.Ordinal);
        Assert.Contains("weight", Refusal(() => new NormalComponent(0, [0, 0], 1, 1)), StringComparison.Ordinal);
        Assert.Contains("deviation above 0", Refusal(() => KnownAdditiveNoise.OfNormal("N", x => x, x => x)), StringComparison.Ordinal);
        Assert.Contains("above the least, 1,", Refusal(() => KnownAdditiveNoise.OfUniform("N", 1, 1, x => x, _ => 1)), StringComparison.Ordinal);
        Assert.Contains("above 0", Refusal(() => new KnownMultiplicativeNoise(0)), StringComparison.Ordinal);
    }

    private static PairedData Part(PairedData data, int[] x, int[] y) => PairedData.FromSingle(
        [.. Enumerable.Range(0, data.Count).SelectMany(row => x.Select(column => data.X[row * data.XDim + column]))], x.Length,
        [.. Enumerable.Range(0, data.Count).SelectMany(row => y.Select(column => data.Y[row * data.YDim + column]))], y.Length);

    /// <summary>h(s Z + log|N|) - h(log|N|), Z and N standard normal.</summary>
    private static double ByLogarithms(double s)
    {
        const double Low = -26, Step = 0.02;
        double[] sum = [.. Enumerable.Range(0, 1700).Select(i =>
        {
            double t = Low + i * Step, density = 0;
            for (int k = -400; k <= 400; k++)
            {
                double z = 0.02 * k;
                density += 0.02 * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI) * LogNormalDensity(t - s * z);
            }

            return density;
        })];
        return -Step * sum.Sum(p => p > 0 ? p * Math.Log(p) : 0) - LogEntropy();
    }

    private static double LogEntropy() => -SimpsonRule.IntegrateComposite(
        t => LogNormalDensity(t) is var p and > 0 ? p * Math.Log(p) : 0, -40, 4, 40_000);

    private static double LogNormalDensity(double t) => 2 / Math.Sqrt(2 * Math.PI) * Math.Exp(t - 0.5 * Math.Exp(2 * t));

    private static void Near(double expected, double[] values)
    {
        (double mean, double error) = BatchMeans.Of(values);
        Assert.Equal(expected, mean, 5 * error);
    }

    private static string Refusal(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
