using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MiDsl;

/// <summary>
/// Named tensors and words about them in the safetensors format: eight bytes of header length, a JSON header, raw data.
/// Nothing is executed on reading. Singles are written; singles and doubles are read, the latter rounded to singles.
/// </summary>
public static class SafeTensors
{
    private const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit.</summary>
    private const long LongestHeader = 100_000_000;

    /// <summary>Writes a file. It replaces an old one only when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">By name: dimensions, and as many values, the last index running fastest.</param>
    /// <param name="metadata">Words about them.</param>
    /// <exception cref="ArgumentException">A name that is reserved, or data whose length is not that of its shape.</exception>
    public static void Write(
        string path, IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(path);
        string partial = path + ".partial";
        using (FileStream stream = new(partial, FileMode.Create, FileAccess.Write))
        {
            Write(stream, tensors, metadata);
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Receives the bytes.</param>
    /// <param name="tensors">By name: dimensions, and as many values, the last index running fastest.</param>
    /// <param name="metadata">Words about them.</param>
    /// <exception cref="ArgumentException">A name that is reserved, or data whose length is not that of its shape.</exception>
    public static void Write(
        System.IO.Stream stream, IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors,
        IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);

        // Sorted, so that equal content gives equal files.
        string[] names = [.. tensors.Keys.Order(StringComparer.Ordinal)];
        byte[] header = Header(names, tensors, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        Span<byte> word = stackalloc byte[sizeof(float)];
        foreach (string name in names)
        {
            float[] data = tensors[name].Data;
            if (BitConverter.IsLittleEndian)
            {
                stream.Write(MemoryMarshal.AsBytes<float>(data));
                continue;
            }

            foreach (float value in data)
            {
                BinaryPrimitives.WriteSingleLittleEndian(word, value);
                stream.Write(word);
            }
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name, and the words about them.</returns>
    /// <exception cref="DataException">No such file, or one that is damaged, truncated or holds other types.</exception>
    public static (Dictionary<string, (long[] Shape, float[] Data)> Tensors, Dictionary<string, string> Metadata) Read(string path)
    {
        using FileStream stream = PairedData.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads from a stream that can tell its length.</summary>
    /// <param name="stream">Positioned at the beginning of the format.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <returns>The tensors by name, and the words about them.</returns>
    /// <exception cref="DataException">The content is damaged, truncated or holds other types.</exception>
    public static (Dictionary<string, (long[] Shape, float[] Data)> Tensors, Dictionary<string, string> Metadata) Read(
        System.IO.Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return ReadChecked(stream, name);
        }
        catch (JsonException e)
        {
            throw new DataException($"{name} is not a safetensors file, or is damaged: its header is no JSON ({e.Message}).", e);
        }
        catch (EndOfStreamException e)
        {
            throw new DataException($"{name} ends early: it is truncated, or no safetensors file.", e);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or FormatException)
        {
            // JsonElement throws the latter two on values of another kind and broken escapes.
            throw new DataException($"{name} is not a safetensors file, or is damaged: {e.Message}", e);
        }
    }

    private static (Dictionary<string, (long[] Shape, float[] Data)> Tensors, Dictionary<string, string> Metadata) ReadChecked(
        System.IO.Stream stream, string name)
    {
        Span<byte> bytes = stackalloc byte[8];
        stream.ReadExactly(bytes);
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes), left = stream.Length - stream.Position;
        if (length is < 2 or > LongestHeader || length > left)
        {
            throw new DataException($"{name} is not a safetensors file, or is truncated: its header would have {length} bytes, {left} are left.");
        }

        byte[] header = new byte[length];
        stream.ReadExactly(header);
        using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new DataException($"{name} is damaged: its header is no JSON object.");
        }

        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        List<Entry> entries = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                throw new DataException($"{name} is damaged: '{property.Name}' is in its header twice.");
            }

            if (!string.Equals(property.Name, MetadataKey, StringComparison.Ordinal))
            {
                entries.Add(Entry.Parse(property, name));
                continue;
            }

            foreach (JsonProperty word in property.Value.EnumerateObject())
            {
                metadata[word.Name] = word.Value.GetString() ?? "";
            }
        }

        // The regions must tile the data: no overlap, no gap, no end beyond the file.
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long at = 0, dataLength = stream.Length - stream.Position;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != at || entry.End > dataLength)
            {
                throw new DataException($"{name} is damaged or truncated: tensor '{entry.Name}' lies at bytes {entry.Begin} to {entry.End}, expected from {at}, of {dataLength}.");
            }

