using System;
using System.Linq;
using MathNet.Numerics;
using MiDsl.Tests.Kernels;
using Xunit;

namespace MiDsl.Tests.Elliptical;

/// <summary>The closed form in single precision against that in double, its features against loops. Seeds are those in the text.</summary>
[Collection("kernels")]
public sealed class PlainClosedFormTests
{
    private const int Seed = 5;

    public static TheoryData<BaseCritic, bool, int, int> Cases()
    {
        TheoryData<BaseCritic, bool, int, int> cases = [];
        foreach ((int dx, int dy) in new[] { (1, 1), (2, 2), (1, 4), (7, 3), (6, 9) })
        {
            cases.Add(BaseCritic.Gaussian, true, dx, dy);
            cases.Add(BaseCritic.Student, true, dx, dy);
            cases.Add(BaseCritic.Student, false, dx, dy);
        }

        return cases;
    }

    /// <summary>All pairs and some, on each vector width, as <see cref="EllipticalRatio"/> in double precision.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_are_those_of_the_ratio(BaseCritic family, bool heavy, int dx, int dy)
    {
        PairedData train = Pairs(heavy, dx, dy, 1_200, 1), validation = Pairs(heavy, dx, dy, 500, 2), near = Pairs(heavy, dx, dy, 21, 3), y = Pairs(heavy, dx, dy, 37, 4);

        // One row lies beyond the training pairs, one beyond all t-scores.
        PairedData x = PairedData.From([5, .. near.X[1..^1], 7], dx, near.Y.ToArray(), dy);
        var fit = EllipticalFit.Of(train, validation, family, Seed);
        Assert.Equal(family == BaseCritic.Student && heavy, double.IsFinite(fit.Ratio.Degrees));
        Assert.True(fit.Ratio.Coordinates.Correlations[0] > 0.3);
        double[,] expected = new double[21, 37];
        double greatest = 0;
        for (int i = 0; i < 21; i++)
        {
            for (int j = 0; j < 37; j++)
            {
                expected[i, j] = fit.Ratio.LogRatio(Scored(x.XRow(i), fit.X), Scored(y.YRow(j), fit.Y));
                greatest = Math.Max(greatest, Math.Abs(expected[i, j]));
            }
        }

        PlainClosedForm form = Fitted(family, train, validation);
        int[] pairs = [.. Enumerable.Range(0, 21 * 18).Select(k => k * 11 % 37)];
        float[] all = new float[21 * 37], some = new float[21 * 18];
        Widths.Each(() =>
        {
            form.Scores(x.X, y.Y, all);
            form.Scores(x.X, y.Y, pairs, some);
            for (int i = 0; i < 21; i++)
            {
                for (int j = 0; j < 37; j++)
                {
                    Assert.Equal(expected[i, j], all[(i * 37) + j], 1e-5 * greatest);
                }

                for (int k = 0; k < 18; k++)
                {
                    Assert.Equal(expected[i, pairs[(i * 18) + k]], some[(i * 18) + k], 1e-5 * greatest);
                }
            }
        });

        double[] Scored(ReadOnlySpan<float> row, EllipticalFit.Columns columns)
        {
            double[] z = new double[row.Length];
            for (int c = 0; c < z.Length; c++)
            {
                z[c] = (row[c] - columns.Means[c]) / columns.Deviations[c];
                z[c] = double.IsFinite(fit.Ratio.Degrees) ? StudentScores.Of(fit.Ratio.Degrees).Score(z[c]) : z[c];
            }

            return z;
        }
    }

