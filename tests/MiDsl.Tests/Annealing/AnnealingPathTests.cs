using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Annealing;

public class AnnealingPathTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(10_000)]
    public void EveryPathLeadsFrom0To1Upwards(int steps)
    {
        double[] grid = AnnealingPath.Sigmoid(20);
        double[] steep = [.. grid.Select(b => 1e6 * Math.Exp(-30 * b))];
        double[] holes = [.. grid.Select((_, j) => j % 3 == 0 ? 4.0 : 0)];
        double[] spike = [.. grid.Select((_, j) => j == 7 ? 1e12 : 0)];
        double[][] paths =
        [
            AnnealingPath.Linear(steps), AnnealingPath.Sigmoid(steps), AnnealingPath.Sigmoid(steps, 0.01), AnnealingPath.Sigmoid(steps, 12),
            AnnealingPath.Adapted(grid, steep, steps), AnnealingPath.Adapted(grid, holes, steps), AnnealingPath.Adapted(grid, spike, steps),
            AnnealingPath.Adapted(grid, new double[21], steps),
        ];
        foreach (double[] path in paths)
        {
            Assert.Equal(steps + 1, path.Length);
            Assert.Equal((0.0, 1.0), (path[0], path[^1]));
            Assert.All(Enumerable.Range(0, steps), s => Assert.True(path[s] < path[s + 1]));
        }
    }

    [Fact]
    public void SigmoidIsTheFormula()
    {
        double[] path = AnnealingPath.Sigmoid(8);
        double S(double t) => 1 / (1 + Math.Exp(-t));
        for (int s = 0; s <= 8; s++)
        {
            Assert.Equal((S(s - 4.0) - S(-4)) / (S(4) - S(-4)), path[s], 14);
        }

        Assert.Equal(0.5, path[4], 14);
    }

    [Fact]
    public void ALengthInEqualPartsOfAConstantDeviationIsLinear()
    {
        double[] path = AnnealingPath.Adapted([0, 0.1, 0.6, 1], [9, 9, 9, 9], 10);
        Assert.All(Enumerable.Range(0, 11), s => Assert.Equal(s / 10.0, path[s], 12));
        Assert.Equal(AnnealingPath.Linear(10), AnnealingPath.Adapted([0, 0.1, 1], [0, 0, 0], 10));
    }

    /// <summary>Deviation 1 + 4 b is linear, so that the trapezoid rule is exact: length b + 2 b^2, of 3 in all.</summary>
    [Fact]
    public void ALinearDeviationIsInvertedExactly()
    {
        double[] grid = [0, 0.05, 0.3, 0.7, 1];
        double[] path = AnnealingPath.Adapted(grid, [.. grid.Select(b => (1 + (4 * b)) * (1 + (4 * b)))], 12);
        for (int s = 0; s <= 12; s++)
        {
            Assert.Equal(3 * s / 12.0, path[s] + (2 * path[s] * path[s]), 12);
        }
    }

    /// <summary>From N(0, 1) to N(0, v) the deviation of the log ratio is c / (1 + c b) / sqrt 2, c = 1/v - 1: b_s is geometric in 1 + c b.</summary>
    [Fact]
    public void OfTwoNormalDistributionsTheAdaptedPathIsGeometric()
    {
        const double C = 99;
        double[] grid = [.. Enumerable.Range(0, 2001).Select(j => Math.Pow(j / 2000.0, 3))];
        double[] variances = [.. grid.Select(b => 0.5 * Math.Pow(C / (1 + (C * b)), 2))];
        double[] path = AnnealingPath.Adapted(grid, variances, 6);
        for (int s = 1; s < 6; s++)
        {
            Assert.Equal(Math.Pow(1 + C, s / 6.0), 1 + (C * path[s]), 1e-3);
        }
    }

    [Fact]
    public void ScaleOfTheVariancesDoesNotMatter()
    {
        double[] grid = AnnealingPath.Linear(5), variances = [5, 3, 2, 1, 0.5, 0.2];
        double[] path = AnnealingPath.Adapted(grid, variances, 7), scaled = AnnealingPath.Adapted(grid, [.. variances.Select(v => 1e-8 * v)], 7);
        Assert.All(Enumerable.Range(0, 8), s => Assert.Equal(path[s], scaled[s], 12));
    }

    [Fact]
    public void WhatCannotBeAPathIsNamed() => Culture.Each(() =>
    {
        Assert.Contains("at least 1 step", Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Linear(0)).Message, StringComparison.Ordinal);
        Assert.Equal(-3, Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Sigmoid(-3)).ActualValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Sigmoid(4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Sigmoid(4, double.NaN));
        Assert.Contains("coincide", Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Sigmoid(100, 500)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Adapted([0, 1], [1, 1], 0));
        Assert.Contains("3 grid points but 2", Assert.Throws<ArgumentException>(() => AnnealingPath.Adapted([0, 0.5, 1], [1, 1], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AnnealingPath.Adapted([0, 0.9], [1, 1], 2));
        Assert.Contains("point 2 is 0.5 after 0.5", Assert.Throws<ArgumentException>(() => AnnealingPath.Adapted([0, 0.5, 0.5, 1], [1, 1, 1, 1], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Variance 1", Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Adapted([0, 1], [1, -1], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Adapted([0, 1], [double.NaN, 1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnnealingPath.Adapted([0, 1], [double.PositiveInfinity, 1], 2));
    });
}
