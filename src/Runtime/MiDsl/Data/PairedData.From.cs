using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;

namespace MiDsl;

/// <content>From arrays. They are copied: later changes to them do not reach the data.</content>
public sealed partial class PairedData
{
    private const string Memory = "memory";

    /// <summary>Pairs from arrays [n, dx] and [n, dy].</summary>
    /// <param name="x">X.</param>
    /// <param name="y">Y, as many rows.</param>
    /// <exception cref="DataException">No rows, no columns, different lengths, or a value that is not finite.</exception>
    public static PairedData From(float[,] x, float[,] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return FromSingle(Flat(x), x.GetLength(1), Flat(y), y.GetLength(1));
    }

    /// <inheritdoc cref="From(float[,], float[,])"/>
    public static PairedData From(double[,] x, double[,] y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return FromDouble(Flat(x), x.GetLength(1), Flat(y), y.GetLength(1));
    }

    /// <summary>Pairs of one column each, [n] and [n].</summary>
    /// <param name="x">X.</param>
    /// <param name="y">Y, as many values.</param>
    /// <exception cref="DataException">No rows, different lengths, or a value that is not finite.</exception>
    public static PairedData From(float[] x, float[] y) => From(x, 1, y, 1);

    /// <inheritdoc cref="From(float[], float[])"/>
    public static PairedData From(double[] x, double[] y) => From(x, 1, y, 1);

    /// <summary>Pairs from rows: n arrays of dx and n arrays of dy values.</summary>
    /// <param name="x">Rows of X, all of one length.</param>
    /// <param name="y">Rows of Y, all of one length, as many.</param>
    /// <exception cref="DataException">No rows, ragged rows, different lengths, or a value that is not finite.</exception>
    public static PairedData From(float[][] x, float[][] y) => FromSingle(Flat(x, "X"), Width(x), Flat(y, "Y"), Width(y));

    /// <inheritdoc cref="From(float[][], float[][])"/>
    public static PairedData From(double[][] x, double[][] y) => FromDouble(Flat(x, "X"), Width(x), Flat(y, "Y"), Width(y));

    /// <summary>Pairs from row-major arrays of n dx and n dy values.</summary>
    /// <param name="x">X, row after row.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="y">Y, row after row.</param>
    /// <param name="yDim">dy.</param>
    /// <exception cref="DataException">No rows, lengths that are no multiple of the dimensions or differ, or a value that is not finite.</exception>
    public static PairedData From(float[] x, int xDim, float[] y, int yDim)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return FromSingle([.. x], xDim, [.. y], yDim);
    }

    /// <inheritdoc cref="From(float[], int, float[], int)"/>
    public static PairedData From(double[] x, int xDim, double[] y, int yDim)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return FromDouble(x, xDim, y, yDim);
    }

    /// <summary>Pairs from arrays that are kept, not copied.</summary>
    internal static PairedData FromSingle(float[] x, int xDim, float[] y, int yDim, string source = Memory)
    {
        int n = RequireShape(x.Length, xDim, y.Length, yDim);
        ImmutableArray<string> xNames = DefaultNames("x", xDim), yNames = DefaultNames("y", yDim);
        List<string> notes = [];
        ColumnStore.Check(x, xNames, Where, notes);
        ColumnStore.Check(y, yNames, Where, notes);
        return Create((x, new double[xDim]), (y, new double[yDim]), n, xNames, yNames, source, notes);
    }

    private static PairedData FromDouble(double[] x, int xDim, double[] y, int yDim)
    {
        int n = RequireShape(x.Length, xDim, y.Length, yDim);
        ImmutableArray<string> xNames = DefaultNames("x", xDim), yNames = DefaultNames("y", yDim);
        List<string> notes = [];
        return Create(
            ColumnStore.ToSingle(x, xNames, Where, notes), ColumnStore.ToSingle(y, yNames, Where, notes),
            n, xNames, yNames, Memory, notes);
    }

    private static string Where(int row) => $"row {row} (counted from 0)";

    private static ImmutableArray<string> DefaultNames(string letter, int dim) =>
        [.. Enumerable.Range(0, dim).Select(i => letter + i)];

    private static int RequireShape(int xLength, int xDim, int yLength, int yDim)
    {
        int xRows = RowCount(xLength, xDim, "X"), yRows = RowCount(yLength, yDim, "Y");
        if (xRows != yRows)
        {
            throw new DataException($"X has {xRows} rows but Y has {yRows}: row i of X and row i of Y must be a pair.");
        }

        return xRows;
    }

    private static int RowCount(int length, int dim, string name)
    {
        if (dim < 1)
        {
            throw new DataException($"{name} has {dim} columns: it needs at least one.");
        }

        if (length == 0)
        {
            throw new DataException($"{name} has no rows.");
        }

        return length % dim == 0
            ? length / dim
            : throw new DataException($"{name} has {length} values, which is no multiple of its {dim} columns.");
    }

    private static int Width<T>(T[][] rows) => rows.Length == 0 ? 1 : rows[0].Length;

    private static T[] Flat<T>(T[,] matrix) =>
        matrix.Length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref matrix[0, 0], matrix.Length).ToArray();

    private static T[] Flat<T>(T[][] rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != rows[0].Length)
            {
                throw new DataException($"{name}: {Where(i)} has {rows[i].Length} values but row 0 has {rows[0].Length}.");
            }
        }

        return [.. rows.SelectMany(row => row)];
    }
}
