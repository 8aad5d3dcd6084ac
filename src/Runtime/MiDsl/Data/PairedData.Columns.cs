using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <content>Columns of Y taken out or put beside.</content>
public sealed partial class PairedData
{
    /// <summary>The same pairs with some columns of Y, in the given order. They stay the same rows of the same source.</summary>
    /// <param name="names">Names of columns of Y, each once.</param>
    /// <exception cref="DataException">No names, no such column, or a column twice.</exception>
    public PairedData SelectY(params ReadOnlySpan<string> names)
    {
        ImmutableArray<string> selected = [.. names];
        RequireDistinct(XNames, selected, Source);
        int[] columns = [.. selected.Select(Column)];
        float[] values = new float[Count * columns.Length];
        for (int row = 0, i = 0; row < Count; row++)
        {
            foreach (int column in columns)
            {
                values[i++] = y[(row * YDim) + column];
            }
        }

        return new PairedData(x, values, xOffsets, [.. columns.Select(column => yOffsets[column])], Count, origin, rows, XNames, selected, Source, Notes);
    }

    /// <summary>The same pairs with further columns of Y: (x, [y, z]), e.g. for the information given z.</summary>
    /// <param name="columns">z [n, dz].</param>
    /// <param name="letter">Names the columns, z0, z1 and so on.</param>
    /// <exception cref="DataException">Another number of rows, a name that Y has, or a value that is not finite.</exception>
    public PairedData AppendY(float[,] columns, string letter = "z")
    {
        ArgumentNullException.ThrowIfNull(columns);
        ImmutableArray<string> names = RequireNew(columns.GetLength(0), columns.GetLength(1), letter);
        float[] values = Flat(columns);
        List<string> notes = [.. Notes];
        ColumnStore.Check(values, names, Where, notes);
        return Append((values, new double[names.Length]), names, notes);
    }

    /// <inheritdoc cref="AppendY(float[,], string)"/>
    public PairedData AppendY(double[,] columns, string letter = "z")
    {
        ArgumentNullException.ThrowIfNull(columns);
        ImmutableArray<string> names = RequireNew(columns.GetLength(0), columns.GetLength(1), letter);
        List<string> notes = [.. Notes];
        return Append(ColumnStore.ToSingle(Flat(columns), names, Where, notes), names, notes);
    }

    private int Column(string name)
    {
        int column = YNames.IndexOf(name);
        return column >= 0
            ? column
            : throw new DataException($"Y has no column '{name}' ({Source}): it has {string.Join(", ", YNames.Take(10).Select(known => $"'{known}'"))}{(YDim > 10 ? ", ..." : "")}.");
    }

    private ImmutableArray<string> RequireNew(int count, int dim, string letter)
    {
        ImmutableArray<string> names = DefaultNames(letter, dim);
        RequireDistinct(XNames, [.. YNames, .. names], Source);
        return dim > 0 && count == Count
            ? names
            : throw new DataException($"The columns to append are [{count}, {dim}], but the data ({Source}) has {Count} rows, and at least one column is needed.");
    }

    private PairedData Append((float[] Values, double[] Offsets) columns, ImmutableArray<string> names, List<string> notes)
    {
        int dim = names.Length;
        float[] values = new float[Count * (YDim + dim)];
        for (int row = 0; row < Count; row++)
        {
            Span<float> joined = values.AsSpan(row * (YDim + dim), YDim + dim);
            YRow(row).CopyTo(joined);
            columns.Values.AsSpan(row * dim, dim).CopyTo(joined[YDim..]);
        }

        return Create((x, xOffsets), (values, [.. yOffsets, .. columns.Offsets]), Count, XNames, [.. YNames, .. names], Source, notes);
    }
}
