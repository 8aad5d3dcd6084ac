using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace MiDsl.Tests.Known;

/// <summary>Random maps can be undone, and their seed makes them.</summary>
public class RandomMapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void LinearMapsComeBack(int dim)
    {
        LinearMap map = LinearMap.Random(dim, 7);
        ComesBack(map, map.Undo, dim, 1e-10);
    }

    [Theory]
    [InlineData(1, 0.45, 2)]
    [InlineData(4, 0.45, 2)]
    [InlineData(6, 0.6, 1.5)]
    [InlineData(3, -0.9, 1)]
    public void WavesComeBack(int dim, double amplitude, double frequency)
    {
        RotatedWave map = new(dim, 7, amplitude, frequency);
        ComesBack(map, map.Undo, dim, 1e-10);
    }

    [Theory]
    [InlineData(2, 4, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(5, 3, 0.8)]
    public void CouplingsComeBack(int dim, int layers, double strength)
    {
        CouplingMap map = new(dim, layers, 7, strength);
        ComesBack(map, map.Undo, dim, 1e-10);
    }

    /// <summary>
    /// What is there to be undone: the determinant of the Jacobian, by differences, keeps its sign and stays away from 0, and
    /// the map bends. Orthogonal turns may reflect, so the sign may be either.
    /// </summary>
    [Fact]
    public void MapsBendWithoutFolding()
    {
        foreach (InjectiveMap map in new InjectiveMap[] { new CouplingMap(4, 3, 1), new RotatedWave(4, 1) })
        {
            Rng rng = new(3);
            double[] determinants = [.. Enumerable.Range(0, 500).Select(_ => Jacobian(map, Point(rng, 4)).Determinant())];
            Assert.Single(determinants.Select(Math.Sign).Distinct());
            Assert.True(determinants.Min(Math.Abs) > 1e-5, $"{map.Name}: {determinants.Min(Math.Abs)}");
            Assert.True(determinants.Max(Math.Abs) > 1.5 * determinants.Min(Math.Abs));
        }
    }

    [Fact]
    public void RandomTurnsKeepTheNorm()
    {
        Rng rng = new(3);
        LinearMap turn = LinearMap.Random(6, 9, spread: 0);
        double[] point = Point(rng, 6);
        Assert.Equal(point.Sum(v => v * v), Image(turn, point).Sum(v => v * v), 10);
        Assert.NotEqual(point[0], Image(turn, point)[0], 1e-3);
    }

    [Fact]
    public void TheSeedMakesTheMap()
    {
        double[] point = [0.3, -1.2, 0.7];
        foreach (Func<long, InjectiveMap> make in new Func<long, InjectiveMap>[]
        {
            seed => LinearMap.Random(3, seed), seed => new RotatedWave(3, seed), seed => new CouplingMap(3, 2, seed),
        })
        {
            Assert.Equal(Image(make(1), point), Image(make(1), point));
            Assert.NotEqual(Image(make(1), point), Image(make(2), point));
        }

        Assert.Equal(point, Image(new CouplingMap(3, 2, 1, strength: 0), point));
    }

    [Fact]
    public void AnglesLieOnTheCircle()
    {
        foreach (double angle in new[] { -Math.PI, -1.0, 0, 2.5 })
        {
            double[] image = Image(InjectiveMaps.Circle, angle);
            Assert.Equal(angle, Math.Atan2(image[1], image[0]) is Math.PI ? -Math.PI : Math.Atan2(image[1], image[0]), 12);
        }

        Assert.Contains("angles in [-pi, pi)", Refusal(() => Image(InjectiveMaps.Circle, Math.PI)), StringComparison.Ordinal);
        Assert.Contains("one coordinate, an angle", Refusal(() => KnownNormal.Dense(2, 0.5).Through(InjectiveMaps.Circle)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeUndoneIsRefused()
    {
        Assert.Contains("only a square one", Refusal(() => new LinearMap(new double[2, 3])), StringComparison.Ordinal);
        Assert.Contains("takes some points to one", Refusal(() => new LinearMap(new double[,] { { 1, 2 }, { 2, 4 } })), StringComparison.Ordinal);
        Assert.Contains("turns back unless |a w| is below 1, but it is 1.2", Refusal(() => new RotatedWave(3, 1, 0.6, 2)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CouplingMap(1, 2, 1));
        Assert.Contains("'Coupling' takes points of 3 coordinates, but there are 2", Refusal(
            () => KnownNormal.Dense(2, 0.5).Through(new CouplingMap(3, 2, 1))), StringComparison.Ordinal);
    }

    private delegate void Undo(ReadOnlySpan<double> image, Span<double> point);

    private static void ComesBack(InjectiveMap map, Undo undo, int dim, double tolerance)
    {
        Assert.Equal(dim, map.OutputDim(dim));
        Rng rng = new(1);
        for (int row = 0; row < 200; row++)
        {
            double[] point = Point(rng, dim), back = new double[dim];
            undo(Image(map, point), back);
            Assert.All(back.Zip(point), pair => Assert.Equal(pair.Second, pair.First, tolerance));
        }
    }

    private static Matrix<double> Jacobian(InjectiveMap map, double[] point)
    {
        const double H = 1e-5;
        return Matrix<double>.Build.DenseOfColumns(Enumerable.Range(0, point.Length).Select(i =>
        {
            double[] above = [.. point], below = [.. point];
            (above[i], below[i]) = (point[i] + H, point[i] - H);
            return Image(map, above).Zip(Image(map, below), (a, b) => (a - b) / (2 * H));
        }));
    }

    private static double[] Point(Rng rng, int dim) => [.. Enumerable.Range(0, dim).Select(_ => 2 * rng.NextGaussianDouble())];

    private static double[] Image(InjectiveMap map, params double[] point)
    {
        double[] image = new double[map.OutputDim(point.Length)];
        map.Apply(point, image);
        return image;
    }

    private static string Refusal(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
