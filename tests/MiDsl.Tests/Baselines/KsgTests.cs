using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Baselines;

public class KsgTests
{
    /// <summary>Every count and neighbour as in the paper, by the simplest loops.</summary>
    [Theory]
    [InlineData(1, 1, 1, 3)]
    [InlineData(1, 1, 2, 3)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(3, 5, 2, 7)]
    [InlineData(20, 20, 1, 3)]
    [InlineData(20, 20, 2, 3)]
    public void AgreesExactlyWithTheTextbook(int xDim, int yDim, int algorithm, int k)
    {
        foreach (int n in new[] { k + 1, 63, 64, 65, 333 })
        {
            Rng rng = new(n);
            double[][] x = Gaussian(rng, xDim, n), y = Gaussian(rng, yDim, n);
            for (int i = 0; i < n; i++)
            {
                y[0][i] = 0.9 * x[0][i] + 0.4 * y[0][i];
            }

            Assert.Equal(Textbook(x, y, k, algorithm), Ksg.Local(x, y, k, algorithm));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TiesAreCountedAsInTheTextbook(int algorithm)
    {
        // Without noise: many equal distances, some neighbours at distance 0.
        const int N = 300;
        Rng rng = new(9);
        double[][] x = [[.. Enumerable.Range(0, N).Select(_ => (double)rng.NextInt(40))]];
        double[][] y = [[.. x[0].Select(v => v + rng.NextInt(3))], [.. x[0].Select(_ => (double)rng.NextInt(2))]];
        double[] local = Ksg.Local(x, y, 3, algorithm);

        // Which of equally far neighbours is taken is open, so algorithm 2 may differ; algorithm 1 sees distances only.
        if (algorithm == 1)
        {
            Assert.Equal(Textbook(x, y, 3, 1), local);
        }

        Assert.All(local, value => Assert.True(double.IsFinite(value)));
    }

    /// <summary>
    /// Four standard errors around the closed form, which are 1.1 to 1.8 times the true spread: one false alarm in
    /// 50,000 for a fresh seed, and the seeds are fixed.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-0.9)]
    [InlineData(0.99)]
    public void FindsTheInformationOfGaussianPairs(double rho)
    {
        double truth = -0.5 * Math.Log(1 - rho * rho);
        for (int algorithm = 1; algorithm <= 2; algorithm++)
        {
            Estimate estimate = Ksg.Estimate(GaussianPairs.Draw(4000, 1, rho, 1), algorithm: algorithm);
            Assert.Equal(truth, estimate.Value, 4 * estimate.StandardError);
            Assert.InRange(estimate.StandardError, 0.005, 0.05);
            Assert.Equal(4000, estimate.Pairs);
            Assert.Equal($"KSG {algorithm}, k = 3", estimate.Name);
        }
    }

    [Fact]
    public void FindsTheInformationOfManyPairs() =>
        Assert.Equal(-Math.Log(1 - 0.64), Ksg.Estimate(GaussianPairs.Draw(100_000, 2, 0.8, 1)).Value, 0.03);

    [Fact]
    public void TheErrorIsNotTooSmall()
    {
        const int Runs = 40;
        double[] values = new double[Runs], errors = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            Estimate estimate = Ksg.Estimate(GaussianPairs.Draw(400, 1, 0.5, run));
            (values[run], errors[run]) = (estimate.Value, estimate.StandardError);
        }

        // The spread of 40 runs is known to 11 %.
        double spread = BatchMeans.Of(values).StandardError * Math.Sqrt(Runs);
        Assert.InRange(errors.Average() / spread, 0.9, 2.4);
    }

    [Fact]
    public void DiscreteValuesDoNotBreakIt()
    {
        // Y = X on 8 equally likely symbols: log 8; the noise makes a cloud of each.
        Rng rng = new(1);
        float[] x = [.. Enumerable.Range(0, 4000).Select(_ => (float)rng.NextInt(8))];
        Estimate same = Ksg.Estimate(PairedData.From(x, x));
        Assert.Equal(Math.Log(8), same.Value, 0.05);
        float[] other = [.. x.Select(_ => (float)rng.NextInt(8))];
        Assert.Equal(0, Ksg.Estimate(PairedData.From(x, other)).Value, 0.05);
        Assert.Equal(Ksg.Estimate(PairedData.From(x, x), seed: 3), Ksg.Estimate(PairedData.From(x, x), seed: 3));
    }

    [Fact]
    public void UnitsDoNotMatter()
    {
        PairedData data = GaussianPairs.Draw(500, 2, 0.7, 1);
        float[] scaled = [.. data.X.ToArray().Select((v, i) => i % 2 == 0 ? v * 1024 : v)];
        Assert.Equal(Ksg.Estimate(data).Value, Ksg.Estimate(PairedData.From(scaled, 2, data.Y.ToArray(), 2)).Value, 6);
    }

    [Fact]
    public void ConstantColumnsAreBorne()
    {
        PairedData data = GaussianPairs.Draw(500, 1, 0.7, 1);
        float[] constant = new float[500];
        Array.Fill(constant, 0.1f);
        Assert.Equal(0, Ksg.Estimate(PairedData.From(data.X.ToArray(), constant)).Value, 0.15);
        PairedData wider = PairedData.From([.. data.X.ToArray().SelectMany(v => new[] { v, 0.1f })], 2, data.Y.ToArray(), 1);
        Assert.Equal(Ksg.Estimate(data).Value, Ksg.Estimate(wider).Value, 0.001);
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        PairedData data = GaussianPairs.Draw(10, 1, 0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ksg.Estimate(data, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ksg.Estimate(data, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ksg.Estimate(data, 3, 3));
        Assert.Equal(double.PositiveInfinity, Ksg.Estimate(data, 9).StandardError);
    }

    private static double[][] Gaussian(Rng rng, int dim, int n) =>
        [.. Enumerable.Range(0, dim).Select(_ => Enumerable.Range(0, n).Select(_ => rng.NextGaussianDouble()).ToArray())];

    private static double[] Textbook(double[][] x, double[][] y, int k, int algorithm)
    {
        int n = x[0].Length;
        double Distance(double[][] columns, int i, int j) => columns.Max(column => Math.Abs(column[i] - column[j]));
        double[] psi = new double[n + 2];
        psi[1] = -0.577215664901532861;
        for (int m = 1; m <= n; m++)
        {
            psi[m + 1] = psi[m] + 1.0 / m;
        }

        return [.. Enumerable.Range(0, n).Select(i =>
        {
            int[] others = [.. Enumerable.Range(0, n).Where(j => j != i)];
            double[] dx = [.. others.Select(j => Distance(x, i, j))], dy = [.. others.Select(j => Distance(y, i, j))];
            int[] near = [.. Enumerable.Range(0, n - 1).OrderBy(j => Math.Max(dx[j], dy[j])).Take(k)];
            if (algorithm == 1)
            {
                double radius = near.Max(j => Math.Max(dx[j], dy[j]));
                return psi[k] + psi[n] - psi[dx.Count(d => d < radius) + 1] - psi[dy.Count(d => d < radius) + 1];
            }

            double xRadius = near.Max(j => dx[j]), yRadius = near.Max(j => dy[j]);
            return psi[k] - 1.0 / k + psi[n] - psi[dx.Count(d => d <= xRadius)] - psi[dy.Count(d => d <= yRadius)];
        })];
    }
}