    /// <summary>The features in double precision, centred and scaled as the training pairs are.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Features_are_those_of_loops(BaseCritic family, bool heavy, int dx, int dy)
    {
        PairedData train = Pairs(heavy, dx, dy, 1_200, 1), validation = Pairs(heavy, dx, dy, 500, 2), other = Pairs(heavy, dx, dy, 33, 3);
        var fit = EllipticalFit.Of(train, validation, family, Seed);
        PlainClosedForm form = Fitted(family, train, validation);
        Assert.Equal(dx + 3 + (dx <= 5 ? dx : 0), form.XFeatures);
        Assert.Equal(dy + 3 + (dy <= 5 ? dy : 0), form.YFeatures);
        float[] x = new float[33 * form.XFeatures], y = new float[33 * form.YFeatures];
        Widths.Each(() =>
        {
            form.FeaturesX(other.X, x);
            form.FeaturesY(other.Y, y);
            Check(x, train.X, other.X, dx, fit.X, fit.Normal.XAxes());
            Check(y, train.Y, other.Y, dy, fit.Y, fit.Normal.YAxes());
        });

        void Check(float[] features, ReadOnlySpan<float> training, ReadOnlySpan<float> rows, int d, EllipticalFit.Columns columns, double[] axes)
        {
            double[][] known = [.. training.ToArray().Chunk(d).Select(row => Raw(row, columns, axes))];
            ReadOnlySpan<double> r = fit.Normal.Correlations;
            int correlated = r.ToArray().Count(c => c > 0), count = known[0].Length;
            float[][] given = [.. rows.ToArray().Chunk(d)];
            Assert.Equal(33, given.Length);
            for (int c = 0; c < count; c++)
            {
                double mean = known.Average(row => row[c]), deviation = Math.Sqrt(known.Average(row => (row[c] - mean) * (row[c] - mean)));
                double weight = c < d && correlated > 0 && !(c < r.Length && r[c] > 0) ? Math.Min(1, 2 / Math.Sqrt(d - correlated)) : 1;
                for (int i = 0; i < 33; i++)
                {
                    double expected = Math.Clamp((Raw(given[i], columns, axes)[c] - mean) / deviation, -6, 6) * weight;

                    // Phi in single precision leaves few digits of the tail beyond three deviations.
                    bool far = c == d + 2 && given[i].Where((v, k) => Math.Abs(v - columns.Means[k]) > 3 * columns.Deviations[k]).Any();
                    Assert.Equal(expected, features[(i * count) + c], far ? 0.05 : 5e-5);
                }
            }
        }

        static double[] Raw(float[] row, EllipticalFit.Columns columns, double[] axes)
        {
            int d = row.Length;
            double[] z = [.. row.Select((v, c) => (v - columns.Means[c]) / columns.Deviations[c])];
            double[] cauchy = [.. z.Select(v => Math.Tan(Math.PI * Math.Clamp(SpecialFunctions.Erf(v / Math.Sqrt(2)) / 2, -.499999, .499999)))];
            return
            [
                .. Enumerable.Range(0, d).Select(c => z.Select((v, k) => v * axes[(k * d) + c]).Sum()),
                z.Average(v => v * v),
                Math.Sqrt(z.Sum(v => v * v)),
                Math.Log(1 + cauchy.Average(v => v * v)),
                .. d <= 5 ? z.Select(v => v * v) : [],
            ];
        }
    }

    /// <summary>In double precision, with few and many pairs: logs of 1 + little, lengths that rounding made negative, and the cap.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void Products_become_scores(double nu)
    {
        var row = new ScoredRow(1, 0.25f, (float)nu, 1_000, 3);
        foreach (int n in new[] { 1, 16, 37 })
        {
            float[] lengths = Widths.Normal(n, 1), logs = Widths.Normal(n, 2), products = [.. lengths.Select((l, i) => 1 + l - (1e-4f * (i - 3)))];
            Widths.Each(() =>
            {
                float[] scores = [.. products];
                EllipticalKernels.Score(row, lengths, logs, scores);
                for (int i = 0; i < n; i++)
                {
                    // The difference is rounded before the logarithm.
                    double joint = Math.Max(0, (1 + lengths[i]) - products[i]);
                    double score = 0.25 + logs[i] + (double.IsInfinity(nu) ? 0.5 * products[i] : -1_000 * Math.Log(1 + (joint / nu)));
                    Assert.Equal(Math.Min(3, score), scores[i], 1e-5);
                }
            });
        }
    }

    /// <summary>Squares of Cauchy scores up to where single precision ends, which is the score of .499999.</summary>
    [Fact]
    public void Cauchy_scores_are_cut()
    {
        float[] z = [.. Enumerable.Range(-300, 601).Select(i => i / 100f)], squares = new float[z.Length], far = [1e9f, -1e30f, float.PositiveInfinity, 5], cut = new float[4];
        Widths.Each(() =>
        {
            EllipticalKernels.CauchySquares(z, squares);
            for (int i = 0; i < z.Length; i++)
            {
                double score = Math.Tan(Math.PI * SpecialFunctions.Erf(z[i] / Math.Sqrt(2)) / 2);
                Assert.Equal(Math.Log(1 + (score * score)), Math.Log(1 + squares[i]), 1e-4);
            }

            EllipticalKernels.CauchySquares(far, cut);
            double greatest = Math.Tan(MathF.PI * .499999f);
            Assert.All(cut, square => Assert.Equal(1, square / (greatest * greatest), 1e-5));
        });
    }

