using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiDsl.Samples.Common;

/// <summary>A cell of a table: a text, a number, or a number with its standard error. Texts and numbers convert by themselves.</summary>
[JsonConverter(typeof(Writer))]
public sealed record Cell
{
    /// <summary>A number with its error.</summary>
    /// <param name="value">Not finite: shown as it is, null in JSON.</param>
    /// <param name="error">Standard error or spread, in the same unit; not finite: unknown, and not shown.</param>
    public Cell(double value, double error = double.NaN) => (Value, Error) = (value, error);

    private Cell(string text) => Text = text;

    /// <summary>The text, where the cell is no number.</summary>
    public string? Text { get; }

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <summary>Its error; NaN where there is none.</summary>
    public double Error { get; }

    /// <summary>Whether the cell stands out, e.g. the best of its column.</summary>
    public bool Marked { get; init; }

    /// <summary>Whether the cell is a warning, e.g. far from the truth: a number with an exclamation mark.</summary>
    public bool Flagged { get; init; }

    private bool IsCount { get; init; }

    /// <summary>A number measured once a seed: the mean ± the spread between seeds, which is unknown for one.</summary>
    public static Cell OverSeeds(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return new(mean, Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)));
    }

    /// <summary>A text.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A number.</summary>
    public static implicit operator Cell(double value) => new(value);

    /// <summary>A count, shown whole.</summary>
    public static implicit operator Cell(long count) => new(count) { IsCount = true };

    /// <summary>The same cell, standing out.</summary>
    public Cell Mark(bool marked = true) => this with { Marked = marked };

    /// <summary>The same cell as a warning.</summary>
    public Cell Flag(bool flagged = true) => this with { Flagged = flagged };

    /// <summary>Whether a column holds numbers, empty cells aside.</summary>
    internal static bool AreNumbers(IReadOnlyList<IReadOnlyList<Cell>> rows, int column) =>
        rows.Any(row => row[column].Text is null) && rows.All(row => row[column].Text is null or "");

    /// <summary>As it is shown.</summary>
    /// <param name="digits">Decimals of what is no count.</param>
    internal string Show(int digits) => Flagged ? $"{Plain(digits)} !" : Plain(digits);

    private string Plain(int digits) =>
        Text ?? (IsCount ? Value.ToString("N0", CultureInfo.InvariantCulture)
            : double.IsFinite(Error) ? $"{Screen.Number(Value, digits)} ± {Screen.Number(Error, digits)}"
            : Screen.Number(Value, digits));

    /// <summary>"text", 1.5, or {"value": 1.5, "error": 0.1}.</summary>
    private sealed class Writer : JsonConverter<Cell>
    {
        public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Reports are written, not read.");

        public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options)
        {
            if (value.Text is not null)
            {
                writer.WriteStringValue(value.Text);
            }
            else if (double.IsFinite(value.Error))
            {
                JsonSerializer.Serialize(writer, new { value.Value, value.Error }, options);
            }
            else
            {
                JsonSerializer.Serialize(writer, value.Value, options);
            }
        }
    }
}
