using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace MiDsl;

/// <summary>
/// Numbers that a long evaluation has finished (its frozen path and step sizes, the terms of each sub-batch), kept on disk, so that a
/// run that was stopped goes on and ends with the same bits. The file is replaced whole at each <see cref="Put"/>: it is never half
/// written. One process at a time.
/// </summary>
public sealed class EvaluationCheckpoint
{
    private const string Format = "MiDsl evaluation 1";

    private readonly string? path;
    private readonly string key;
    private readonly SortedDictionary<string, double[]> values = new(StringComparer.Ordinal);

    private EvaluationCheckpoint(string? path, string key) => (this.path, this.key) = (path, key);

    /// <summary>Names of what is kept, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => values.Keys;

    /// <summary>Opens a checkpoint; a file that does not exist is an empty one, written at the first <see cref="Put"/>.</summary>
    /// <param name="path">The file; null keeps everything in memory only.</param>
    /// <param name="key">What must agree for the numbers to be of use: declaration, settings, seed and pairs.</param>
    /// <exception cref="DataException">The file is damaged, or of another key.</exception>
    public static EvaluationCheckpoint Open(string? path, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var checkpoint = new EvaluationCheckpoint(path, key);
        if (path is not null && File.Exists(path))
        {
            checkpoint.Read(path);
        }

        return checkpoint;
    }

    /// <summary>Whether numbers of this name are kept, and which.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="found">A copy of them; empty where there are none.</param>
    public bool TryGet(string name, out double[] found)
    {
        bool kept = values.TryGetValue(name, out double[]? stored);
        found = kept ? [.. stored!] : [];
        return kept;
    }

    /// <summary>Keeps numbers, and writes the file; in place of older ones of the same name.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="numbers">Any doubles, those that are not finite too.</param>
    public void Put(string name, ReadOnlySpan<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(name);
        values[name] = numbers.ToArray();
        if (path is not null)
        {
            Write(path);
        }
    }

    private void Write(string file)
    {
        string partial = file + ".partial";
        using (FileStream stream = new(partial, FileMode.Create, FileAccess.Write))
        {
            using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            {
                Write(writer);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, file, overwrite: true);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("key", key);
        writer.WriteStartObject("values");
        foreach ((string name, double[] numbers) in values)
        {
            writer.WriteStartArray(name);
            foreach (double number in numbers)
            {
                // JSON has no such numbers.
                if (double.IsFinite(number))
                {
                    writer.WriteNumberValue(number);
                }
                else
                {
                    writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                }
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Read(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format)
            {
                throw new FormatException($"its format is not \"{Format}\"");
            }

            string? written = root.GetProperty("key").GetString();
            if (written != key)
            {
                throw new DataException($"{file} is the checkpoint of \"{written}\", but this evaluation is \"{key}\"; give another file, or delete it to begin anew");
            }

            foreach (JsonProperty entry in root.GetProperty("values").EnumerateObject())
            {
                values[entry.Name] = [.. entry.Value.EnumerateArray().Select(Number)];
            }
        }
        catch (Exception damage) when (damage is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DataException($"{file} is no whole checkpoint of an evaluation ({damage.Message}); delete it to begin anew", damage);
        }
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : element.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new FormatException($"\"{other}\" is no number"),
        };
}
