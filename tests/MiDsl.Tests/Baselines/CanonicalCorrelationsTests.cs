using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Baselines;

public class CanonicalCorrelationsTests
{
    /// <summary>Of the sample itself, exactly: unit variances, the stated correlations, and none between strangers.</summary>
    [Fact]
    public void DirectionsGiveTheCorrelations()
    {
        PairedData data = Mixed(400);
        CanonicalCorrelations canonical = CanonicalCorrelations.Of(data);
        Assert.Equal(2, canonical.Correlations.Length);
        Assert.Equal((3, 2), (canonical.XRank, canonical.YRank));
        Assert.Equal(canonical.Correlations.OrderDescending(), canonical.Correlations);
        for (int i = 0; i < 2; i++)
        {
            double[] u = Along(data.X, 3, canonical.XDirection(i));
            Assert.Equal(1, Mean(u, u), 8);
            Assert.True(canonical.XDirection(i).ToArray().MaxBy(Math.Abs) > 0);
            for (int j = 0; j < 2; j++)
            {
                double[] v = Along(data.Y, 2, canonical.YDirection(j));
                Assert.Equal(i == j ? canonical.Correlations[i] : 0, Mean(u, v), 8);
            }
        }

        double sum = canonical.Correlations.Sum(rho => -0.5 * Math.Log(1 - rho * rho));
        Assert.Equal(sum, GaussianInformation.Estimate(data).Value, 12);
    }

    /// <summary>Correlations 0.9 and 0.4 behind mixing; their errors at n = 20,000 are at most 0.006.</summary>
    [Fact]
    public void FindsWhatWasMixed()
    {
        CanonicalCorrelations canonical = CanonicalCorrelations.Of(Mixed(20_000));
        Assert.Equal(0.9, canonical.Correlations[0], 0.006);
        Assert.Equal(0.4, canonical.Correlations[1], 0.03);
    }

    [Fact]
    public void CopiesAndConstantsAreBorne()
    {
        PairedData data = GaussianPairs.Draw(200, 1, 0.5, 1);
        CanonicalCorrelations copy = CanonicalCorrelations.Of(PairedData.From([.. data.X.ToArray().SelectMany(v => new[] { v, 7 })], 2, data.X.ToArray(), 1));
        Assert.Equal(1, Assert.Single(copy.Correlations), 9);
        Assert.Equal((1, 0.0), (copy.XRank, copy.XDirection(0)[1]));
        CanonicalCorrelations constant = CanonicalCorrelations.Of(PairedData.From(new float[200], data.Y.ToArray()));
        Assert.Empty(constant.Correlations);
        Assert.Equal((0, 1), (constant.XRank, constant.YRank));
        Data.PairedDataTests.Refused(() => CanonicalCorrelations.Of(data.Take(3)), "3 rows", "too few");
    }

    private static PairedData Mixed(int n)
    {
        Rng rng = new(4);
        float[] x = new float[3 * n], y = new float[2 * n];
        for (int i = 0; i < n; i++)
        {
            double a = rng.NextGaussianDouble(), b = rng.NextGaussianDouble(), c = rng.NextGaussianDouble();
            double p = 0.9 * a + Math.Sqrt(0.19) * rng.NextGaussianDouble(), q = 0.4 * b + Math.Sqrt(0.84) * rng.NextGaussianDouble();
            (x[3 * i], x[3 * i + 1], x[3 * i + 2]) = ((float)(a + b), (float)(10 * (a - c)), (float)(b + 2 * c - 3));
            (y[2 * i], y[2 * i + 1]) = ((float)(p + q), (float)(p - 2 * q + 5));
        }

        return PairedData.From(x, 3, y, 2);
    }

    private static double[] Along(ReadOnlySpan<float> values, int dim, ReadOnlySpan<double> direction)
    {
        double[] result = new double[values.Length / dim];
        for (int i = 0; i < values.Length; i++)
        {
            result[i / dim] += values[i] * direction[i % dim];
        }

        double mean = result.Average();
        return Array.ConvertAll(result, v => v - mean);
    }

    private static double Mean(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Average();
}
