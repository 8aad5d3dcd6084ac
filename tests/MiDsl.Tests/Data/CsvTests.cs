using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace MiDsl.Tests.Data;

public class CsvTests : TemporaryFolder
{
    private static readonly string[] A = ["a"], B = ["b"];

    [Theory]
    [InlineData(',', false)]
    [InlineData(';', false)]
    [InlineData('\t', false)]
    [InlineData('|', false)]
    [InlineData(';', true)]
    public void ReadsEverySeparatorUnderEveryCulture(char separator, bool decimalComma) => Culture.Each(() =>
    {
        string path = Table(12, separator, decimalComma);
        PairedData data = PairedData.FromCsv(path, ["b"], ["c", "a"], new CsvFormat { DecimalComma = decimalComma });
        Assert.Equal((12, 1, 2), (data.Count, data.XDim, data.YDim));
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => -0.5f * i)], data.X.ToArray());
        Assert.Equal([0.001f, 1], data.YRow(1).ToArray());
        Assert.Equal(["c", "a"], data.YNames.ToArray());
        Assert.Equal(path, data.Source);
    });

    [Fact]
    public void ColumnsMayBeNumbers()
    {
        PairedData data = PairedData.FromCsv(Table(12), ["#1"], ["#0"]);
        Assert.Equal("b", Assert.Single(data.XNames));
        string bare = Write("bare.csv", string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i * i}\n")));
        Assert.Equal(12, PairedData.FromCsv(bare, ["#0"], ["#1"], new CsvFormat { HasHeader = false }).Count);
    }

    [Fact]
    public void TheSameFileIsTheSameOrigin()
    {
        PairedData first = PairedData.FromCsv(Table(20), A, B), second = PairedData.FromCsv(Table(20), A, B);
        Assert.Equal(5, first.Take(10).SharedRows(second.Skip(5)));
    }

    [Fact]
    public void QuotesBlankLinesCommentsAndByteOrderMarksAreBorne()
    {
        string text = "\"a, x\";b\r\n\r\n% note\r\n" + string.Concat(Enumerable.Range(0, 11).Select(i => $" \"{i}\" ;{i}e-1\r\n"));
        string path = Write("q.csv", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]);
        Assert.Equal(11, PairedData.FromCsv(path, ["a, x"], B, new CsvFormat { Comment = '%' }).Count);
    }

    [Theory]
    [InlineData("", "cell is empty")]
    [InlineData("NaN", "not a finite number")]
    [InlineData("-Infinity", "not a finite number")]
    [InlineData("1e999", "not a finite number")]
    [InlineData("NA", "missing value")]
    [InlineData("blue", "not a number")]
    [InlineData("\"1,5\"", "DecimalComma")]
    [InlineData("1 000", "not a number")]
    public void BadCellsAreNamedWithLineAndColumn(string cell, string word) => Culture.Each(() =>
    {
        string path = Write("bad.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 12).Select(i => i == 7 ? $"7,{cell}\n" : $"{i},{i}\n")));
        PairedDataTests.Refused(() => PairedData.FromCsv(path, A, B), path, "line 9", "'b'", word);
    });

    [Fact]
    public void ABadCellInAnUnusedColumnDoesNotMatter()
    {
        string path = Write("u.csv", "a,b,c\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i},blue\n")));
        Assert.Equal(12, PairedData.FromCsv(path, A, B).Count);
    }

    [Fact]
    public void LinesAreCountedThroughQuotedLineBreaks()
    {
        string path = Write("l.csv", "a,b,c\n1,1,\"two\nlines\"\n2,x,y\n");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, A, B), "line 4", "'x'");
    }

    [Fact]
    public void WhatIsNoTableIsSaid() => Culture.Each(() =>
    {
        PairedDataTests.Refused(() => PairedData.FromCsv(PathOf("none.csv"), A, B), "none.csv", "does not exist");
        PairedDataTests.Refused(() => PairedData.FromCsv(Path.GetDirectoryName(PathOf("x"))!, A, B), "cannot be read");
        PairedDataTests.Refused(() => PairedData.FromCsv(Write("e.csv", ""), A, B), "is empty");
        PairedDataTests.Refused(() => PairedData.FromCsv(Write("r.csv", "a,b\n1,2\n1,2,3\n"), A, B), "line 3", "3 cells", "header has 2");
        PairedDataTests.Refused(() => PairedData.FromCsv(Table(9), A, B), "only 9 lines", "at least 10");
        PairedDataTests.Refused(() => PairedData.FromCsv(Write("c.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},0.1\n"))), A, B), "'b' is constant");
        PairedDataTests.Refused(() => PairedData.FromCsv(Write("t.csv", "a,b\n1,\"2\n3,4\n"), A, B), "t.csv", "line");
        PairedDataTests.Refused(() => PairedData.FromCsv(Table(12), A, B, new CsvFormat { DecimalComma = true, Separator = ',' }), "both separator and decimal");
    });

    [Fact]
    public void UnknownAndRepeatedColumnsAreNamed()
    {
        string path = Write("n.csv", "height,weight,height_cm,age,age\n1,2,3,4,5\n");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["hieght"], ["weight"]), "no column 'hieght'", "Did you mean 'height'");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["HEIGHT"], ["weight"]), "'height'");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["temperature"], ["weight"]), "It has 'height', 'weight'", "Separator");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["age"], ["weight"]), "2 columns are named 'age'", "#3 or #4");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["#5"], ["weight"]), "no column #5", "it has 5");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["weight"], ["weight"]), "'weight' is in both X and Y", "infinite");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["weight"], ["#1"]), "'weight' is in both X and Y");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["weight", "weight"], ["height"]), "'weight' is twice in X");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, [], ["height"]), "at least one column for X");
        PairedDataTests.Refused(() => PairedData.FromCsv(path, ["a"], ["#1"], new CsvFormat { HasHeader = false }), "without a header", "#0 to #4");
    }

    [Fact]
    public void RubbishNeverBreaksIt()
    {
        Rng rng = new(1);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = new byte[rng.NextInt(400)];
            const string Alphabet = "a,b\n1.5\";\t0\r";
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = rng.NextInt(20) == 0 ? (byte)rng.NextInt(256) : (byte)Alphabet[rng.NextInt(Alphabet.Length)];
            }

            string path = Write("f.csv", bytes);
            Assert.Throws<DataException>(() => PairedData.FromCsv(path, ["#0"], ["#1"], new CsvFormat { HasHeader = round % 2 == 0 }));
        }
    }

    private string Table(int rows, char separator = ',', bool decimalComma = false)
    {
        StringBuilder text = new(string.Join(separator, "a", "b", "c") + "\n");
        for (int i = 0; i < rows; i++)
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{i}{separator}{-0.5 * i}{separator}{i}e-3\n");
            text.Append(decimalComma ? line.Replace('.', ',') : line);
        }

        return Write("table.csv", text.ToString());
    }
}
