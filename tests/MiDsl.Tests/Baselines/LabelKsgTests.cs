using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Baselines;

public class LabelKsgTests
{
    /// <summary>Every count as in the paper, by the simplest loops.</summary>
    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(1, 5, 3)]
    [InlineData(2, 3, 3)]
    [InlineData(20, 4, 5)]
    public void AgreesExactlyWithTheTextbook(int dim, int labels, int k)
    {
        foreach (int n in new[] { k + 1, 63, 64, 65, 333 })
        {
            Rng rng = new(n);
            int[] label = [.. Enumerable.Range(0, n).Select(i => i == 0 ? 99 : rng.NextInt(labels))];
            double[][] columns = [.. Enumerable.Range(0, dim).Select(_ => label.Select(v => v + rng.NextGaussianDouble()).ToArray())];
            Assert.Equal(Textbook(label, columns, k), LabelKsg.Local(label, columns, k));
        }
    }

    /// <summary>
    /// Equally likely Gaussians in a row, by quadrature. Four standard errors, which were 1.1 to 1.8 times the spread of 40
    /// runs: one false alarm in 60,000 or fewer for a fresh seed, and the seeds are fixed.
    /// </summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(3, 0)]
    public void FindsALabelAgainstItsGaussian(int labels, double distance)
    {
        Rng rng = new(1);
        double[] label = [.. Enumerable.Range(0, 4000).Select(_ => (double)rng.NextInt(labels))];
        double[] value = [.. label.Select(v => v * distance + rng.NextGaussianDouble())];

        // h(value) - h(Gaussian).
        double truth = -0.5 * Math.Log(2 * Math.PI * Math.E);
        const double Step = 0.005;
        for (double at = -9; at < labels * distance + 9; at += Step)
        {
            double density = Enumerable.Range(0, labels).Average(m => Math.Exp(-0.5 * (at - m * distance) * (at - m * distance))) / Math.Sqrt(2 * Math.PI);
            truth -= Step * density * Math.Log(density);
        }

        Estimate estimate = LabelKsg.Estimate(PairedData.From(value, label));
        Assert.Equal(truth, estimate.Value, 4 * estimate.StandardError);
        Assert.InRange(estimate.StandardError, 0.003, 0.03);
        Assert.Equal(("Ross 2014, k = 3", 4000L, ""), (estimate.Name, estimate.Pairs, estimate.VerdictText));
        Assert.Equal(estimate, LabelKsg.Estimate(PairedData.From(label, value), labelsInX: true));
    }

    [Fact]
    public void FindsALabelAgainstOverlappingIntervals()
    {
        Estimate estimate = LabelKsg.Estimate(MixtureKsgTests.Overlapping(4000, 1), labelsInX: true);
        Assert.Equal(Math.Log(5) - 0.8 * Math.Log(2), estimate.Value, 4 * estimate.StandardError);
    }

    [Fact]
    public void TheErrorIsNotTooSmall()
    {
        const int Runs = 40;
        double[] values = new double[Runs], errors = new double[Runs], mixture = new double[Runs], mixtureErrors = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            PairedData data = MixtureKsgTests.Overlapping(400, run);
            Estimate label = LabelKsg.Estimate(data, labelsInX: true), mixed = MixtureKsg.Estimate(data);
            (values[run], errors[run]) = (label.Value, label.StandardError);
            (mixture[run], mixtureErrors[run]) = (mixed.Value, mixed.StandardError);
        }

        // The spread of 40 runs is known to 11 %.
        double Ratio(double[] v, double[] e) => e.Average() / (BatchMeans.Of(v).StandardError * Math.Sqrt(Runs));
        Assert.InRange(Ratio(values, errors), 0.9, 2.4);
        Assert.InRange(Ratio(mixture, mixtureErrors), 0.9, 2.4);
    }

    [Fact]
    public void NamesOfLabelsDoNotMatter()
    {
        Rng rng = new(2);
        float[] label = [.. Enumerable.Range(0, 500).Select(_ => (float)rng.NextInt(3))];
        float[] value = [.. label.Select(v => v + rng.NextGaussian())];
        float[] renamed = [.. label.Select(v => v == 0 ? 70 : v == 1 ? -5 : 8)];
        float[] oneHot = [.. label.SelectMany(v => new[] { v == 0 ? 1f : 0, v == 1 ? 1 : 0, v == 2 ? 1 : 0 })];
        Estimate plain = LabelKsg.Estimate(PairedData.From(value, label));
        Assert.Equal(plain, LabelKsg.Estimate(PairedData.From(value, renamed)));
        Assert.Equal(plain, LabelKsg.Estimate(PairedData.From(value, 1, oneHot, 3)));
    }

    [Fact]
    public void RareLabelsAndNonsenseAreSaid()
    {
        PairedData data = GaussianPairs.Draw(100, 1, 0.5, 1);
        float[] label = [.. Enumerable.Range(0, 100).Select(i => i < 2 ? 100f + i : i % 2)];
        Estimate estimate = LabelKsg.Estimate(PairedData.From(data.X.ToArray(), label));
        Assert.Contains("2 of 4 labels occur once", estimate.VerdictText, StringComparison.Ordinal);
        Assert.True(double.IsFinite(estimate.Value) && double.IsFinite(estimate.StandardError));
        float[] different = [.. Enumerable.Range(0, 100).Select(i => (float)i)];
        Data.PairedDataTests.Refused(() => LabelKsg.Estimate(PairedData.From(data.X.ToArray(), different)), "100 labels", "occurs once", "Merge");
        Data.PairedDataTests.Refused(() => LabelKsg.Estimate(data), "'y0'", "is not a label");
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelKsg.Estimate(data, neighbours: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelKsg.Estimate(data, neighbours: 100));
    }

    private static double[] Textbook(int[] label, double[][] columns, int k)
    {
        int n = label.Length;
        double[] psi = new double[n + 2];
        psi[1] = -0.577215664901532861;
        for (int m = 1; m <= n; m++)
        {
            psi[m + 1] = psi[m] + 1.0 / m;
        }

        return [.. Enumerable.Range(0, n).Select(i =>
        {
            int[] others = [.. Enumerable.Range(0, n).Where(j => j != i)];
            double Distance(int j) => columns.Max(column => Math.Abs(column[i] - column[j]));
            double[] alike = [.. others.Where(j => label[j] == label[i]).Select(Distance).Order()];
            int near = Math.Min(k, alike.Length);
            return near == 0
                ? double.NaN
                : psi[n] - psi[alike.Length + 1] + psi[near] - psi[others.Count(j => Distance(j) <= alike[near - 1])];
        })];
    }
}
