using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace MiDsl;

/// <summary>An array read from a .npy file.</summary>
/// <param name="Shape">Its dimensions; none for a single number.</param>
/// <param name="Values">Its values, the last index running fastest (C order), whatever order the file has.</param>
public sealed record NpyArray(ImmutableArray<int> Shape, double[] Values);

/// <summary>
/// NumPy's array files, format versions 1 to 3 (NEP 1): real numbers of 16 to 64 bits, integers of 8 to 64, and booleans,
/// of either byte order and index order. Nothing is executed; pickled objects are refused.
/// </summary>
public static class Npy
{
    private const int LongestHeader = 1 << 20;
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">No such file, not a .npy file, truncated, or of a type that is not a number.</exception>
    public static NpyArray Read(string path)
    {
        using FileStream stream = PairedData.Open(path);
        try
        {
            return Read(stream, path);
        }
        catch (EndOfStreamException e)
        {
            throw new DataException($"{path} ends early, after {stream.Length} bytes: it is truncated. Copy or write it again.", e);
        }
        catch (IOException e)
        {
            throw new DataException($"The file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes 64-bit numbers in C order, version 1.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="values">As many as the shape says.</param>
    /// <param name="shape">Dimensions, each not negative.</param>
    public static void Write(string path, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        RequireLength(values.Length, shape);
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write);
        WriteHeader(stream, "<f8", shape);
        Span<byte> bytes = stackalloc byte[8];
        foreach (double value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    /// <summary>Writes 32-bit numbers in C order, version 1.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="values">As many as the shape says.</param>
    /// <param name="shape">Dimensions, each not negative.</param>
    public static void Write(string path, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        RequireLength(values.Length, shape);
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write);
        WriteHeader(stream, "<f4", shape);
        Span<byte> bytes = stackalloc byte[4];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    private static NpyArray Read(FileStream stream, string path)
    {
        Span<byte> start = stackalloc byte[8];
        int got = stream.ReadAtLeast(start, 8, throwOnEndOfStream: false);
        if (!start[..6].SequenceEqual(Magic))
        {
            throw new DataException($"{path} is not a .npy file: it does not begin with \\x93NUMPY. {(start[0] == 'P' && start[1] == 'K' ? "It looks like an .npz archive: take one array out of it." : "Write it with numpy.save.")}");
        }

        if (got < 8)
        {
            throw new EndOfStreamException();
        }

        int version = start[6];
        if (version is < 1 or > 3)
        {
            throw new DataException($"{path} has .npy version {version}.{start[7]}; 1 to 3 are known.");
        }

        Span<byte> size = stackalloc byte[version == 1 ? 2 : 4];
        stream.ReadExactly(size);
        long headerLength = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (headerLength > stream.Length - stream.Position)
        {
            throw new EndOfStreamException();
        }

        if (headerLength > LongestHeader)
        {
            throw new DataException($"{path} has a header of {headerLength} bytes, which no array needs.");
        }

        byte[] header = new byte[headerLength];
        stream.ReadExactly(header);
        string text = version == 3 ? Encoding.UTF8.GetString(header) : Encoding.Latin1.GetString(header);
        NpyHeader parsed = NpyHeader.Parse(text, path);
        return new NpyArray(parsed.Shape, ReadValues(stream, path, parsed));
    }

    private static double[] ReadValues(FileStream stream, string path, NpyHeader header)
    {
        (int width, Func<byte[], int, double> convert) = Reader(header.Type, path);
        long count = 1;
        foreach (int length in header.Shape)
        {
            count = length == 0 ? 0 : count > long.MaxValue / length ? long.MaxValue : count * length;
        }

        // Before anything is allocated: the file must hold what the header promises.
        long left = stream.Length - stream.Position;
        string shape = $"({string.Join(", ", header.Shape)})";
        if (count > left / width)
        {
            throw new DataException($"{path} is truncated: shape {shape} of '{header.Type}' needs {count} values of {width} bytes, the file holds {left} bytes of data. Copy or write it again.");
        }

        if (count * width != left)
        {
            throw new DataException($"{path} holds {left} bytes of data, but shape {shape} of '{header.Type}' needs {count * width}. Write it again.");
        }

        if (count > Array.MaxLength)
        {
            throw new DataException($"{path} has {count} values; at most {Array.MaxLength} can be read.");
        }

        double[] values = new double[count];
        byte[] buffer = new byte[Math.Min(left, 1 << 16) / width * width];
        for (long done = 0; done < count;)
        {
            int chunk = (int)Math.Min(buffer.Length / width, count - done);
            stream.ReadExactly(buffer.AsSpan(0, chunk * width));
            for (int i = 0; i < chunk; i++)
            {
                values[done++] = convert(buffer, i * width);
            }
        }

        return header.Fortran ? ToRowMajor(values, header.Shape) : values;
    }

    private static double[] ToRowMajor(double[] values, ImmutableArray<int> shape)
    {
        double[] result = new double[values.Length];
        int[] index = new int[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            long target = 0;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                target = target * shape[axis] + index[axis];
            }

            result[target] = values[i];
            for (int axis = 0; axis < shape.Length && ++index[axis] == shape[axis]; axis++)
            {
                index[axis] = 0;
            }
        }

        return result;
    }

    private static (int Width, Func<byte[], int, double> Convert) Reader(string type, string path)
    {
        bool big = type.StartsWith('>') || (type.StartsWith('=') && !BitConverter.IsLittleEndian);
        string kind = type.Length > 0 && "<>|=".Contains(type[0], StringComparison.Ordinal) ? type[1..] : type;
        return kind switch
        {
            "f8" => (8, (b, i) => big ? BinaryPrimitives.ReadDoubleBigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadDoubleLittleEndian(b.AsSpan(i))),
            "f4" => (4, (b, i) => big ? BinaryPrimitives.ReadSingleBigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadSingleLittleEndian(b.AsSpan(i))),
            "f2" => (2, (b, i) => (double)(big ? BinaryPrimitives.ReadHalfBigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadHalfLittleEndian(b.AsSpan(i)))),
            "i8" => (8, (b, i) => Exact(big ? BinaryPrimitives.ReadInt64BigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadInt64LittleEndian(b.AsSpan(i)), path)),
            "i4" => (4, (b, i) => big ? BinaryPrimitives.ReadInt32BigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadInt32LittleEndian(b.AsSpan(i))),
            "i2" => (2, (b, i) => big ? BinaryPrimitives.ReadInt16BigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadInt16LittleEndian(b.AsSpan(i))),
            "i1" => (1, (b, i) => (sbyte)b[i]),
            "u8" => (8, (b, i) => Exact(big ? BinaryPrimitives.ReadUInt64BigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadUInt64LittleEndian(b.AsSpan(i)), path)),
            "u4" => (4, (b, i) => big ? BinaryPrimitives.ReadUInt32BigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadUInt32LittleEndian(b.AsSpan(i))),
            "u2" => (2, (b, i) => big ? BinaryPrimitives.ReadUInt16BigEndian(b.AsSpan(i)) : BinaryPrimitives.ReadUInt16LittleEndian(b.AsSpan(i))),
            "u1" => (1, (b, i) => b[i]),
            "b1" => (1, (b, i) => b[i] == 0 ? 0 : 1),
            _ => throw new DataException($"{path} holds values of type '{type}', which are not numbers that can be read (f2 f4 f8, i1 to i8, u1 to u8, b1). Convert it: numpy.save(path, a.astype('<f8'))."),
        };
    }

    private static double Exact(Int128 value, string path)
    {
        Int128 greatest = 1L << 53;
        return value <= greatest && value >= -greatest
            ? (double)value
            : throw new DataException($"{path} holds the integer {value.ToString(CultureInfo.InvariantCulture)}, which loses digits beyond 2^53. Subtract a constant first, e.g. a - a[0].");
    }

    private static void RequireLength(int length, ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count = checked(count * dimension);
        }

        if (count != length)
        {
            throw new ArgumentException($"The shape ({string.Join(", ", shape.ToArray())}) has {count} values, but {length} are given.", nameof(shape));
        }
    }

    private static void WriteHeader(FileStream stream, string type, ReadOnlySpan<int> shape)
    {
        string dimensions = string.Concat(shape.ToArray().Select(d => d.ToString(CultureInfo.InvariantCulture) + ", "));
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({dimensions.TrimEnd(shape.Length > 1 ? [' ', ','] : [' '])}), }}";

        // Data begins at a multiple of 64 bytes; the header ends with a newline.
        int padded = (10 + text.Length + 1 + 63) / 64 * 64 - 10;
        text = text.PadRight(padded - 1) + "\n";
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, checked((ushort)padded));
        stream.Write(Magic);
        stream.Write([1, 0]);
        stream.Write(size);
        stream.Write(Encoding.ASCII.GetBytes(text));
    }
}
