using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>The closed form without tensors against that of tensors, on the same fit. Seeds are those in the text.</summary>
public sealed class PlainClosedFormTests
{
    private const int Seed = 5;

    public static TheoryData<BaseCritic, bool, int, int> Cases() => new()
    {
        { BaseCritic.Gaussian, false, 2, 2 },
        { BaseCritic.Gaussian, true, 7, 3 },
        { BaseCritic.Student, false, 1, 6 },
        { BaseCritic.Student, true, 1, 1 },
        { BaseCritic.Student, true, 3, 8 },
    };

    /// <summary>What both keep, say of all pairs and of some, and show a network.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_give_the_same(BaseCritic family, bool heavy, int dx, int dy)
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        (ClosedForm tensors, PlainClosedForm plain) = Fitted(family, heavy, dx, dy, 1);
        Dictionary<string, Tensor> kept = Kept(tensors);
        Assert.Equal(kept.Keys.Order(), plain.Buffers.Select(b => b.Name).Order());
        foreach ((string name, long[] shape, float[] data) in plain.Buffers)
        {
            Assert.Equal(kept[name].shape, shape);
            Near(Tensors.Floats(kept[name]), data);
        }

        Assert.Equal(family == BaseCritic.Student && heavy, float.IsFinite(plain.Buffers.Single(b => b.Name == "numbers").Data[0]));
        SameValues(tensors, plain, Pairs(heavy, dx, dy, 41, 3), Pairs(heavy, dx, dy, 30, 4));
    }

    /// <summary>What one was fitted to, the other takes over: as a file that either target reads.</summary>
    [Theory]
    [InlineData(BaseCritic.Gaussian)]
    [InlineData(BaseCritic.Student)]
    public void Buffers_carry_over(BaseCritic family)
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        (ClosedForm tensors, PlainClosedForm plain) = Fitted(family, true, 7, 3, 1);
        (_, PlainClosedForm restored) = Fitted(family, false, 7, 3, 11);
        var loaded = new ClosedForm(family, 7, 3, CPU);
        Dictionary<string, Tensor> from = Kept(tensors), to = Kept(loaded);
        foreach ((string name, _, float[] data) in restored.Buffers)
        {
            Tensors.Floats(from[name]).CopyTo(data, 0);
        }

        foreach ((string name, long[] shape, float[] data) in plain.Buffers.Where(b => b.Data.Length > 0))
        {
            to[name].copy_(tensor(data).view(shape));
        }

        restored.Restored();
        PairedData x = Pairs(true, 7, 3, 41, 3), y = Pairs(true, 7, 3, 30, 4);
        SameValues(tensors, restored, x, y);
        SameValues(loaded, plain, x, y);
    }

    private static void SameValues(ClosedForm tensors, PlainClosedForm plain, PairedData first, PairedData second)
    {
        int n = first.Count, m = second.Count, dx = first.XDim, dy = first.YDim;
        Tensor x = tensor(first.X.ToArray()).view(n, dx), y = tensor(second.Y.ToArray()).view(m, dy);
        int[] pairs = [.. Enumerable.Range(0, 4 * n).Select(k => k * 7 % m)];
        float[] all = new float[n * m], some = new float[pairs.Length], xs = new float[n * plain.XFeatures], ys = new float[m * plain.YFeatures];
        plain.Scores(first.X, second.Y, all);
        plain.Scores(first.X, second.Y, pairs, some);
        plain.FeaturesX(first.X, xs);
        plain.FeaturesY(second.Y, ys);
        Near(Tensors.Floats(tensors.Scores(x, y)), all);
        Near(Tensors.Floats(tensors.Scores(x, y, tensor(pairs.Select(k => (long)k).ToArray()).view(n, 4))), some);
        (Tensor ofX, Tensor ofY) = tensors.Features(x, y);
        Assert.Equal([n, plain.XFeatures], ofX.shape);
        Assert.Equal([m, plain.YFeatures], ofY.shape);
        NearFeatures(Tensors.Floats(ofX), xs, x, dx);
        NearFeatures(Tensors.Floats(ofY), ys, y, dy);
    }

    /// <summary>The log of Cauchy scores differs with the last bit of erf where a value lies three deviations out.</summary>
    private static void NearFeatures(float[] expected, float[] features, Tensor rows, int d)
    {
        int count = features.Length / (int)rows.shape[0];
        bool[] far = [.. Tensors.Floats(rows).Chunk(d).Select(row => row.Any(v => Math.Abs(v) > 2.5))];
        Assert.Contains(false, far);
        double greatest = expected.Max(Math.Abs);
        for (int i = 0; i < features.Length; i++)
        {
            Assert.Equal(expected[i], features[i], greatest * (i % count == d + 2 && far[i / count] ? 1e-3 : 1e-5));
        }
    }

    private static void Near(float[] expected, float[] values)
    {
        double greatest = expected.Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(expected[i] == values[i] || Math.Abs(expected[i] - values[i]) <= 1e-5 * greatest, $"{i}: {values[i]} instead of {expected[i]}, the greatest being {greatest}");
        }
    }

    private static Dictionary<string, Tensor> Kept(ClosedForm form) => form.named_buffers().ToDictionary(b => b.name, b => b.buffer);

    private static (ClosedForm Tensors, PlainClosedForm Plain) Fitted(BaseCritic family, bool heavy, int dx, int dy, long seed)
    {
        PairedData train = Pairs(heavy, dx, dy, 1_200, seed), validation = Pairs(heavy, dx, dy, 500, seed + 1);
        using var pairs = new DataPairs(train, validation, Standardizer.None(dx, dy), 64, 0, CPU);
        var tensors = new ClosedForm(family, dx, dy, CPU);
        tensors.Fit(pairs, Seed);
        var plain = new PlainClosedForm(family, dx, dy);
        plain.Fit(train, validation, Seed);
        return (tensors, plain);
    }

    /// <summary>A correlation of .7 among columns apart from that independent; heavy ones are normal scores of a t of two degrees of freedom.</summary>
    private static PairedData Pairs(bool heavy, int dx, int dy, int n, long seed)
    {
        PairedData raw = Draw(n, seed);
        return heavy ? NormalScores.Fit(Draw(4_000, 77)).Apply(raw) : raw;

        PairedData Draw(int count, long stream)
        {
            double[,] dispersion = new double[dx + dy, dx + dy];
            for (int i = 0; i < dx + dy; i++)
            {
                dispersion[i, i] = 1;
            }

            (dispersion[0, dx], dispersion[dx, 0]) = (0.7, 0.7);
            KnownInformation known = heavy ? new KnownStudent(dispersion, dx, 2) : new KnownNormal(dispersion, dx);
            double[] x = new double[count * dx], y = new double[count * dy];
            known.Draw(new Rng(stream), count, x, y);
            return PairedData.From([.. x.Select(v => (float)v)], dx, [.. y.Select(v => (float)v)], dy);
        }
    }
}
