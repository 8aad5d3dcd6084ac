using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Integer labels, one-hot and embedded.</summary>
public sealed class LabelTests
{
    /// <summary>One-hot codes times W times embedded labels, entry by entry.</summary>
    [Fact]
    public void Labels_enter_as_codes()
    {
        using var estimator = new Any(typeof(LabelCodes));
        using DisposeScope scope = NewDisposeScope();
        float[,] x = { { 0, 2 }, { 1, 1 } }, y = { { 1 }, { 0 } };
        _ = estimator.Objective(tensor(x), tensor(y));
        double[] w = [.. Emitted.Weights(estimator.Instance).Select(v => (double)v)];
        double[,] f = Emitted.Scores(estimator.Instance, x, y);

        // The table of y [2, 4] comes first, then W [6, 4].
        Assert.Equal(8 + 24, w.Length);
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                double expected = Enumerable.Range(0, 4).Sum(e =>
                    w[(4 * (int)y[j, 0]) + e] * (w[8 + (4 * (int)x[i, 0]) + e] + w[8 + (4 * (3 + (int)x[i, 1])) + e]));
                Near.Number(expected, f[i, j], 1e-5);
            }
        }
    }

    /// <summary>Two labels of a known table: NWJ is unbiased given its critic, three standard errors above are passed with chance .14 %.</summary>
    [Fact]
    public void Labels_of_both_variables()
    {
        double[,] table = { { .2, .05, .05, .03 }, { .02, .2, .03, .05 }, { .05, .02, .2, .1 } };
        const int Rows = 6000;
        float[] x = new float[Rows], y = new float[Rows];
        var rng = new Rng(5);
        for (int i = 0; i < Rows; i++)
        {
            double u = rng.NextDouble();
            int cell = 0;
            while (cell < 11 && (u -= table[cell / 4, cell % 4]) > 0)
            {
                cell++;
            }

            (x[i], y[i]) = (cell / 4, cell % 4);
        }

        double truth = Enumerable.Range(0, 12).Sum(c =>
        {
            double p = table[c / 4, c % 4], px = Enumerable.Range(0, 4).Sum(k => table[c / 4, k]), py = Enumerable.Range(0, 3).Sum(k => table[k, c % 4]);
            return p * Math.Log(p / (px * py));
        });
        using var estimator = new LabelsOfBoth();
        LowerBound value = estimator.Fit(PairedData.From(x, 1, y, 1));
        Assert.InRange(value.Value, truth - 0.08, truth + (3 * value.StandardError));
    }

    /// <summary>A label and a number it shifts by 3 deviations: 0.527 nats by quadrature.</summary>
    [Fact]
    public void Label_and_number()
    {
        const int Rows = 4000;
        float[] x = new float[Rows], y = new float[Rows];
        var rng = new Rng(6);
        for (int i = 0; i < Rows; i++)
        {
            x[i] = rng.NextInt(2);
            y[i] = (3 * x[i]) + rng.NextGaussian();
        }

        using var estimator = new LabelAndNumber();
        LowerBound value = estimator.Fit(PairedData.From(x, 1, y, 1));
        Assert.InRange(value.Value, 0.527 - 0.06, 0.527 + 0.06);
    }

    [Fact]
    public void Label_out_of_range_is_named_with_its_place()
    {
        using var estimator = new LabelAndNumber();
        float[] x = [.. Enumerable.Repeat(0f, 200)];
        x[117] = 2;
        var error = Assert.Throws<DataException>(() => estimator.Fit(PairedData.From(x, 1, Tensors.Floats(randn(200)), 1)));
        Assert.Contains("X has 2 in row", error.Message, StringComparison.Ordinal);
        Assert.Contains("declares labels 0 to 1", error.Message, StringComparison.Ordinal);
    }
}
