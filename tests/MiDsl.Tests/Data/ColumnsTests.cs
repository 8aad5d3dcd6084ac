using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Data;

public class ColumnsTests
{
    private static readonly PairedData Data =
        PairedData.From(new float[,] { { 1 }, { 2 }, { 3 } }, new float[,] { { 4, 5 }, { 6, 7 }, { 8, 8 } });

    [Fact]
    public void AppendedColumnsStandBehindThoseOfY()
    {
        PairedData joined = Data.AppendY(new float[,] { { -1 }, { -2 }, { -3 } });
        Assert.Equal(["y0", "y1", "z0"], joined.YNames.ToArray());
        Assert.Equal([4, 5, -1, 6, 7, -2, 8, 8, -3], joined.Y.ToArray());
        Assert.Equal(Data.X.ToArray(), joined.X.ToArray());
        Assert.Equal(["y0", "y1", "w0"], Data.AppendY(new double[,] { { -1 }, { -2 }, { -3 } }, "w").YNames.ToArray());
    }

    [Fact]
    public void SelectedColumnsKeepTheirRows()
    {
        PairedData joined = Data.AppendY(new double[,] { { 1e9 }, { 1e9 + 1 }, { 1e9 + 3 } });
        PairedData selected = joined.SelectY("z0", "y1");
        Assert.Equal(["z0", "y1"], selected.YNames.ToArray());
        Assert.Equal([5, 7, 8], [selected.YRow(0)[1], selected.YRow(1)[1], selected.YRow(2)[1]]);

        // z is stored minus its mean; offset and value belong together.
        Assert.Equal(1e9 + 3, selected.YOffsets[0] + selected.YRow(2)[0], 1e-4);
        Assert.Equal(2, joined.Take(2).SharedRows(selected));
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        Refused(() => Data.AppendY(new float[,] { { 1 }, { 2 } }), "[2, 1]", "3 rows");
        Refused(() => Data.AppendY(new float[3, 0]), "[3, 0]", "at least one column");
        Refused(() => Data.AppendY(new float[,] { { 1 }, { 2 }, { 3 } }, "y"), "'y0' is twice in Y");
        Refused(() => Data.AppendY(new float[,] { { 1 }, { float.NaN }, { 3 } }), "NaN", "row 1", "'z0'");
        Refused(() => Data.SelectY("y2"), "no column 'y2'", "'y0', 'y1'");
        Refused(() => Data.SelectY("y0", "y0"), "'y0' is twice");
        Refused(() => Data.SelectY(), "at least one column for Y");
    }

    private static void Refused(Action action, params string[] parts)
    {
        string message = Assert.Throws<DataException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
