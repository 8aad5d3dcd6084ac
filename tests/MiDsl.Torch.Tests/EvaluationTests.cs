using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>What is read off a trained critic: values, roles, caps, refusals and pointwise densities.</summary>
public sealed class EvaluationTests
{
    public static TheoryData<Type> OfData => [typeof(DataNce), typeof(DataDv), typeof(DataNwj), typeof(DataSmile)];

    /// <summary>32 pairs a batch, whole batches: the value, its error and DV's tangent, from the scores by plain loops.</summary>
    [Theory]
    [MemberData(nameof(OfData))]
    public void Value_and_error_are_those_of_the_test_part(Type type)
    {
        PairedData data = Gaussians.Data(0.8, 1000, 2);
        using var estimator = new Any(type);
        InformationValue fitted = estimator.Fit(data);
        DataSplit split = DataSplit.Create(data, 0.2, 0.2, seed: 0);
        double[][,] test = Batches(estimator, split.Test, 32);
        Assert.Equal(6, test.Length);

        double clip = type == typeof(DataSmile) ? 1 : double.PositiveInfinity;
        double z = test.Average(f => ReferenceBounds.Negatives(f).Average(t => Math.Exp(Math.Clamp(t, -clip, clip))));
        double f = test.Average(m => ReferenceBounds.Positives(m).Average());
        (double value, double[] influences) = type.Name switch
        {
            nameof(DataNce) => (test.Average(ReferenceBounds.InfoNce), [.. test.SelectMany(ReferenceBounds.InfoNceInfluences)]),
            nameof(DataNwj) => (test.Average(ReferenceBounds.Nwj), Influences(test, Math.E, clip)),
            nameof(DataSmile) => (f - Math.Log(z), Influences(test, z, clip)),
            _ => Tangent(),
        };
        double mean = influences.Average();
        double error = Math.Sqrt(influences.Sum(v => (v - mean) * (v - mean)) / (192.0 * 191));
        Near.Number(value, fitted.Value, 1e-4);
        Near.Number(error, fitted.StandardError, 1e-4);
        Assert.Equal(6 * 32, fitted.Pairs);
        Assert.Equal(DataRole.HeldOut, fitted.Data);
        Assert.Equal((32, 0L), (fitted.Settings!.BatchSize, fitted.Settings.Seed));

        // Asked again, the same, and not the greatest of several looks.
        Assert.Equal(fitted.Value, estimator.Evaluate(split.Test).Value);

        (double, double[]) Tangent()
        {
            double a = Batches(estimator, split.Validation, 32).Average(m => ReferenceBounds.Negatives(m).Average(Math.Exp));
            Near.Number(Math.Log(a), Emitted.LogA(estimator.Instance), 1e-4);
            InformationValue plugIn = Assert.Single(fitted.Alongside);
            Assert.IsType<Estimate>(plugIn);
            Near.Number(f - Math.Log(z), plugIn.Value, 1e-4);
            Assert.True(fitted.Value <= plugIn.Value + 1e-9, "the tangent lies below the curve");
            return (f - (z / a) - Math.Log(a) + 1, Influences(test, a, clip));
        }
    }

    /// <summary>log K of the batch that was evaluated: 20 test pairs make one batch, whatever was declared.</summary>
    [Theory]
    [InlineData(1000, 32)]
    [InlineData(100, 20)]
    public void Cap_comes_from_the_batch_that_was_evaluated(int pairs, int k)
    {
        float[] same = new float[pairs];
        new Rng(1).FillGaussian(same);
        using var estimator = new Any(typeof(DataNce));
        InformationValue value = estimator.Fit(PairedData.From(same, same));
        Near.Number(Math.Log(k), value.Cap, 1e-12);
        Assert.True(value.Value <= value.Cap);
        Assert.All((Type[])[typeof(DataDv), typeof(DataNwj), typeof(DataSmile)], other =>
        {
            using var uncapped = new Any(other);
            Assert.Equal(double.PositiveInfinity, uncapped.Fit(Gaussians.Data(0.5, 100, 1)).Cap);
        });
    }

