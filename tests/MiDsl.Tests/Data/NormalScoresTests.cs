using System;
using System.Linq;
using MathNet.Numerics.Distributions;
using MiDsl.Tests.Baselines;
using Xunit;

namespace MiDsl.Tests.Data;

public class NormalScoresTests
{
    [Fact]
    public void ScoresAreQuantilesOfRanksAndTiesShareTheirMean()
    {
        PairedData data = PairedData.From([30f, 10, 20, 20, 50], [1f, 1, 1, 1, 1]);
        PairedData scores = NormalScores.Fit(data).Apply(data);
        float[] expected = [.. new[] { 4, 1, 2.5, 2.5, 5 }.Select(rank => (float)Normal.InvCDF(0, 1, rank / 6))];
        Assert.Equal(expected, scores.X.ToArray());
        Assert.All(scores.Y.ToArray(), score => Assert.Equal(0, score, 1e-7f));
        Assert.Equal(5, scores.SharedRows(data));
    }

    [Fact]
    public void OtherPairsHaveTheRankBetween()
    {
        PairedData train = PairedData.From([0f, 10, 20, 30], [0f, 1, 2, 3]);
        PairedData other = NormalScores.Fit(train).Apply(PairedData.From([-5f, 2.5f, 10, 29, 1e30f], [0f, 1, 2, 3, 1]));
        Assert.Equal([.. new[] { 0.5, 1.5, 2, 3.5, 4.5 }.Select(rank => (float)Normal.InvCDF(0, 1, rank / 5))], other.X.ToArray());
        PairedDataTests.Refused(() => NormalScores.Fit(train).Apply(PairedData.From([1f, 2], 2, [1f], 1)), "X 2", "X 1", "fitted");
    }

    [Fact]
    public void OffsetsAreKnown()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => 1.7e9 + i * i % 47)], y = [.. x.Select(v => v - 1.7e9)];
        PairedData data = PairedData.From(x, y);
        Assert.NotEqual(0, data.XOffsets[0]);
        PairedData scores = NormalScores.Fit(data).Apply(data);
        Assert.Equal(scores.Y.ToArray(), scores.X.ToArray());
        Assert.Equal(0, scores.XOffsets[0]);
    }

    /// <summary>
    /// A Gaussian bent by monotone maps: the ranks, and so the estimate, stay exactly as they are; the raw form moves.
    /// </summary>
    [Fact]
    public void MonotoneMapsChangeNothing()
    {
        PairedData data = GaussianPairs.Draw(2000, 2, 0.8, 1);
        float[] bentX = Array.ConvertAll(data.X.ToArray(), v => MathF.Exp(2 * v)), bentY = Array.ConvertAll(data.Y.ToArray(), v => -v * v * v);
        PairedData bent = PairedData.From(bentX, 2, bentY, 2);
        Assert.Equal(
            NormalScores.Fit(data.Take(1000)).Apply(data.Skip(1000)).X.ToArray(), NormalScores.Fit(bent.Take(1000)).Apply(bent.Skip(1000)).X.ToArray());
        Estimate scores = GaussianInformation.OfNormalScores(data), bentScores = GaussianInformation.OfNormalScores(bent);
        Assert.Equal(scores.Value, bentScores.Value, 6);
        Assert.Equal(scores.StandardError, bentScores.StandardError, 6);
        Assert.Equal("Gaussian, normal scores", scores.Name);

        // Gaussian columns: raw and scores agree to well within the error; the truth is 1.022 nats.
        double truth = -Math.Log(1 - 0.64);
        Assert.Equal(truth, scores.Value, 4 * scores.StandardError);
        Assert.Equal(GaussianInformation.Estimate(data).Value, scores.Value, scores.StandardError);
        Assert.True(GaussianInformation.Estimate(bent).Value < truth - 0.3);
    }

    [Fact]
    public void LabelsStayAsTheyAre()
    {
        PairedData data = PairedData.From([3f, 0, 7], [5f, 1, 2]);
        NormalScores scores = NormalScores.Fit(data, labelledX: true);
        Assert.Equal(data.X.ToArray(), scores.Apply(data).X.ToArray());
        Assert.Equal(0, scores.Apply(data).Y[2]);
        float[] rows = [5, 1, 2];
        scores.ApplyY(rows, rows);
        Assert.Equal(scores.Apply(data).Y.ToArray(), rows);
    }

    [Fact]
    public void TheyAreMadeAgainFromTheSortedValues()
    {
        PairedData data = GaussianPairs.Draw(100, 2, 0.5, 1);
        NormalScores fitted = NormalScores.Fit(data.Take(60));
        NormalScores again = new(new(fitted.X.Offsets, fitted.X.Values), new(fitted.Y.Offsets, fitted.Y.Values));
        Assert.Equal(fitted.Apply(data).X.ToArray(), again.Apply(data).X.ToArray());
        Assert.Contains("3 values", Assert.Throws<ArgumentException>(() => new SortedColumns([0, 0], [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("Value 1 of column 1", Assert.Throws<ArgumentException>(() => new SortedColumns([0, 0], [1, 2, 3, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheErrorIsNotTooSmall()
    {
        const int Runs = 100;
        double[] values = new double[Runs], errors = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            Estimate estimate = GaussianInformation.OfNormalScores(GaussianPairs.Draw(300, 2, 0.7, run));
            (values[run], errors[run]) = (estimate.Value, estimate.StandardError);
        }

        // The spread of 100 runs is known to 7 %.
        Assert.InRange(errors.Average() / (BatchMeans.Of(values).StandardError * Math.Sqrt(Runs)), 0.8, 1.3);
    }

    [Fact]
    public void AnOutlierMovesTheRawFormOnly()
    {
        PairedData data = GaussianPairs.Draw(500, 1, 0.8, 3);
        float[] spoilt = data.X.ToArray();
        spoilt[0] = 1e6f;
        PairedData with = PairedData.From(spoilt, data.Y.ToArray());
        Assert.True(GaussianInformation.Estimate(with).Value < 0.1);
        Assert.Equal(GaussianInformation.OfNormalScores(data).Value, GaussianInformation.OfNormalScores(with).Value, 0.05);
    }
}
