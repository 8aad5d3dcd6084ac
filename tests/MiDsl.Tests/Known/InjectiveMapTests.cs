using System;
using System.Linq;
using MathNet.Numerics.Distributions;
using Xunit;

namespace MiDsl.Tests.Known;

public class InjectiveMapTests
{
    private static readonly InjectiveMap Mixture = InjectiveMaps.MixtureQuantile((0.3, 0), (0.7, 5));

    /// <summary>Undone by formulas that the maps do not use.</summary>
    [Fact]
    public void CoordinatesComeBack()
    {
        foreach (double x in Enumerable.Range(-500, 1001).Select(i => i / 100.0))
        {
            Assert.Equal(x, Normal.InvCDF(0, 1, Of(InjectiveMaps.NormalCdf, x)), 7);
            double cube = Of(InjectiveMaps.HalfCube, x);
            Assert.Equal(x, Math.CopySign(Math.Pow(Math.Abs(cube), 2.0 / 3), cube), 12);
            Assert.Equal(x, Math.Sinh(Of(InjectiveMaps.Asinh, x)), 12);
        }

        foreach (double u in Enumerable.Range(1, 999).Select(i => i / 1000.0).Append(1e-12).Append(1 - 1e-12))
        {
            double q = Of(Mixture, u);
            Assert.Equal(u, 0.3 * Normal.CDF(0, 1, q) + 0.7 * Normal.CDF(5, 1, q), 14);
            double[] roll = Image(InjectiveMaps.SwissRoll, u);
            Assert.Equal(u, (21 * Math.Sqrt(roll[0] * roll[0] + roll[1] * roll[1]) / (1.5 * Math.PI) - 1) / 2, 12);
        }
    }

    [Fact]
    public void WigglesNeverTurnBack()
    {
        foreach ((InjectiveMap map, double slope) in new[] { (InjectiveMaps.WigglyX, 0.16), (InjectiveMaps.WigglyY, 0.53) })
        {
            double[] values = [.. Enumerable.Range(-100_000, 200_001).Select(i => Of(map, i * 1e-3))];
            Assert.True(values.Zip(values.Skip(1), (a, b) => b - a).Min() > slope * 1e-3);
        }
    }

    [Fact]
    public void SpiralsTurnBack()
    {
        Rng rng = new(1);
        InjectiveMap forth = InjectiveMaps.Spiral(1, 3, 2.5), back = InjectiveMaps.Spiral(1, 3, -2.5);
        for (int row = 0; row < 200; row++)
        {
            double[] point = [.. Enumerable.Range(0, 5).Select(_ => 2 * rng.NextGaussianDouble())];
            double[] image = Image(forth, point);
            Assert.Equal(point.Sum(v => v * v), image.Sum(v => v * v), 10);
            Assert.Equal((point[0], point[2], point[4]), (image[0], image[2], image[4]));
            Assert.All(Image(back, image).Zip(point), pair => Assert.Equal(pair.Second, pair.First, 12));
        }
    }

    /// <summary>A unit vector of the plane and a speed of a quarter turn for its mean square: (1, 0) goes to (0, 1).</summary>
    [Fact]
    public void ASpiralTurnsTheFirstTowardsTheSecond()
    {
        double[] image = Image(InjectiveMaps.Spiral(0, 1, Math.PI), 1, 0);
        Assert.Equal(0, image[0], 12);
        Assert.Equal(1, image[1], 12);
    }

    [Fact]
    public void MapsCompose()
    {
        KnownNormal normal = KnownNormal.Pairs(3, 1, 0.5, "N");
        InjectiveMap twice = InjectiveMap.EachCoordinate("Twice", v => 2 * v);
        KnownInformation both = normal.Through(twice).Through(null, InjectiveMaps.Spiral(0, 1));
        Assert.Equal("(X, Sp) @ Twice @ N", both.Name);
        Assert.Equal("Mine", normal.Through(twice, null, "Mine").Name);
        Assert.Equal(normal.Information, both.Information);

        PairedData plain = normal.Sample(10, 1), mapped = both.Sample(10, 1);
        Assert.Equal([.. plain.X.ToArray().Select(v => 2 * v)], mapped.X.ToArray());
        for (int row = 0; row < 10; row++)
        {
            Assert.Equal(2 * plain.YRow(row)[2], mapped.YRow(row)[2]);
            Assert.NotEqual(2 * plain.YRow(row)[0], mapped.YRow(row)[0]);
        }
    }

    [Fact]
    public void WhatAMapCannotTakeIsSaid()
    {
        Assert.Contains("needs 3 coordinates, but there are 2", Refusal(
            () => KnownNormal.Dense(2, 0.5).Through(InjectiveMaps.Spiral(1, 2))), StringComparison.Ordinal);
        Assert.Contains("one coordinate, but there are 2", Refusal(
            () => KnownNormal.Dense(2, 0.5).Through(InjectiveMaps.SwissRoll)), StringComparison.Ordinal);
        Assert.Contains("InjectiveMaps.NormalCdf first", Refusal(
            () => KnownNormal.Bivariate(0.5).Through(InjectiveMaps.SwissRoll).Sample(100, 1)), StringComparison.Ordinal);
        Assert.Contains("InjectiveMaps.NormalCdf first", Refusal(
            () => KnownNormal.Bivariate(0.5).Through(Mixture).Sample(100, 1)), StringComparison.Ordinal);
        Assert.Contains("now 0.9", Refusal(() => InjectiveMaps.MixtureQuantile((0.3, 0), (0.6, 5))), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => InjectiveMaps.Spiral(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InjectiveMaps.Spiral(0, 1, double.NaN));
    }

    private static string Refusal(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static double Of(InjectiveMap map, double x) => Assert.Single(Image(map, x));

    private static double[] Image(InjectiveMap map, params double[] point)
    {
        double[] image = new double[map.OutputDim(point.Length)];
        map.Apply(point, image);
        return image;
    }
}