    [Theory]
    [MemberData(nameof(OfData))]
    public void Pairs_that_trained_or_stopped_are_refused(Type type)
    {
        PairedData data = Gaussians.Data(0.5, 100, 2);
        using var estimator = new Any(type);
        estimator.Fit(data);
        DataSplit split = DataSplit.Create(data, 0.2, 0.2, seed: 0);

        string all = Assert.Throws<InvalidOperationException>(() => estimator.Evaluate(data)).Message;
        Assert.Contains("60 trained", all, StringComparison.Ordinal);
        Assert.Contains("20 stopped", all, StringComparison.Ordinal);
        Assert.Contains("EvaluateInSample", all, StringComparison.Ordinal);
        Assert.Contains("20 stopped", Assert.Throws<InvalidOperationException>(() => estimator.Evaluate(split.Validation)).Message, StringComparison.Ordinal);

        // Cut another way they are known again.
        PairedData few = split.Train.Skip(50);
        Assert.Contains("10 trained", Assert.Throws<InvalidOperationException>(() => estimator.Evaluate(few)).Message, StringComparison.Ordinal);

        Estimate inSample = estimator.EvaluateInSample(data);
        Assert.Equal(DataRole.InSample, inSample.Data);
        Assert.True(double.IsFinite(estimator.Evaluate(split.Test).Value));
        Assert.True(double.IsFinite(estimator.Evaluate(Gaussians.Data(0.5, 100, 2, seed: 9)).Value));
    }

    [Fact]
    public void Types_of_the_results_follow_from_the_declaration()
    {
        Assert.Equal(typeof(LowerBound), FitOf(typeof(DataNce)));
        Assert.Equal(typeof(LowerBound), FitOf(typeof(DataDv)));
        Assert.Equal(typeof(LowerBound), FitOf(typeof(DataNwj)));
        Assert.Equal(typeof(Estimate), FitOf(typeof(DataSmile)));
        Assert.Equal(typeof(Estimate), FitOf(typeof(NoTestPairs)));

        using var estimator = new NoTestPairs();
        Estimate value = estimator.Fit(Gaussians.Data(0.5, 200, 1));
        Assert.Equal(DataRole.InSample, value.Data);

        static Type FitOf(Type type) => type.GetMethod("Fit", [typeof(PairedData), typeof(IProgress<TrainingProgress>), typeof(System.Threading.CancellationToken)])!.ReturnType;
    }

    [Fact]
    public void Fresh_pairs_are_said_to_be_fresh()
    {
        using var estimator = new Any(typeof(BilinearNce), 0.5);
        InformationValue value = estimator.Fit();
        Assert.Equal(DataRole.Fresh, value.Data);
        Assert.Equal(8192, value.Pairs);
        Near.Number(Math.Log(64), value.Cap, 1e-12);

        // The same fresh pairs each time: a look more is no new draw.
        Assert.Equal(value.Value, estimator.Evaluate().Value);
    }

    /// <summary>
    /// One value a pair, a remainder of 4001 = 62 x 64 + 33 pairs included; their mean is the truth, 1.02 nats, within
    /// 0.2: trained critics come within 0.1, and the mean of 4001 densities has a standard error of 0.02.
    /// </summary>
    [Theory]
    [InlineData(typeof(SeparableNce))]
    [InlineData(typeof(SeparableDv))]
    [InlineData(typeof(ConcatenatedNwj))]
    [InlineData(typeof(SeparableSmile))]
    [InlineData(typeof(OwnDv))]
    public void Pointwise_information_averages_to_the_information(Type type)
    {
        using var estimator = new Any(type, 0.8);
        estimator.Fit();
        PairedData data = Gaussians.Data(0.8, 4001, 2, seed: 5);
        float[] density = estimator.PointwiseInformation(data);
        Assert.Equal(4001, density.Length);
        double truth = Gaussians.Information(0.8, 2);
        Assert.InRange(density.Average(), truth - 0.2, truth + 0.2);

        // Each follows the true density of its pair: correlation above 0.8.
        double[] exact = [.. Enumerable.Range(0, 4001).Select(i => Density(0.8, data.XRow(i), data.YRow(i)))];
        Assert.True(Correlation(exact, density) > 0.8, $"correlation {Correlation(exact, density)}");
    }

