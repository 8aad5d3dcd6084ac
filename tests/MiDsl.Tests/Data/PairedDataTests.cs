using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Data;

public class PairedDataTests
{
    [Fact]
    public void AllFormsOfArraysAreTheSameData()
    {
        PairedData[] forms =
        [
            PairedData.From(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 7 } }, new float[,] { { 1 }, { 3 }, { 2 } }),
            PairedData.From(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 7 } }, new double[,] { { 1 }, { 3 }, { 2 } }),
            PairedData.From([[1f, 2], [3, 4], [5, 7]], [[1f], [3], [2]]),
            PairedData.From([[1d, 2], [3, 4], [5, 7]], [[1d], [3], [2]]),
            PairedData.From([1f, 2, 3, 4, 5, 7], 2, [1f, 3, 2], 1),
            PairedData.From([1d, 2, 3, 4, 5, 7], 2, [1d, 3, 2], 1),
        ];
        Assert.All(forms, data =>
        {
            Assert.Equal((3, 2, 1), (data.Count, data.XDim, data.YDim));
            Assert.Equal([1, 2, 3, 4, 5, 7], data.X.ToArray());
            Assert.Equal([3, 4], data.XRow(1).ToArray());
            Assert.Equal([2], data.YRow(2).ToArray());
            Assert.Equal(["x0", "x1"], data.XNames.ToArray());
            Assert.Equal("memory", data.Source);
            Assert.Empty(data.Notes);
            Assert.Equal(3, data.SharedRows(forms[0]));
        });
        Assert.Equal([1, 2, 3], PairedData.From([1f, 2, 3], [3f, 1, 2]).X.ToArray());
        Assert.Equal("3 pairs, X 2, Y 1, memory", forms[0].ToString());
    }

    [Fact]
    public void LaterChangesToTheArraysDoNotReachIt()
    {
        float[] x = [1, 2, 3];
        PairedData data = PairedData.From(x, [1f, 2, 4]);
        x[0] = 9;
        Assert.Equal(1, data.X[0]);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void ValuesThatAreNotFiniteAreNamed(float value, string name) => Culture.Each(() =>
    {
        Refused(() => PairedData.From([1f, 2, 3, value], 2, [1f, 2], 1), name, "row 1", "'x1'", "Leave the row out");
        Refused(() => PairedData.From([1d, 2], [1, (double)value]), name, "row 1", "'y0'");
    });

    [Fact]
    public void ShapesThatDoNotFitAreNamed()
    {
        Refused(() => PairedData.From([1f, 2, 3], [1f, 2]), "X has 3 rows", "Y has 2");
        Refused(() => PairedData.From([1f, 2, 3], 2, [1f, 2], 1), "3 values", "no multiple of its 2 columns");
        Refused(() => PairedData.From([[1f, 2], [3]], [[1f], [2]]), "X: row 1", "has 1 values", "row 0 has 2");
        Refused(() => PairedData.From(Array.Empty<float>(), []), "X has no rows");
        Refused(() => PairedData.From([1f], 0, [1f], 1), "X has 0 columns");
        Refused(() => PairedData.From(new float[3, 0], new float[3, 1]), "X has 0 columns");
    }

    [Fact]
    public void LargeOffsetsKeepTheirInformation() => Culture.Each(() =>
    {
        Rng rng = new(1);
        double[] noise = [.. Enumerable.Range(0, 1000).Select(_ => rng.NextGaussianDouble())];
        PairedData data = PairedData.From([.. noise.Select(z => 1.7e9 + z)], noise);
        Assert.Equal(1.7e9, data.XOffsets[0], 1.0);
        Assert.Equal(0, data.YOffsets[0]);
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(1.7e9 + noise[i], data.XOffsets[0] + data.X[i], 1e-6));
        Assert.Contains("'x0' is stored minus its mean 1", Assert.Single(data.Notes), StringComparison.Ordinal);

        // The standardizer knows the offset: the same rows from a source with another offset come out the same.
        Standardizer standardizer = Standardizer.Fit(data);
        Assert.Equal(1.7e9, standardizer.XMeans[0], 1.0);
        PairedData part = PairedData.From([.. noise.Take(500).Select(z => 1.7e9 + z)], noise[..500]);
        Assert.NotEqual(data.XOffsets[0], part.XOffsets[0]);
        float[] whole = standardizer.Apply(data).X[..500].ToArray();
        Assert.All(standardizer.Apply(part).X.ToArray().Zip(whole), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    });

    [Fact]
    public void ValuesOutsideSinglePrecisionAreRefused() => Culture.Each(() =>
    {
        Refused(() => PairedData.From([1, 2, 1.5e39], [1d, 2, 3]), "1.5E+39", "row 2", "'x0'", "single precision");
        Refused(() => PairedData.From([1d, 2, 3], [1e-40, 2e-40, 5e-40]), "'y0'", "too small for single precision");
    });

    [Fact]
    public void ConstantColumnsOfArraysAreNoted()
    {
        PairedData data = PairedData.From([1f, 0.1f, 2, 0.1f, 3, 0.1f], 2, [.3, .3, .3], 1);
        Assert.Equal(2, data.Notes.Length);
        Assert.Contains("'x1': constant", data.Notes[0], StringComparison.Ordinal);
        Assert.Contains("'y0': constant", data.Notes[1], StringComparison.Ordinal);
        Assert.Contains("8 columns, 'x0', 'x1', 'x2', 'x3', 'x4', ...: constant",
            PairedData.From(new float[16], 8, [1f, 2], 1).Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void RowsAreKnownAgainHoweverTheyWereCut()
    {
        PairedData data = Numbers(100), again = Numbers(100), other = Numbers(101);
        Assert.Equal(100, data.SharedRows(again));
        Assert.Equal(0, data.SharedRows(other));
        PairedData cut = data.Skip(10).Take(50).Rows(3, 1, 40);
        Assert.Equal([13, 11, 50], cut.X.ToArray());
        Assert.Equal(3, cut.SharedRows(again));
        Assert.Equal(2, cut.SharedRows(again.Rows(..20)));
        Assert.Equal(0, cut.SharedRows(again.Take(10)));
        Assert.Equal(3, Standardizer.Fit(data).Apply(cut).SharedRows(data));
        Assert.Equal(0, data.Rows().Count);
        Assert.Equal([98, 99], data.Rows(^2..).X.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Rows(100));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(101));
    }

    [Fact]
    public void GatherCopiesRows()
    {
        PairedData data = PairedData.From([1f, 2, 3, 4, 5, 7], 2, [1f, 3, 2], 1);
        float[] x = new float[4], y = new float[2];
        data.Gather([2, 0], x, y);
        Assert.Equal([5, 7, 1, 2], x);
        Assert.Equal([2, 1], y);
    }

    internal static PairedData Numbers(int n)
    {
        float[] x = [.. Enumerable.Range(0, n).Select(i => (float)i)];
        return PairedData.From(x, x);
    }

    internal static void Refused(Func<object> action, params string[] words)
    {
        DataException e = Assert.Throws<DataException>(action);
        Assert.All(words, word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
    }
}
