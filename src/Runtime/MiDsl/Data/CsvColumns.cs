using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MiDsl;

/// <summary>The chosen columns of a CSV file as doubles, row-major, with the line of each row.</summary>
internal sealed class CsvColumns
{
    private static readonly string[] MissingWords = ["NA", "N/A", "null", "NULL", "None", "?", "-", "."];

    private CsvColumns(ImmutableArray<string> xNames, ImmutableArray<string> yNames, List<double> x, List<double> y, List<int> lines)
    {
        (XNames, YNames, X, Y, Lines) = (xNames, yNames, [.. x], [.. y], lines);
    }

    internal ImmutableArray<string> XNames { get; }

    internal ImmutableArray<string> YNames { get; }

    internal double[] X { get; }

    internal double[] Y { get; }

    internal IReadOnlyList<int> Lines { get; }

    internal static CsvColumns Read(string path, ImmutableArray<string> x, ImmutableArray<string> y, CsvFormat format)
    {
        PairedData.RequireDistinct(x, y, path);
        char separator = format.Separator ?? DetectSeparator(path, format);
        if (format.DecimalComma && separator == ',')
        {
            throw new DataException($"{path}: the comma cannot be both separator and decimal sign. Set CsvFormat.Separator or leave out DecimalComma.");
        }

        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            AllowComments = format.Comment is not null,
            Comment = format.Comment ?? '#',
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = true,
        };
        using StreamReader reader = new(PairedData.Open(path), format.Encoding, detectEncodingFromByteOrderMarks: true);
        using CsvParser parser = new(reader, configuration);
        try
        {
            return Read(path, parser, x, y, format);
        }
        catch (Exception e) when (e is CsvHelperException or IOException)
        {
            throw new DataException($"{path}, line {parser.RawRow}: not readable as CSV. Check the quotes around this line.", e);
        }
    }

    private static CsvColumns Read(
        string path, CsvParser parser, ImmutableArray<string> x, ImmutableArray<string> y, CsvFormat format)
    {
        bool read = parser.Read();
        if (!read)
        {
            throw new DataException($"{path} is empty.");
        }

        string[] first = parser.Record!;
        string[] header = format.HasHeader ? first : [.. first.Select((_, i) => "#" + i.ToString(CultureInfo.InvariantCulture))];
        int[] xColumns = [.. x.Select(name => IndexOf(path, header, name, format))];
        int[] yColumns = [.. y.Select(name => IndexOf(path, header, name, format))];
        ImmutableArray<string> xNames = [.. xColumns.Select(i => header[i])], yNames = [.. yColumns.Select(i => header[i])];

        // A name and a #index may mean the same column.
        PairedData.RequireDistinct([.. xColumns.Select(i => Label(header, i))], [.. yColumns.Select(i => Label(header, i))], path);

        List<double> xs = [], ys = [];
        List<int> lines = [];
        for (bool more = !format.HasHeader || parser.Read(); more; more = parser.Read())
        {
            if (parser.Count != header.Length)
            {
                throw new DataException(
                    $"{path}, line {parser.RawRow}: {parser.Count} cells, but {(format.HasHeader ? "the header" : "the first line")} has {header.Length}. Mend the line, or set CsvFormat.Separator.");
            }

            lines.Add(parser.RawRow);
            Parse(path, parser, xColumns, header, format, xs);
            Parse(path, parser, yColumns, header, format, ys);
        }

        return new CsvColumns(xNames, yNames, xs, ys, lines);
    }

    private static string Label(string[] header, int i) =>
        header.Count(name => string.Equals(name, header[i], StringComparison.Ordinal)) == 1 ? header[i] : $"{header[i]} (#{i})";

    private static void Parse(
        string path, CsvParser parser, int[] columns, string[] header, CsvFormat format, List<double> values)
    {
        foreach (int column in columns)
        {
            string cell = parser[column];
            string text = format.DecimalComma ? cell.Replace(',', '.') : cell;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                && !(format.DecimalComma && cell.Contains('.', StringComparison.Ordinal)))
            {
                values.Add(value);
                continue;
            }

            string what = cell.Length == 0 ? "the cell is empty. Fill it in or leave the row out."
                : MissingWords.Contains(cell, StringComparer.Ordinal) ? $"'{cell}' is a missing value. Fill it in or leave the row out."
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                    ? $"'{cell}' is not a finite number. Leave the row out or mend the value."
                : !format.DecimalComma && cell.Contains(',', StringComparison.Ordinal)
                    ? $"'{cell}' is not a number. With decimal commas set CsvFormat.DecimalComma; leave out thousands separators."
                : $"'{cell}' is not a number. Numbers are written like -1.5 or 2e-3; code words as numbers, or choose another column.";
            throw new DataException($"{path}, line {parser.RawRow}, column '{header[column]}': {what}");
        }
    }

    private static int IndexOf(string path, string[] header, string name, CsvFormat format)
    {
        int[] found = [.. Enumerable.Range(0, header.Length).Where(i => string.Equals(header[i], name, StringComparison.Ordinal))];
        if (found.Length == 1)
        {
            return found[0];
        }

        if (found.Length > 1)
        {
            throw new DataException($"{path}: {found.Length} columns are named '{name}'. Choose one as {string.Join(" or ", found.Select(i => "#" + i.ToString(CultureInfo.InvariantCulture)))}.");
        }

        if (name.StartsWith('#') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return index < header.Length
                ? index
                : throw new DataException($"{path} has no column {name}: it has {header.Length}, counted from #0.");
        }

        if (!format.HasHeader)
        {
            throw new DataException($"{path} is read without a header, so column '{name}' has no meaning: write #0 to #{header.Length - 1}.");
        }

        string mend = NearNames.Question(name, header)
            ?? $"It has {string.Join(", ", header.Take(10).Select(n => $"'{n}'"))}{(header.Length > 10 ? ", ..." : "")}. If that looks wrong, set CsvFormat.Separator or HasHeader.";
        throw new DataException($"{path} has no column '{name}'. {mend}");
    }

    private static char DetectSeparator(string path, CsvFormat format)
    {
        using StreamReader reader = new(PairedData.Open(path), format.Encoding, detectEncodingFromByteOrderMarks: true);
        string? line;
        do
        {
            line = ReadLine(reader);
        }
        while (line is not null && (line.Trim().Length == 0 || (format.Comment is char mark && line.StartsWith(mark))));

        int[] counts = new int[4];
        bool quoted = false;
        foreach (char c in line ?? "")
        {
            quoted ^= c == '"';
            int kind = ",;\t|".IndexOf(c, StringComparison.Ordinal);
            if (!quoted && kind >= 0)
            {
                counts[kind]++;
            }
        }

        // Decimal commas in a file without header look like separators.
        if (format.DecimalComma)
        {
            counts[0] = 0;
        }

        int most = Array.IndexOf(counts, counts.Max());
        return counts[most] == 0 && format.DecimalComma ? ';' : ",;\t|"[most];
    }

    /// <summary>A line, but not a gigabyte of one: binary files have none.</summary>
    private static string? ReadLine(StreamReader reader)
    {
        const int Longest = 1 << 20;
        StringBuilder line = new();
        int c;
        while ((c = reader.Read()) >= 0 && c != '\n' && c != '\r' && line.Length < Longest)
        {
            line.Append((char)c);
        }

        return c < 0 && line.Length == 0 ? null : line.ToString();
    }
}
