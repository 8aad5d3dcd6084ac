using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Statistics;

/// <summary>Intervals of fixed critics, whose expectations are known in closed form, over fresh pairs.</summary>
public class CoverageTests
{
    private const double Rho = 0.6;

    /// <summary>
    /// f = t log p(x, y) / p(x) p(y) for t = 1 and 0.7, 200 repetitions of 400 pairs in batches of 100: value ± 1.96 errors holds
    /// its own expectation in 90 to 99 %. Were the coverage 95 % in truth, chance would leave that range once in 700 such runs.
    /// </summary>
    [Theory]
    [InlineData("NWJ", 1.0)]
    [InlineData("NWJ", 0.7)]
    [InlineData("tangent", 1.0)]
    [InlineData("tangent", 0.7)]
    public void IntervalsCoverTheirExpectation(string bound, double t)
    {
        const int Runs = 200;
        double information = -0.5 * Math.Log(1 - (Rho * Rho));

        // E_q (p / q)^t of two Gaussians; NWJ's f is the log ratio + 1.
        double odds = Rho * Rho / (1 - (Rho * Rho)), off = t * Rho / (1 - (Rho * Rho));
        double partition = Math.Pow(1 - (Rho * Rho), -t / 2) / Math.Sqrt(Math.Pow(1 + (t * odds), 2) - (off * off));
        (double logA, double shift) = bound == "NWJ" ? (1.0, 1.0) : (0.1, 0.0);
        double expected = (t * information) + shift - (partition * Math.Exp(shift - logA)) - logA + 1;

        int covered = 0;
        double sum = 0;
        for (int run = 0; run < Runs; run++)
        {
            (double value, double error) = Scores(t, shift, new Rng(3, RandomStream.Test, run)).Tangent(logA);
            covered += Math.Abs(value - expected) <= 1.96 * error ? 1 : 0;
            sum += value / Runs;
        }

        Assert.InRange(sum, expected - 0.02, expected + 0.02); // the expectation is the right one
        Assert.InRange(covered, 180, 198);
    }

    [Fact]
    public void OverflowLeavesTheErrorUnknown()
    {
        PairScores read = new();
        read.Add([1, 2], [800, 1], [800, 1]);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), read.Tangent(0));
        Assert.True(double.IsFinite(read.PlugIn().StandardError));
        Assert.Throws<ArgumentException>(() => read.Add([1], [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new PairValues().Add([1], [1, 2], 3));
    }

    /// <summary>The mean of 400 numbers: sd / sqrt 400, within 8 %, two errors of the bootstrap's own over 300 resamples.</summary>
    [Fact]
    public void TheBootstrapOfAMeanIsTheTextbooks()
    {
        Rng rng = new(4);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => rng.NextGaussianDouble())];
        double error = Bootstrap.StandardError(400, counts => counts.Select((c, i) => c * values[i]).Sum() / 400, 300, rng);
        Assert.InRange(error / BatchMeans.Of(values).StandardError, 0.92, 1.08);
    }

    [Fact]
    public void TheBootstrapPairsNoRowWithItself()
    {
        double[,] terms = { { 100, 1, 2 }, { 3, 100, 4 }, { 5, 6, 100 } };
        Assert.Equal(3.5, Bootstrap.MeanOfNegatives(terms, [1, 1, 1]), 12);
        Assert.Equal((2 * 2 + 2 * 5) / 4.0, Bootstrap.MeanOfNegatives(terms, [2, 0, 1]), 12);
        Assert.Throws<ArgumentException>(() => Bootstrap.MeanOfNegatives(terms, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.StandardError(1, _ => 0, 10, new Rng(0)));
    }

    private static PairScores Scores(double t, double shift, Rng rng)
    {
        const int Batch = 100;
        double rest = 1 - (Rho * Rho);
        PairScores read = new();
        for (int b = 0; b < 4; b++)
        {
            double[] x = new double[Batch], y = new double[Batch], f = new double[Batch], rows = new double[Batch], columns = new double[Batch];
            for (int i = 0; i < Batch; i++)
            {
                x[i] = rng.NextGaussianDouble();
                y[i] = (Rho * x[i]) + (Math.Sqrt(rest) * rng.NextGaussianDouble());
            }

            double Score(int i, int j) => shift - (t * ((0.5 * Math.Log(rest)) + (((Rho * Rho * ((x[i] * x[i]) + (y[j] * y[j]))) - (2 * Rho * x[i] * y[j])) / (2 * rest))));
            for (int i = 0; i < Batch; i++)
            {
                f[i] = Score(i, i);
                int[] others = [.. Enumerable.Range(0, Batch).Where(j => j != i)];
                rows[i] = Math.Log(others.Average(j => Math.Exp(Score(i, j))));
                columns[i] = Math.Log(others.Average(j => Math.Exp(Score(j, i))));
            }

            read.Add(f, rows, columns);
        }

        return read;
    }
}