    /// <summary>Far out all is finite and cut, and no pair scores above the cap.</summary>
    [Theory]
    [InlineData(BaseCritic.Gaussian)]
    [InlineData(BaseCritic.Student)]
    public void Far_rows_are_cut(BaseCritic family)
    {
        PairedData train = Pairs(true, 2, 2, 1_200, 1);
        PlainClosedForm form = Fitted(family, train, Pairs(true, 2, 2, 500, 2));
        float[] far = [1e9f, 1e9f, -1e9f, -1e9f], features = new float[2 * form.XFeatures], scores = new float[4], own = new float[train.Count], cap = Buffer(form, "numbers")[1..2];
        form.FeaturesX(far, features);
        Assert.All(features, f => Assert.InRange(f, -6, 6));
        Assert.Contains(6, features);
        form.Scores(far, far, scores);
        Assert.All(scores, s => Assert.True(s <= cap[0] && float.IsFinite(s)));
        Assert.Contains(cap[0], scores);
        form.Scores(train.X, train.Y, Enumerable.Range(0, train.Count).ToArray(), own);
        Assert.Equal(cap[0], own.Max(), 1e-4);
    }

    [Fact]
    public void What_was_subtracted_from_columns_counts()
    {
        const int N = 600;
        PairedData small = Pairs(false, 2, 2, N, 1);
        var train = PairedData.From([.. small.X.ToArray().Select(v => v + 1e6)], 2, [.. small.Y.ToArray().Select(v => (double)v)], 2);
        Assert.NotEqual(0, train.XOffsets[0]);
        PlainClosedForm form = Fitted(BaseCritic.Gaussian, train, train), plain = Fitted(BaseCritic.Gaussian, small, small);
        float[] whole = [.. small.X.ToArray().Select(v => (float)(v + 1e6))], features = new float[N * form.XFeatures], others = new float[features.Length];
        form.FeaturesX(whole, features);
        plain.FeaturesX(small.X, others);
        Assert.True(features.Zip(others, (a, b) => Math.Abs(a - b)).Average() < 0.1);
        Assert.Equal(0, features.Average(), 0.05);
    }

    [Fact]
    public void Buffers_carry_a_form_over()
    {
        PairedData train = Pairs(true, 7, 3, 1_200, 1), validation = Pairs(true, 7, 3, 500, 2), other = Pairs(true, 7, 3, 9, 3);
        PlainClosedForm student = Fitted(BaseCritic.Student, train, validation), restored = Fitted(BaseCritic.Student, Pairs(false, 7, 3, 700, 8), Pairs(false, 7, 3, 300, 9));
        Assert.Equal(["x_moments", "x_normal_axes", "x_features", "x_axes", "y_moments", "y_normal_axes", "y_features", "y_axes", "numbers", "terms", "knots"], student.Buffers.Select(b => b.Name));
        Assert.Equal([[2, 7], [7, 7], [3, 10], [7, 7], [2, 3], [3, 3], [3, 9], [3, 3], [5], [2, 3], [4_097]], student.Buffers.Select(b => b.Shape));
        Assert.All(student.Buffers, b => Assert.Equal(b.Shape.Aggregate(1L, (a, s) => a * s), b.Data.Length));
        Assert.NotEqual(Values(student), Values(restored));
        foreach ((float[] from, float[] to) in student.Buffers.Zip(restored.Buffers, (a, b) => (a.Data, b.Data)))
        {
            from.CopyTo(to, 0);
        }

        restored.Restored();
        Assert.Equal(Values(student), Values(restored));

        float[] Values(PlainClosedForm form)
        {
            float[] scores = new float[81], x = new float[9 * form.XFeatures], y = new float[9 * form.YFeatures];
            form.Scores(other.X, other.Y, scores);
            form.FeaturesX(other.X, x);
            form.FeaturesY(other.Y, y);
            return [.. scores, .. x, .. y];
        }
    }