    /// <summary>Values stay with their pairs where the last batch reaches back, and where there are fewer than a batch.</summary>
    [Theory]
    [InlineData(typeof(DataDv))]
    [InlineData(typeof(DataNwj))]
    [InlineData(typeof(DataSmile))]
    [InlineData(typeof(DataNce))]
    public void Pointwise_values_stay_with_their_pairs(Type type)
    {
        using var estimator = new Any(type);
        estimator.Fit(Gaussians.Data(0.8, 400, 2));
        PairedData data = Gaussians.Data(0.8, 45, 2, seed: 3);
        double[] positives = [.. ReferenceBounds.Positives(Scores(estimator, data))];
        double[] density = [.. estimator.PointwiseInformation(data).Select(d => (double)d)];
        Assert.Equal(45, density.Length);
        switch (type.Name)
        {
            case nameof(DataNce):
                double[,] last = Scores(estimator, data.Skip(13));
                Near.Vector(
                    Enumerable.Range(19, 13).Select(i => last[i, i] - ReferenceBounds.LogMeanExp(ReferenceCritic.Row(last, i))),
                    density[32..], 1e-4);
                break;
            default:
                double shift = type == typeof(DataNwj) ? 1 : type == typeof(DataDv) ? Emitted.LogA(estimator.Instance) : 0;
                Near.Vector(positives.Select(f => f - shift), density, 1e-4);
                break;
        }

        Assert.Equal(5, estimator.PointwiseInformation(data.Take(5)).Length);
        Assert.Single(estimator.PointwiseInformation(data.Take(1)));
    }

    /// <summary>Standard error of the mean is below 0.01 for what little these critics see; 0.05 is never left by chance.</summary>
    [Theory]
    [MemberData(nameof(OfData))]
    public void Pointwise_information_of_independent_data_is_about_zero(Type type)
    {
        using var estimator = new Any(type);
        estimator.Fit(Gaussians.Data(0, 4000, 2));
        Assert.InRange(estimator.PointwiseInformation(Gaussians.Data(0, 2000, 2, seed: 5)).Average(), -0.05, 0.05);
    }

    [Fact]
    public void Too_few_pairs_are_refused()
    {
        using var estimator = new Any(typeof(DataNwj));
        estimator.Fit(Gaussians.Data(0.5, 100, 1));
        Assert.Throws<InvalidOperationException>(() => estimator.Evaluate(Gaussians.Data(0.5, 3, 1, seed: 2)));
        Assert.Throws<DataException>(() => estimator.Fit(Gaussians.Data(0.5, 6, 1)));
        Assert.Contains("X 2", Assert.ThrowsAny<Exception>(() => estimator.Evaluate(Gaussians.Data(0.5, 50, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("X 2", Assert.ThrowsAny<Exception>(() => estimator.PointwiseInformation(Gaussians.Data(0.5, 50, 2))).Message, StringComparison.Ordinal);
    }

    /// <summary>f_i - (r_i + c_i) / z, means over the negatives in the row and in the column of pair i.</summary>
    private static double[] Influences(double[][,] batches, double z, double clip) => [.. batches.SelectMany(f =>
    {
        int n = f.GetLength(0);
        double Mean(int i, Func<int, double> of) => Enumerable.Range(0, n).Where(j => j != i).Average(j => Math.Exp(Math.Clamp(of(j), -clip, clip)));
        return Enumerable.Range(0, n).Select(i => f[i, i] - ((Mean(i, j => f[i, j]) + Mean(i, j => f[j, i])) / z));
    })];

    internal static double[][,] Batches(Any estimator, PairedData pairs, int size) =>
        [.. Enumerable.Range(0, pairs.Count / size).Select(b => Scores(estimator, pairs.Rows((b * size)..((b + 1) * size))))];

    private static double[,] Scores(Any estimator, PairedData pairs)
    {
        PairedData prepared = Emitted.Standardizer(estimator.Instance).Apply(pairs);
        return Emitted.Scores(estimator.Instance, Tensors.Rows([.. prepared.X], prepared.XDim), Tensors.Rows([.. prepared.Y], prepared.YDim));
    }

    private static double Density(double rho, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            double rest = (y[k] - (rho * x[k])) / Math.Sqrt(1 - (rho * rho));
            sum += (-0.5 * Math.Log(1 - (rho * rho))) - (0.5 * rest * rest) + (0.5 * y[k] * y[k]);
        }

        return sum;
    }

    private static double Correlation(double[] a, IReadOnlyList<float> b)
    {
        double ma = a.Average();
        double mb = b.Average();
        double ab = a.Select((t, i) => (t - ma) * (b[i] - mb)).Sum();
        return ab / Math.Sqrt(a.Sum(t => (t - ma) * (t - ma)) * b.Sum(t => (t - mb) * (t - mb)));
    }
}
