using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Values of the emitted bounds on fixed score matrices.</summary>
public sealed class ScoreValueTests
{
    public static TheoryData<Type, int, double> Matrices()
    {
        var data = new TheoryData<Type, int, double>();
        foreach (Type bound in (Type[])[typeof(PlainNce), typeof(PlainDv), typeof(PlainNwj), typeof(PlainSmile), typeof(SmileOfFive), typeof(SmileUnclipped)])
        {
            foreach (int n in (int[])[2, 3, 5, 17, 64])
            {
                data.Add(bound, n, 0.3);
                data.Add(bound, n, 4);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Value_is_the_formula(Type bound, int n, double sd)
    {
        double[,] f = Tensors.GaussianScores(n, n, sd);
        Near.Number(Reference(bound)(f), Value(bound, f), 1e-6);
    }

    /// <summary>f = [1 0; 0 1]: InfoNCE is 1 - log((e + 1) / 2), and the negatives are two zeros for the rest.</summary>
    [Theory]
    [InlineData(typeof(PlainNce), 0.379885493041722)]
    [InlineData(typeof(PlainDv), 1.0)]
    [InlineData(typeof(PlainNwj), 0.632120558828558)]
    [InlineData(typeof(PlainSmile), 1.0)]
    public void Value_by_hand(Type bound, double expected) =>
        Near.Number(expected, Value(bound, new double[,] { { 1, 0 }, { 0, 1 } }), 1e-12);

    /// <summary>
    /// Made by Python: f = [[0.5, -1, 2], [3, 1, -2], [0.25, 4, -0.5]], positives mean 1/3, negatives -1 2 3 -2 0.25 4.
    /// </summary>
    [Theory]
    [InlineData(typeof(PlainNce), -1.7041201302284301)]
    [InlineData(typeof(PlainDv), -2.3040557388038927)]
    [InlineData(typeof(PlainNwj), -4.808393959153809)]
    [InlineData(typeof(PlainSmile), -0.19480454328053648)]
    [InlineData(typeof(SmileOfFive), -2.3040557388038927)]
    public void Value_by_python(Type bound, double expected) =>
        Assert.Equal(expected, Value(bound, new double[,] { { 0.5, -1, 2 }, { 3, 1, -2 }, { 0.25, 4, -0.5 } }), 1e-6);

    /// <summary>Entries of +-80: e^80 is within single precision, its sum with others is not always.</summary>
    [Theory]
    [InlineData(typeof(PlainNce))]
    [InlineData(typeof(PlainDv))]
    [InlineData(typeof(PlainNwj))]
    [InlineData(typeof(PlainSmile))]
    [InlineData(typeof(SmileOfFive))]
    [InlineData(typeof(SmileUnclipped))]
    public void Large_scores_do_not_overflow(Type bound)
    {
        foreach (int n in (int[])[2, 8, 32])
        {
            double[,] f = Tensors.GaussianScores(7, n, 1);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    f[i, j] = f[i, j] > 0 ? 80 : -80;
                }
            }

            Near.Number(Reference(bound)(f), Value(bound, f), 1e-6);
            Near.Number(Reference(bound)(f), Value(bound, f, float32), 1e-5);
        }
    }

    /// <summary>Ten thousand is beyond e^x of any precision; NWJ, which is an exponential, has no value there.</summary>
    [Theory]
    [InlineData(typeof(PlainNce))]
    [InlineData(typeof(PlainDv))]
    [InlineData(typeof(PlainSmile))]
    public void Huge_scores_do_not_overflow(Type bound)
    {
        double[,] f = { { 10_000, -10_000, 9_999 }, { 3, 9_000, 10_000 }, { -10_000, 0, -9_000 } };
        Near.Number(Reference(bound)(f), Value(bound, f, float32), 1e-5);
    }

    /// <summary>Positives are no negatives: a greater diagonal moves the value by just as much.</summary>
    [Theory]
    [InlineData(typeof(PlainDv))]
    [InlineData(typeof(PlainNwj))]
    [InlineData(typeof(PlainSmile))]
    [InlineData(typeof(SmileOfFive))]
    [InlineData(typeof(SmileUnclipped))]
    public void Positives_are_not_among_the_negatives(Type bound)
    {
        double[,] f = Tensors.GaussianScores(3, 6, 2);
        double before = Value(bound, f);
        foreach (int i in Enumerable.Range(0, 6))
        {
            f[i, i] += 50;
        }

        Near.Number(before + 50, Value(bound, f), 1e-9);
    }

    /// <summary>The mean goes over N (N - 1) entries: constant scores c give c - c, and c - e^(c - 1) for NWJ.</summary>
    [Theory]
    [InlineData(typeof(PlainNce), 0)]
    [InlineData(typeof(PlainDv), 0)]
    [InlineData(typeof(PlainNwj), 1.5 - 1.6487212707001282)]
    [InlineData(typeof(SmileOfFive), 0)]
    public void Constant_scores_see_no_information(Type bound, double expected)
    {
        foreach (int n in (int[])[2, 3, 40])
        {
            double[,] f = new double[n, n];
            foreach (int k in Enumerable.Range(0, n * n))
            {
                f[k / n, k % n] = 1.5;
            }

            Near.Number(expected, Value(bound, f), 1e-12);
        }
    }

    /// <summary>The positive stands in InfoNCE's denominator: however large, the value stays at log K, and reaches it.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void InfoNce_of_a_perfect_critic_is_log_K(int k)
    {
        double[,] f = new double[k, k];
        foreach (int i in Enumerable.Range(0, k))
        {
            f[i, i] = 80;
        }

        Near.Number(Math.Log(k), Value(typeof(PlainNce), f), 1e-12);
    }

    /// <summary>Rows hold the negatives of InfoNCE: x is fixed in a row, y runs along it.</summary>
    [Fact]
    public void InfoNce_compares_along_rows()
    {
        double[,] f = { { 1, 7 }, { 0, 2 } };
        double rows = 0.5 * ((1 - Math.Log((Math.Exp(1) + Math.Exp(7)) / 2)) + (2 - Math.Log((1 + Math.Exp(2)) / 2)));
        Near.Number(rows, Value(typeof(PlainNce), f), 1e-12);
    }

    [Fact]
    public void Smile_clips_the_partition_and_not_the_joint_term()
    {
        double[,] f = { { 30, -30 }, { -30, 30 } };
        Near.Number(30 + 1, Value(typeof(PlainSmile), f), 1e-12);
        Near.Number(30 + 5, Value(typeof(SmileOfFive), f), 1e-12);
        Near.Number(30 + 30, Value(typeof(SmileUnclipped), f), 1e-12);
    }

    [Fact]
    public void Nwj_never_exceeds_Donsker_Varadhan_on_the_same_negatives()
    {
        foreach (int seed in Enumerable.Range(0, 200))
        {
            double[,] f = Tensors.GaussianScores(seed, 2 + (seed % 15), 0.1 * (1 + (seed % 40)));
            Assert.True(Value(typeof(PlainNwj), f) <= Value(typeof(PlainDv), f) + 1e-12);
        }
    }

    [Fact]
    public void InfoNce_never_exceeds_log_K()
    {
        foreach (int seed in Enumerable.Range(0, 200))
        {
            int k = 2 + (seed % 15);
            Assert.True(Value(typeof(PlainNce), Tensors.GaussianScores(seed, k, 0.5 * (1 + seed))) <= Math.Log(k) + 1e-12);
        }
    }

    internal static double Value(Type bound, double[,] f, ScalarType? precision = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using Emitted.ScoreObjective objective = Emitted.Objective(bound);
        Tensor scores = tensor(f).to(precision ?? float64);
        Assert.Equal(1, objective.Value(scores).numel());
        return objective.Value(scores).to(float64).item<double>();
    }

    internal static Func<double[,], double> Reference(Type bound) => bound.Name switch
    {
        nameof(PlainNce) => ReferenceBounds.InfoNce,
        nameof(PlainDv) => ReferenceBounds.DonskerVaradhan,
        nameof(PlainNwj) => ReferenceBounds.Nwj,
        nameof(PlainSmile) => f => ReferenceBounds.Smile(f, 1),
        nameof(SmileOfFive) => f => ReferenceBounds.Smile(f, 5),
        _ => f => ReferenceBounds.Smile(f, double.PositiveInfinity),
    };
}
