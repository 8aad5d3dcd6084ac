using System;
using System.Linq;
using MathNet.Numerics.Distributions;
using Xunit;

namespace MiDsl.Tests.Baselines;

public class MixtureKsgTests
{
    /// <summary>Every count as in the paper and in the authors' program, by the simplest loops.</summary>
    [Theory]
    [InlineData(1, 1, 1, false)]
    [InlineData(1, 1, 5, false)]
    [InlineData(1, 1, 5, true)]
    [InlineData(3, 2, 4, false)]
    [InlineData(3, 2, 4, true)]
    [InlineData(20, 20, 3, false)]
    public void AgreesExactlyWithTheTextbook(int xDim, int yDim, int k, bool printed)
    {
        foreach (int n in new[] { k + 1, 63, 64, 65, 333 })
        {
            // Continuous, discrete and mixed columns in turn; the discrete ones of few values, so that pairs coincide.
            for (int kind = 0; kind < 3; kind++)
            {
                Rng rng = new(n);
                double[][] Columns(int dim) => [.. Enumerable.Range(0, dim).Select(_ => Enumerable.Range(0, n)
                    .Select(_ => kind == 1 || (kind == 2 && rng.NextInt(2) == 0) ? rng.NextInt(4) : rng.NextGaussianDouble()).ToArray())];
                double[][] x = Columns(xDim), y = Columns(yDim);
                Assert.Equal(Textbook(x, y, k, printed), MixtureKsg.Local(x, y, k, printed));
            }
        }
    }

    /// <summary>
    /// X uniform on 5 labels, Y on [X, X + 2] (Gao et al., section 5): log 5 - 4/5 log 2. Four standard errors, which here
    /// and below are 1.1 to 1.8 times the spread of 40 runs, with biases up to a third of one: one false alarm in 10,000 or
    /// fewer for a fresh seed, and the seeds are fixed.
    /// </summary>
    [Fact]
    public void FindsALabelAgainstOverlappingIntervals()
    {
        Estimate estimate = MixtureKsg.Estimate(Overlapping(4000, 1));
        Assert.Equal(Math.Log(5) - 0.8 * Math.Log(2), estimate.Value, 4 * estimate.StandardError);
        Assert.InRange(estimate.StandardError, 0.004, 0.02);
        Assert.Equal(("mixture KSG, k = 5", 4000L), (estimate.Name, estimate.Pairs));

        // As printed it is far off at a fixed k; with k growing it draws nearer.
        double truth = Math.Log(5) - 0.8 * Math.Log(2);
        double small = MixtureKsg.Estimate(Overlapping(4000, 1), printed: true).Value, large = MixtureKsg.Estimate(Overlapping(4000, 1), 50, true).Value;
        Assert.InRange(small - truth, -0.25, -0.15);
        Assert.InRange(large - truth, -0.05, 0.02);
    }

    /// <summary>X exponential, Y Poisson of mean X, but 0 with probability 0.15.</summary>
    [Fact]
    public void FindsAZeroInflatedPoissonization()
    {
        const double Zero = 0.15;
        Rng rng = new(1);
        double[] x = new double[4000], y = new double[4000];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = rng.NextExponential();
            bool zero = rng.NextDouble() < Zero;
            double arrival = rng.NextExponential();
            for (; !zero && arrival < x[i]; arrival += rng.NextExponential())
            {
                y[i]++;
            }
        }

        // H(Y) - H(Y|X) by quadrature; (1 - p) 0.3012, as in the paper, would need zeros that tell what made them.
        double Mass(double mean, int count) => (1 - Zero) * Poisson.PMF(mean, count) + (count == 0 ? Zero : 0);
        double Entropy(Func<int, double> mass) => -Enumerable.Range(0, 80).Select(mass).Sum(p => p > 0 ? p * Math.Log(p) : 0);
        double marginal = Entropy(count => (1 - Zero) * Math.Pow(2, -count - 1) + (count == 0 ? Zero : 0)), given = 0;
        const double Step = 0.005;
        for (double at = Step / 2; at < 35; at += Step)
        {
            given += Step * Math.Exp(-at) * Entropy(count => Mass(at, count));
        }

