using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Baselines;

/// <summary>Neighbours and counts are those of the simplest loops over doubles, bit for bit, whichever way they are found.</summary>
public class PointCloudTests
{
    public static TheoryData<int, string> Shapes()
    {
        TheoryData<int, string> shapes = [];
        foreach (int dim in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 20 })
        {
            foreach (string shape in new[] { "normal", "lattice", "duplicates", "one point", "heavy tails", "far from zero", "huge", "tiny" })
            {
                shapes.Add(dim, shape);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AgreesWithTheSimplestLoops(int dim, string shape)
    {
        foreach ((int n, int k) in new[] { (2, 1), (31, 30), (32, 3), (33, 32), (64, 5), (333, 3), (500, 1) })
        {
            double[][] columns = Points(shape, dim, n);
            double[][] between = Distances(columns);
            Agrees(columns, k, between, inTree: true);
            Agrees(columns, k, between, inTree: false);
        }
    }

    /// <summary>A radius that is exactly a distance must not hold the point there; the next number must.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void RadiiAreExact(int dim)
    {
        const int N = 200;
        double[][] columns = Points("normal", dim, N), between = Distances(columns);
        for (int other = 0; other < N; other += 7)
        {
            double[] at = between[other];
            foreach (double[] radii in new[] { at, [.. at.Select(Math.BitIncrement)], [.. at.Select(Math.BitDecrement)] })
            {
                int[] expected = Counts(between, radii);
                Assert.Equal(expected, CountWithin(columns, radii, inTree: true));
                Assert.Equal(expected, CountWithin(columns, radii, inTree: false));
            }
        }
    }

    [Fact]
    public void RunsGiveTheSame()
    {
        double[][] columns = Points("lattice", 3, 3000);
        int[] first = new int[3000 * 4], second = new int[3000 * 4];
        new PointCloud(columns).Nearest(4, new double[first.Length], first);
        new PointCloud(columns).Nearest(4, new double[second.Length], second);
        Assert.Equal(first, second);
    }

    /// <summary>From 2,000 to 64,000 points a leaf's worth of work must not grow with their number: n log n overall, not n^2.</summary>
    [Theory]
    [InlineData("normal")]
    [InlineData("heavy tails")]
    [InlineData("lattice")]
    public void LeavesLookedThroughGrowLikeTheLogarithm(string shape)
    {
        double few = LeavesAPoint(shape, 2000), many = LeavesAPoint(shape, 64_000);
        Assert.InRange(many, 1, few * Math.Log(64_000) / Math.Log(2000));
    }

    private static double LeavesAPoint(string shape, int n)
    {
        KdTree tree = new(Points(shape, 2, n));
        double[] distances = new double[n * 3];
        Array.Fill(distances, double.PositiveInfinity);
        int[] neighbours = new int[n * 3];
        return Enumerable.Range(0, tree.Blocks.Count).Sum(block => (double)tree.NearestOfBlock(block, 3, distances, neighbours)) / n;
    }

    private static void Agrees(double[][] columns, int k, double[][] between, bool inTree)
    {
        int n = columns[0].Length;
        double[] distances = new double[n * k];
        int[] neighbours = new int[n * k];
        new PointCloud(columns, inTree).Nearest(k, distances, neighbours);
        for (int i = 0; i < n; i++)
        {
            double[] expected = [.. between[i].Where((_, j) => j != i).Order().Take(k)];
            Assert.Equal(expected, distances.AsSpan(i * k, k).ToArray());

            // Which of equally far points are taken is open, but each is another point, at its distance.
            int[] near = neighbours[(i * k)..((i + 1) * k)];
            Assert.Equal(expected, Array.ConvertAll(near, j => between[i][j]));
            Assert.DoesNotContain(i, near);
            Assert.Equal(k, new HashSet<int>(near).Count);
        }

        foreach (int neighbour in new[] { 0, k / 2, k - 1 })
        {
            double[] radii = [.. Enumerable.Range(0, n).Select(i => distances[(i * k) + neighbour] * (i % 3 == 0 ? 1.5 : 1))];
            Assert.Equal(Counts(between, radii), CountWithin(columns, radii, inTree));
        }
    }

    private static int[] CountWithin(double[][] columns, double[] radii, bool inTree)
    {
        int[] counts = [.. Enumerable.Repeat(-7, radii.Length)];
        new PointCloud(columns, inTree).CountWithin(radii, counts);
        return counts;
    }

    private static int[] Counts(double[][] between, double[] radii) =>
        [.. radii.Select((radius, i) => between[i].Where((distance, j) => j != i && distance < radius).Count())];

    private static double[][] Distances(double[][] columns)
    {
        int n = columns[0].Length;
        double[][] between = [.. Enumerable.Range(0, n).Select(_ => new double[n])];
        foreach (double[] column in columns)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    between[i][j] = Math.Max(between[i][j], Math.Abs(column[i] - column[j]));
                }
            }
        }

        return between;
    }

    private static double[][] Points(string shape, int dim, int n)
    {
        Rng rng = new(n + dim);
        double[][] columns = new double[dim][];
        for (int c = 0; c < dim; c++)
        {
            columns[c] = [.. Enumerable.Range(0, n).Select(i =>
            {
                double value = rng.NextGaussianDouble();
                return shape switch
                {
                    "lattice" => Math.Round(4 * value) / 10,
                    "duplicates" => i % 5 == 0 ? value : c % 2,
                    "one point" => 0.1,
                    "heavy tails" => Math.Sign(value) * Math.Pow(Math.Abs(value), 15),
                    "far from zero" => 1e9 + value,
                    "huge" => 1e38 * value,
                    "tiny" => 1e-44 * value,
                    _ => value,
                };
            })];
        }

        return columns;
    }
}
