using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Baselines;

public class GaussianInformationTests
{
    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(1, -0.9)]
    [InlineData(5, 0.5)]
    [InlineData(20, 0.8)]
    public void FindsTheClosedForm(int dim, double rho)
    {
        const int N = 5000;
        Estimate estimate = GaussianInformation.Estimate(GaussianPairs.Draw(N, dim, rho, 2));
        double truth = -0.5 * dim * Math.Log(1 - rho * rho), bias = 0.5 * dim * dim / N;
        Assert.Equal(truth + bias, estimate.Value, 4 * estimate.StandardError);

        // Gaussian data: variance sum rho^2 / n plus the second order, doubled at independence.
        double error = Math.Sqrt((dim * rho * rho / N) + (0.5 * dim * dim / N / N));
        Assert.InRange(estimate.StandardError / error, 0.9, rho == 0 ? 2 : 1.1);
    }

    [Fact]
    public void OneColumnEachIsTheCorrelation()
    {
        PairedData data = GaussianPairs.Draw(100, 1, 0.6, 1);
        double[] x = [.. data.X.ToArray().Select(v => (double)v)], y = [.. data.Y.ToArray().Select(v => (double)v)];
        double r = MathNet.Numerics.Statistics.Correlation.Pearson(x, y);
        Assert.Equal(-0.5 * Math.Log(1 - r * r), GaussianInformation.Estimate(data).Value, 10);
    }

    [Fact]
    public void InvertibleLinearMapsChangeNothing()
    {
        PairedData data = GaussianPairs.Draw(300, 2, 0.6, 1);
        float[] mixed = new float[600];
        for (int i = 0; i < 300; i++)
        {
            (mixed[2 * i], mixed[2 * i + 1]) = (1000 * data.XRow(i)[0] + 5, data.XRow(i)[0] + 3 * data.XRow(i)[1]);
        }

        Assert.Equal(
            GaussianInformation.Estimate(data).Value,
            GaussianInformation.Estimate(PairedData.From(mixed, 2, data.Y.ToArray(), 2)).Value, 4);
    }

    [Fact]
    public void DependentAndConstantColumnsAddNothing()
    {
        PairedData data = GaussianPairs.Draw(300, 1, 0.6, 1);
        float[] tripled = [.. data.X.ToArray().SelectMany(v => new[] { v, 2 * v, 7 })];
        Estimate once = GaussianInformation.Estimate(data), thrice = GaussianInformation.Estimate(PairedData.From(tripled, 3, data.Y.ToArray(), 1));
        Assert.Equal(once.Value, thrice.Value, 6);
        Assert.Equal(once.StandardError, thrice.StandardError, 6);
        Assert.Equal(0, GaussianInformation.Estimate(PairedData.From(new float[300], data.Y.ToArray())).Value);
    }

    [Fact]
    public void WhatIsInfiniteOrTooSmallIsSaid()
    {
        PairedData data = GaussianPairs.Draw(300, 1, 0.6, 1);
        Assert.Contains("infinite", Assert.Throws<DataException>(
            () => GaussianInformation.Estimate(PairedData.From(data.X.ToArray(), data.X.ToArray()))).Message, StringComparison.Ordinal);
        Assert.Contains("too few", Assert.Throws<DataException>(
            () => GaussianInformation.Estimate(data.Take(3))).Message, StringComparison.Ordinal);
    }
}