        Assert.Equal(0.2298, marginal - given, 0.0001);
        Estimate estimate = MixtureKsg.Estimate(PairedData.From(x, y));
        Assert.Equal(marginal - given, estimate.Value, 4 * estimate.StandardError);
    }

    /// <summary>
    /// Half the pairs are Gaussian (0.9), half lie on four points, as in Gao et al., section 5. Points far from the others
    /// are told apart at once; where they lie amid the Gaussian, its points next to them count them as near, and the
    /// value comes up slowly: 0.17 nats short at 4,000 pairs.
    /// </summary>
    [Fact]
    public void FindsAMixtureOfAGaussianAndPoints()
    {
        const double Rho = 0.9;
        static Estimate At(int n, double side)
        {
            Rng rng = new(1);
            double[] x = new double[n], y = new double[n];
            for (int i = 0; i < n; i++)
            {
                bool points = rng.NextInt(2) == 0;
                double z = rng.NextGaussianDouble(), e = rng.NextGaussianDouble(), p = rng.NextInt(2) == 0 ? side : -side;
                (x[i], y[i]) = points ? (p, rng.NextDouble() < Rho ? p : -p) : (z, Rho * z + Math.Sqrt(1 - Rho * Rho) * e);
            }

            return MixtureKsg.Estimate(PairedData.From(x, y));
        }

        // The values tell which half they are of: log 2, and half of each half's own.
        double truth = Math.Log(2) - 0.25 * Math.Log(1 - Rho * Rho)
            + 0.5 * (Math.Log(2) + Rho * Math.Log(Rho) + (1 - Rho) * Math.Log(1 - Rho));
        Estimate far = At(4000, 6);
        Assert.Equal(truth, far.Value, 4 * far.StandardError);
        double few = At(500, 1).Value, more = At(4000, 1).Value, many = At(32_000, 1).Value;
        Assert.True(few < more && more < many && many < truth, $"{few} {more} {many} of {truth}");
        Assert.InRange(many - truth, -0.12, 0);
    }

    [Fact]
    public void OnTablesItIsThePlugInCorrected()
    {
        const int N = 2000;
        Rng rng = new(3);
        float[] x = [.. Enumerable.Range(0, N).Select(_ => (float)rng.NextInt(4))];
        float[] y = [.. x.Select(v => rng.NextInt(3) == 0 ? (float)rng.NextInt(4) : v)];
        PairedData data = PairedData.From(x, y);
        Estimate table = DiscreteInformation.Estimate(data);
        Assert.Equal(table.Value + 0.5 / N, MixtureKsg.Estimate(data).Value, 2e-4);
        Assert.Equal(table.Alongside[0].Value - 1.5 * 16 / N, MixtureKsg.Estimate(data, printed: true).Value, 5e-4);
    }

    [Fact]
    public void FindsTheInformationOfGaussianPairs()
    {
        foreach (double rho in new[] { 0, 0.6, -0.95 })
        {
            Estimate estimate = MixtureKsg.Estimate(GaussianPairs.Draw(4000, 1, rho, 1));
            Assert.Equal(-0.5 * Math.Log(1 - rho * rho), estimate.Value, 4 * estimate.StandardError);
        }
    }

    /// <summary>Integers scaled by a deviation lie at distances that rounding tells apart.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UnitsDoNotMatterOnALattice(bool printed)
    {
        Rng rng = new(5);
        float[] x = [.. Enumerable.Range(0, 800).Select(_ => (float)rng.NextInt(60))];
        float[] y = [.. x.Select(v => v + rng.NextInt(9))];
        Estimate one = MixtureKsg.Estimate(PairedData.From(x, y), printed: printed);
        foreach (float unit in new[] { 3, 7, 100 })
        {
            float[] scaled = [.. x.Select(v => v * unit)];
            Assert.Equal(one.Value, MixtureKsg.Estimate(PairedData.From(scaled, y), printed: printed).Value, 12);
        }
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        PairedData data = GaussianPairs.Draw(10, 1, 0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => MixtureKsg.Estimate(data, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MixtureKsg.Estimate(data, 10));
        Assert.Equal(double.PositiveInfinity, MixtureKsg.Estimate(data, 9).StandardError);
        Assert.Equal(0, MixtureKsg.Estimate(PairedData.From(new float[50], data.Rows([.. Enumerable.Range(0, 50).Select(i => i % 10)]).X.ToArray()), 3).Value, 0.2);
    }

    internal static PairedData Overlapping(int n, long seed)
    {
        Rng rng = new(seed);
        double[] x = [.. Enumerable.Range(0, n).Select(_ => (double)rng.NextInt(5))];
        return PairedData.From(x, [.. x.Select(v => v + 2 * rng.NextDouble())]);
    }

    private static double[] Textbook(double[][] x, double[][] y, int k, bool printed)
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
            double[] dx = [.. Enumerable.Range(0, n).Select(j => Distance(x, i, j))], dy = [.. Enumerable.Range(0, n).Select(j => Distance(y, i, j))];
            double[] d = [.. dx.Zip(dy, Math.Max)];
            double rho = d.Where((_, j) => j != i).Order().ElementAt(k - 1);
            if (printed)
            {
                int around = rho == 0 ? d.Count(v => v == 0) - 1 : k;
                return psi[around] + Math.Log(n) - Math.Log(dx.Count(v => v <= rho)) - Math.Log(dy.Count(v => v <= rho));
            }

            return rho == 0
                ? psi[d.Count(v => v == 0)] + Math.Log(n) - psi[dx.Count(v => v == 0)] - psi[dy.Count(v => v == 0)]
                : psi[k] + Math.Log(n) - psi[dx.Count(v => v < rho)] - psi[dy.Count(v => v < rho)];
        })];
    }
}