    /// <summary>Fitted again, nothing of the first fit is left.</summary>
    [Fact]
    public void A_second_fit_replaces_the_first()
    {
        PlainClosedForm form = Fitted(BaseCritic.Student, Pairs(false, 2, 2, 700, 8), Pairs(false, 2, 2, 300, 9));
        float[] rows = Widths.Normal(10, 1), before = new float[25], after = new float[25], fresh = new float[25];
        form.Scores(rows, rows, before);
        PairedData train = Pairs(true, 2, 2, 1_200, 1), validation = Pairs(true, 2, 2, 500, 2);
        form.Fit(train, validation, Seed);
        form.Scores(rows, rows, after);
        Fitted(BaseCritic.Student, train, validation).Scores(rows, rows, fresh);
        Assert.NotEqual(before, after);
        Assert.Equal(fresh, after);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var form = new PlainClosedForm(BaseCritic.Gaussian, 2, 3);
        float[] x = new float[8], y = new float[9], scores = new float[12];
        foreach (Action early in new Action[] { () => form.Scores(x, y, scores), () => form.Scores(x, y, new int[4], new float[4]), () => form.FeaturesX(x, new float[28]), () => form.FeaturesY(y, new float[27]) })
        {
            Assert.Equal("the critic's closed form is fitted to data: call Fit or Load first", Assert.Throws<InvalidOperationException>(early).Message);
        }

        PairedData pairs = Pairs(false, 2, 3, 200, 1), others = Pairs(false, 3, 2, 200, 1);
        Assert.Contains("2 and 3 columns, but the pairs have 3 and 2", Assert.Throws<ArgumentException>(() => form.Fit(others, pairs, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("validation", () => form.Fit(pairs, others, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlainClosedForm(BaseCritic.None, 2, 3).Fit(pairs, pairs, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlainClosedForm(BaseCritic.Gaussian, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlainClosedForm(BaseCritic.Gaussian, 2, 0));
        form.Fit(pairs, pairs, 1);
        form.Scores(x, y, scores);
        form.Scores([], y, [], []);
        form.Scores([], y, []);
        form.FeaturesX([], []);
        Assert.Throws<ArgumentException>("x", () => form.Scores(x.AsSpan(1), y, scores));
        Assert.Throws<ArgumentException>("y", () => form.Scores(x, y.AsSpan(1), scores));
        Assert.Throws<ArgumentException>("scores", () => form.Scores(x, y, scores.AsSpan(1)));
        Assert.Throws<ArgumentException>("pairs", () => form.Scores(x, y, new int[5], new float[5]));
        Assert.Throws<ArgumentException>("scores", () => form.Scores(x, y, new int[4], new float[5]));
        Assert.Throws<ArgumentException>("pairs", () => form.Scores([], y, new int[4], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>("pairs", () => form.Scores(x, y, [0, 1, 2, 3], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>("pairs", () => form.Scores(x, y, [0, 1, -1, 2], new float[4]));
        Assert.Throws<ArgumentException>("rows", () => form.FeaturesX(x.AsSpan(1), new float[28]));
        Assert.Throws<ArgumentException>("features", () => form.FeaturesX(x, new float[29]));
    }

    [Theory]
    [InlineData(BaseCritic.Gaussian)]
    [InlineData(BaseCritic.Student)]
    public void Nothing_is_allocated(BaseCritic family)
    {
        PlainClosedForm form = Fitted(family, Pairs(true, 7, 3, 1_200, 1), Pairs(true, 7, 3, 500, 2));
        float[] x = Widths.Normal(40 * 7, 1), y = Widths.Normal(50 * 3, 2), all = new float[40 * 50], some = new float[40 * 4], xs = new float[40 * form.XFeatures], ys = new float[50 * form.YFeatures];
        int[] pairs = [.. Enumerable.Range(0, some.Length).Select(k => k % 50)];
        Assert.Equal(0, Widths.Allocated(() =>
        {
            form.Scores(x, y, all);
            form.Scores(x, y, pairs, some);
            form.FeaturesX(x, xs);
            form.FeaturesY(y, ys);

            // Fewer rows fit where more did.
            form.Scores(x.AsSpan(0, 70), y.AsSpan(0, 30), all.AsSpan(0, 100));
        }));
    }

    private static float[] Buffer(PlainClosedForm form, string name) => form.Buffers.Single(b => b.Name == name).Data;

    private static PlainClosedForm Fitted(BaseCritic family, PairedData train, PairedData validation)
    {
        var form = new PlainClosedForm(family, train.XDim, train.YDim);
        form.Fit(train, validation, Seed);
        return form;
    }

    /// <summary>Two correlations of .7 and .5 among columns apart from that independent; heavy ones are normal scores of a t of two degrees of freedom.</summary>
    private static PairedData Pairs(bool heavy, int dx, int dy, int n, long seed)
    {
        PairedData raw = Draw(n, seed);
        return heavy ? NormalScores.Fit(Draw(4_000, 77)).Apply(raw) : raw;

        PairedData Draw(int count, long stream)
        {
            var rng = new Rng(stream);
            float[] x = new float[count * dx], y = new float[count * dy];
            for (int i = 0; i < count; i++)
            {
                double first = rng.NextGaussianDouble(), second = rng.NextGaussianDouble(), scale = heavy ? 1 / Math.Sqrt(0.5 * ((first * first) + (second * second))) : 1;
                for (int c = 0; c < dx; c++)
                {
                    x[(i * dx) + c] = (float)(scale * rng.NextGaussianDouble());
                }

                for (int c = 0; c < dy; c++)
                {
                    double r = c < dx ? c switch { 0 => 0.7, 1 => 0.5, _ => 0 } : 0;
                    y[(i * dy) + c] = (float)((scale * Math.Sqrt(1 - (r * r)) * rng.NextGaussianDouble()) + (c < dx ? r * x[(i * dx) + c] : 0));
                }
            }

            return PairedData.From(x, dx, y, dy);
        }
    }
}