            at = entry.End;
        }

        if (at != dataLength)
        {
            throw new DataException($"{name} is damaged: {dataLength - at} bytes after the last tensor.");
        }

        Dictionary<string, (long[] Shape, float[] Data)> tensors = new(StringComparer.Ordinal);
        foreach (Entry entry in entries)
        {
            byte[] raw = new byte[entry.End - entry.Begin];
            stream.ReadExactly(raw);
            tensors.Add(entry.Name, (entry.Shape, entry.ToSingles(raw)));
        }

        return (tensors, metadata);
    }

    private static byte[] Header(
        string[] names, IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            if (metadata.Count > 0)
            {
                writer.WriteStartObject(MetadataKey);
                foreach (string key in metadata.Keys.Order(StringComparer.Ordinal))
                {
                    writer.WriteString(key, metadata[key]);
                }

                writer.WriteEndObject();
            }

            long at = 0;
            foreach (string name in names)
            {
                (long[] shape, float[] data) = tensors[name];
                RequireShape(name, shape, data);
                writer.WriteStartObject(name);
                writer.WriteString("dtype", "F32");
                writer.WriteStartArray("shape");
                foreach (long dimension in shape)
                {
                    writer.WriteNumberValue(dimension);
                }

                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(at);
                writer.WriteNumberValue(at += data.LongLength * sizeof(float));
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        // Blanks, so that the data is aligned for readers that map the file.
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void RequireShape(string name, long[] shape, float[] data)
    {
        if (string.Equals(name, MetadataKey, StringComparison.Ordinal))
        {
            throw new ArgumentException($"A tensor cannot be named {MetadataKey}.", nameof(name));
        }

        long count = shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
        if (count != data.LongLength || shape.Any(dimension => dimension < 0))
        {
            throw new ArgumentException($"Tensor '{name}' of shape ({string.Join(", ", shape)}) has {data.LongLength} values.", nameof(data));
        }
    }

    private sealed record Entry(string Name, bool Double, long[] Shape, long Begin, long End)
    {
        internal static Entry Parse(JsonProperty property, string file)
        {
            string what = $"{file} is damaged: tensor '{property.Name}'";
            if (property.Value.ValueKind != JsonValueKind.Object
                || !property.Value.TryGetProperty("dtype", out JsonElement type)
                || !property.Value.TryGetProperty("shape", out JsonElement dimensions)
                || !property.Value.TryGetProperty("data_offsets", out JsonElement offsets))
            {
                throw new DataException($"{what} lacks dtype, shape or data_offsets.");
            }

            string? typeName = type.GetString();
            if (typeName is not ("F32" or "F64"))
            {
                throw new DataException($"{file}: tensor '{property.Name}' is of type {typeName}; F32 and F64 are read.");
            }

            long[] shape = Numbers(dimensions, $"{what} has a bad shape"), ends = Numbers(offsets, $"{what} has bad data_offsets");
            int width = typeName is "F64" ? sizeof(double) : sizeof(float);
            Int128 bytes = width;
            foreach (long dimension in shape)
            {
                // Saturates: no product may wrap into something that fits.
                bytes = bytes > long.MaxValue ? bytes : bytes * dimension;
            }

            if (shape.Contains(0))
            {
                bytes = 0;
            }

            if (ends.Length != 2 || ends[1] < ends[0] || bytes != ends[1] - (Int128)ends[0])
            {
                throw new DataException($"{what} of shape ({string.Join(", ", shape)}) does not fill its data_offsets ({string.Join(", ", ends)}).");
            }

            if (bytes / width > Array.MaxLength || bytes > Array.MaxLength)
            {
                throw new DataException($"{file}: tensor '{property.Name}' is too large to read.");
            }

            return new Entry(property.Name, typeName is "F64", shape, ends[0], ends[1]);
        }

        internal float[] ToSingles(byte[] raw)
        {
            float[] data = new float[raw.Length / (Double ? sizeof(double) : sizeof(float))];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = Double
                    ? (float)BinaryPrimitives.ReadDoubleLittleEndian(raw.AsSpan(i * sizeof(double)))
                    : BinaryPrimitives.ReadSingleLittleEndian(raw.AsSpan(i * sizeof(float)));
            }

            return data;
        }

        private static long[] Numbers(JsonElement array, string what)
        {
            if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > 64)
            {
                throw new DataException($"{what}.");
            }

            return [.. array.EnumerateArray().Select(element =>
                element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long number) && number >= 0
                    ? number
                    : throw new DataException($"{what}: {element} is no length."))];
        }
    }
}
