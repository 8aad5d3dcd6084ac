using System.Text;

namespace MiDsl;

/// <summary>How a CSV file is written. Numbers are read alike under every culture.</summary>
public sealed record CsvFormat
{
    /// <summary>Between cells; by default the most frequent of comma, semicolon, tab and bar in the first line.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first line names the columns. Without it columns are <c>#0</c>, <c>#1</c>, ... Default true.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Whether numbers are written 1,5 and not 1.5. Default false.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>Lines that begin with it are skipped. Default none.</summary>
    public char? Comment { get; init; }

    /// <summary>The encoding of files without a byte order mark. Default UTF-8.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;
}
