using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;

namespace MiDsl;

/// <content>From files.</content>
public sealed partial class PairedData
{
    /// <summary>Fewer rows than this in a file are a mistake: a wrong file, or a wrong separator.</summary>
    private const int FewestRows = 10;

    /// <summary>Pairs from columns of a CSV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="x">Columns of X: names from the header, or <c>#0</c> for the first column.</param>
    /// <param name="y">Columns of Y, none of them in X.</param>
    /// <param name="format">How the file is written; by default a header, decimal points, the separator found out.</param>
    /// <exception cref="DataException">
    /// No such file or column, a column on both sides, a ragged line, a cell that is empty or no finite number, a constant
    /// column, or fewer than 10 rows.
    /// </exception>
    public static PairedData FromCsv(
        string path, IReadOnlyList<string> x, IReadOnlyList<string> y, CsvFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        CsvColumns columns = CsvColumns.Read(path, [.. x], [.. y], format ?? new CsvFormat());
        RequireRows(path, columns.Lines.Count, "lines with data. Check the file and its separator");
        string Line(int row) => $"{path}, line {columns.Lines[row]}";
        List<string> notes = [];
        (float[], double[]) xs = ColumnStore.ToSingle(columns.X, columns.XNames, Line, notes);
        (float[], double[]) ys = ColumnStore.ToSingle(columns.Y, columns.YNames, Line, notes);
        PairedData data = Create(xs, ys, columns.Lines.Count, columns.XNames, columns.YNames, path, notes);
        RequireVaried(data.X, data.XNames, path);
        RequireVaried(data.Y, data.YNames, path);
        return data;
    }

    /// <summary>Pairs from two NumPy files [n, ...] and [n, ...]; further dimensions are flattened into columns.</summary>
    /// <param name="xPath">X.</param>
    /// <param name="yPath">Y, as many rows.</param>
    /// <exception cref="DataException">A file that is no .npy of numbers, different lengths, fewer than 10 rows, or a value that is not finite.</exception>
    public static PairedData FromNpy(string xPath, string yPath)
    {
        NpyArray xArray = Npy.Read(xPath), yArray = Npy.Read(yPath);
        (int xRows, int xDim) = RowsOf(xArray, xPath);
        (int yRows, int yDim) = RowsOf(yArray, yPath);
        if (xRows != yRows)
        {
            throw new DataException($"{xPath} has {xRows} rows but {yPath} has {yRows}: row i of X and row i of Y must be a pair.");
        }

        RequireRows(xPath, xRows, "rows");
        ImmutableArray<string> xNames = DefaultNames("x", xDim), yNames = DefaultNames("y", yDim);
        List<string> notes = [];
        return Create(
            ColumnStore.ToSingle(xArray.Values, xNames, row => $"{xPath}, {Where(row)}", notes),
            ColumnStore.ToSingle(yArray.Values, yNames, row => $"{yPath}, {Where(row)}", notes),
            xRows, xNames, yNames, $"{xPath}, {yPath}", notes);
    }

    /// <summary>Pairs from columns of one NumPy file [n, d].</summary>
    /// <param name="path">The file.</param>
    /// <param name="x">Columns of X, counted from 0.</param>
    /// <param name="y">Columns of Y, none of them in X.</param>
    /// <exception cref="DataException">As for two files; no such column, or a column on both sides.</exception>
    public static PairedData FromNpy(string path, IReadOnlyList<int> x, IReadOnlyList<int> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        NpyArray array = Npy.Read(path);
        (int n, int dim) = RowsOf(array, path);
        foreach (int column in x.Concat(y))
        {
            if (column < 0 || column >= dim)
            {
                throw new DataException(FormattableString.Invariant($"{path} has no column {column}: it has {dim}, counted from 0."));
            }
        }

        ImmutableArray<string> xNames = [.. x.Select(c => $"#{c}")], yNames = [.. y.Select(c => $"#{c}")];
        RequireDistinct(xNames, yNames, path);
        RequireRows(path, n, "rows");
        List<string> notes = [];
        return Create(
            ColumnStore.ToSingle(Pick(array.Values, n, dim, x), xNames, row => $"{path}, {Where(row)}", notes),
            ColumnStore.ToSingle(Pick(array.Values, n, dim, y), yNames, row => $"{path}, {Where(row)}", notes),
            n, xNames, yNames, path, notes);
    }

    /// <summary>No column twice: the information of a continuous column with itself is infinite.</summary>
    internal static void RequireDistinct(ImmutableArray<string> x, ImmutableArray<string> y, string path)
    {
        if (x.IsEmpty || y.IsEmpty)
        {
            throw new DataException($"{path}: name at least one column for {(x.IsEmpty ? "X" : "Y")}.");
        }

        foreach (string name in x.Intersect(y, StringComparer.Ordinal))
        {
            throw new DataException($"{path}: column '{name}' is in both X and Y, whose mutual information is then infinite. Leave it out of one.");
        }

        foreach ((string side, ImmutableArray<string> names) in new[] { ("X", x), ("Y", y) })
        {
            string? twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any())?.Key;
            if (twice is not null)
            {
                throw new DataException($"{path}: column '{twice}' is twice in {side}. Name it once.");
            }
        }
    }

    /// <summary>Opens a file, or says in our words why not.</summary>
    internal static FileStream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"The file {path} does not exist. Looked for {Path.GetFullPath(path)}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DataException($"The file {path} cannot be read: {e.Message}", e);
        }
    }

    private static (int Rows, int Columns) RowsOf(NpyArray array, string path)
    {
        if (array.Shape.IsEmpty)
        {
            throw new DataException($"{path} holds a single number, not rows.");
        }

        int n = array.Shape[0];
        if (array.Values.Length == 0)
        {
            throw new DataException($"{path} is empty: its shape is ({string.Join(", ", array.Shape)}).");
        }

        return (n, array.Values.Length / n);
    }

    private static double[] Pick(double[] values, int n, int dim, IReadOnlyList<int> columns)
    {
        double[] picked = new double[n * columns.Count];
        for (int row = 0, i = 0; row < n; row++)
        {
            foreach (int column in columns)
            {
                picked[i++] = values[row * dim + column];
            }
        }

        return picked;
    }

    private static void RequireRows(string path, int rows, string what)
    {
        if (rows < FewestRows)
        {
            throw new DataException($"{path} has only {rows} {what}; at least {FewestRows} are needed.");
        }
    }

    private static void RequireVaried(ReadOnlySpan<float> values, ImmutableArray<string> names, string path)
    {
        for (int column = 0; column < names.Length; column++)
        {
            bool varies = false;
            for (int i = column; i < values.Length && !varies; i += names.Length)
            {
                varies = values[i] != values[column];
            }

            if (!varies)
            {
                throw new DataException($"{path}: column '{names[column]}' is constant in all rows: it says nothing about the other variable. Leave it out.");
            }
        }
    }
}
