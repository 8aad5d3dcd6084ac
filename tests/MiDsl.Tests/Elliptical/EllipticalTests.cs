using System;
using System.Linq;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace MiDsl.Tests.Elliptical;

/// <summary>The closed forms against densities, and their fits against known information.</summary>
public sealed class EllipticalTests
{
    private static readonly double[,] Skewed =
    {
        { 2.0, 0.3, 0.9 },
        { 0.3, 0.5, -0.2 },
        { 0.9, -0.2, 1.0 },
    };

    /// <summary>From population moments the ratio is that of the densities, everywhere.</summary>
    [Theory]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(2, double.PositiveInfinity)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(1, 10)]
    public void Ratio_is_that_of_the_densities(int xDim, double nu)
    {
        var ratio = EllipticalRatio.Of(Skewed, xDim, nu);
        var s = Matrix<double>.Build.DenseOfArray(Skewed);
        var rng = new Rng(1);
        for (int i = 0; i < 50; i++)
        {
            var z = Vector<double>.Build.Dense(3, _ => 3 * rng.NextGaussianDouble());
            Vector<double> x = z.SubVector(0, xDim), y = z.SubVector(xDim, 3 - xDim);
            double expected = LogDensity(z, s, nu) - LogDensity(x, s.SubMatrix(0, xDim, 0, xDim), nu) - LogDensity(y, s.SubMatrix(xDim, 3 - xDim, xDim, 3 - xDim), nu);
            Assert.Equal(expected, ratio.LogRatio(x.AsArray(), y.AsArray()), 1e-9);
        }
    }

    /// <summary>Its mean is the information: four standard errors of 40,000 pairs, seed 1.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(2)]
    public void Mean_of_the_ratio_is_the_information(double nu)
    {
        const int N = 40_000;
        KnownInformation known = double.IsInfinity(nu) ? new KnownNormal(Skewed, 2) : new KnownStudent(Skewed, 2, nu);
        var ratio = EllipticalRatio.Of(Skewed, 2, nu);
        double[] x = new double[2 * N], y = new double[N];
        known.Draw(new Rng(1), N, x, y);
        double[] values = [.. Enumerable.Range(0, N).Select(i => ratio.LogRatio(x.AsSpan(2 * i, 2), y.AsSpan(i, 1)))];
        double mean = values.Average(), error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean))) / N;
        Assert.InRange(mean - known.Information, -4 * error, 4 * error);
    }

    [Fact]
    public void Canonical_coordinates_have_unit_dispersion_and_diagonal_cross_dispersion()
    {
        var s = Matrix<double>.Build.DenseOfArray(Skewed);
        var canonical = CanonicalCoordinates.Of(s, 2);
        Near(Matrix<double>.Build.DenseIdentity(2), canonical.X.TransposeThisAndMultiply(s.SubMatrix(0, 2, 0, 2)) * canonical.X);
        Near(Matrix<double>.Build.DenseIdentity(1), canonical.Y.TransposeThisAndMultiply(s.SubMatrix(2, 1, 2, 1)) * canonical.Y);
        Near(Matrix<double>.Build.DenseOfArray(new[,] { { canonical.Correlations[0] }, { 0.0 } }), canonical.X.TransposeThisAndMultiply(s.SubMatrix(0, 2, 2, 1)) * canonical.Y);

        // 1 - r^2 is the share of Y that X leaves open.
        double open = s.Determinant() / (s.SubMatrix(0, 2, 0, 2).Determinant() * s[2, 2]);
        Assert.Equal(1 - open, canonical.Correlations[0] * canonical.Correlations[0], 1e-12);
    }

    /// <summary>Of six independent columns a side nothing is left; of one correlated pair among them one direction.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.8)]
    public void Noise_is_shrunk_to_nothing(double rho)
    {
        EllipticalFit fit = EllipticalFit.Of(Pairs(rho, 300, seed: 1), Pairs(rho, 100, seed: 2), BaseCritic.Gaussian, seed: 0);
        double[] r = fit.Ratio.Coordinates.Correlations.ToArray();
        Assert.Equal(rho > 0 ? 1 : 0, r.Count(c => c > 0));
        Assert.InRange(r.Max(), rho - 0.1, rho + 0.1);
        if (rho == 0)
        {
            Assert.Equal(0, fit.Ratio.LogRatio(new double[6], new double[6]));
        }
    }

    /// <summary>No pair scores above the greatest of the training pairs.</summary>
    [Fact]
    public void Ratio_is_capped()
    {
        EllipticalFit fit = EllipticalFit.Of(Pairs(0.8, 300, seed: 1), Pairs(0.8, 100, seed: 2), BaseCritic.Gaussian, seed: 0);
        double[] far = [.. Enumerable.Repeat(100.0, 6)], axis = [.. fit.Ratio.Coordinates.X.Column(0)];
        double[] partner = [.. fit.Ratio.Coordinates.Y.Column(0)];
        Assert.Equal(fit.Ratio.Cap, fit.Ratio.LogRatio([.. axis.Select(a => 50 * a)], [.. partner.Select(a => 50 * a)]));
        Assert.True(fit.Ratio.LogRatio(far, far) <= fit.Ratio.Cap);
        Assert.InRange(fit.Ratio.Cap, 0.5, 10);
    }

    /// <summary>Normal pairs choose the normal distribution, t pairs on normal scores a t; the mean ratio is near the truth.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(2)]
    public void Student_chooses_its_degrees_of_freedom(double nu)
    {
        double[,] s = { { 1, 0.6 }, { 0.6, 1 } };
        KnownInformation known = double.IsInfinity(nu) ? new KnownNormal(s, 1) : new KnownStudent(s, 1, nu);
        PairedData train = Draw(known, 8_000, 1), validation = Draw(known, 4_000, 2), test = Draw(known, 20_000, 3);
        NormalScores scores = NormalScores.Fit(train);
        EllipticalFit fit = EllipticalFit.Of(scores.Apply(train), scores.Apply(validation), BaseCritic.Student, seed: 0);
        Assert.Equal(nu, fit.Ratio.Degrees);

        PairedData prepared = scores.Apply(test);
        double mean = Enumerable.Range(0, test.Count).Average(i => fit.Ratio.LogRatio(
            [Scored(prepared.X[i] + prepared.XOffsets[0], fit.X)], [Scored(prepared.Y[i] + prepared.YOffsets[0], fit.Y)]));
        Assert.InRange(mean, known.Information - 0.03, known.Information + 0.03);

        double Scored(double value, EllipticalFit.Columns columns)
        {
            double z = (value - columns.Means[0]) / columns.Deviations[0];
            return double.IsInfinity(nu) ? z : StudentScores.Of(nu).Score(z);
        }
    }

    /// <summary>The distribution functions of t at the scores are those of the normal distribution at z, in both tails.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public void Scores_have_equal_tails(double nu)
    {
        foreach (double z in (double[])[0, 0.3, 1.234, 2.5, 4, 5.9])
        {
            double t = StudentScores.Of(nu).Score(z), tail = 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));
            double expected = nu switch
            {
                1 => Math.Atan2(1, t) / Math.PI,
                2 => 1 / ((t * t) + 2 + (t * Math.Sqrt(2 + (t * t)))),
                _ => StudentT.CDF(0, 1, nu, -t),
            };
            Assert.InRange(expected / tail, 0.999, 1.001);
            Assert.Equal(-t, StudentScores.Of(nu).Score(-z), 1e-9 * Math.Max(1, t));
        }
    }

    [Fact]
    public void None_is_no_closed_form() => Assert.Contains(
        "None",
        Assert.Throws<ArgumentOutOfRangeException>(() => EllipticalFit.Of(Pairs(0, 50, 1), Pairs(0, 50, 2), BaseCritic.None, 0)).Message,
        StringComparison.Ordinal);

    private static double LogDensity(Vector<double> z, Matrix<double> s, double nu)
    {
        double q = z * s.Inverse() * z, logRoot = 0.5 * Math.Log(s.Determinant());
        int d = z.Count;
        return double.IsInfinity(nu)
            ? -(0.5 * q) - logRoot - (0.5 * d * Math.Log(2 * Math.PI))
            : SpecialFunctions.GammaLn(0.5 * (nu + d)) - SpecialFunctions.GammaLn(0.5 * nu) - (0.5 * d * Math.Log(nu * Math.PI)) - logRoot
                - (0.5 * (nu + d) * Math.Log(1 + (q / nu)));
    }

    private static PairedData Pairs(double rho, int n, long seed)
    {
        float[] x = new float[6 * n], y = new float[6 * n];
        var rng = new Rng(seed);
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < n; i++)
        {
            y[6 * i] = (float)((rho * x[6 * i]) + (Math.Sqrt(1 - (rho * rho)) * y[6 * i]));
        }

        return PairedData.From(x, 6, y, 6);
    }

    private static PairedData Draw(KnownInformation known, int n, long seed)
    {
        double[] x = new double[n * known.XDim], y = new double[n * known.YDim];
        known.Draw(new Rng(seed), n, x, y);
        return PairedData.From([.. x.Select(v => (float)v)], known.XDim, [.. y.Select(v => (float)v)], known.YDim);
    }

    private static void Near(Matrix<double> expected, Matrix<double> actual) => Assert.True((expected - actual).InfinityNorm() < 1e-12, actual.ToString());
}
