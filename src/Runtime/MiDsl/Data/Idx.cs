using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace MiDsl;

/// <summary>The type of the values in an IDX file, by its code.</summary>
public enum IdxType
{
    /// <summary>8 bits, 0 to 255.</summary>
    UnsignedByte = 0x08,

    /// <summary>8 bits, -128 to 127.</summary>
    SignedByte = 0x09,

    /// <summary>16-bit integers.</summary>
    Short = 0x0B,

    /// <summary>32-bit integers.</summary>
    Int = 0x0C,

    /// <summary>32-bit real numbers.</summary>
    Float = 0x0D,

    /// <summary>64-bit real numbers.</summary>
    Double = 0x0E,
}

/// <summary>An array read from an IDX file.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="Shape">Its dimensions, one or more.</param>
/// <param name="Data">Its values as the file has them: big endian, the last index running fastest.</param>
public sealed record IdxArray(IdxType Type, ImmutableArray<int> Shape, byte[] Data)
{
    /// <summary>The values as numbers, the last index running fastest.</summary>
    public double[] ToDoubles()
    {
        int width = Idx.Width(Type);
        double[] values = new double[Data.Length / width];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> bytes = Data.AsSpan(i * width, width);
            values[i] = Type switch
            {
                IdxType.UnsignedByte => bytes[0],
                IdxType.SignedByte => (sbyte)bytes[0],
                IdxType.Short => BinaryPrimitives.ReadInt16BigEndian(bytes),
                IdxType.Int => BinaryPrimitives.ReadInt32BigEndian(bytes),
                IdxType.Float => BinaryPrimitives.ReadSingleBigEndian(bytes),
                _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
            };
        }

        return values;
    }
}

/// <summary>
/// The files of MNIST and its kin (LeCun, Cortes and Burges 1998): two zero bytes, a type, the number of dimensions, their
/// lengths, the values; all big endian. Plain or compressed by gzip, whatever the name says.
/// </summary>
public static class Idx
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">No such file, not an IDX file, damaged, truncated, or longer than its header says.</exception>
    public static IdxArray Read(string path)
    {
        using FileStream file = PairedData.Open(path);
        try
        {
            bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream stream = compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
            return Read(stream, path, file.Length);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{path} is damaged: what gzip compressed there cannot be decompressed. Copy it again.", e);
        }
        catch (IOException e)
        {
            throw new DataException($"The file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Bytes of a value.</summary>
    internal static int Width(IdxType type) => type switch
    {
        IdxType.UnsignedByte or IdxType.SignedByte => 1,
        IdxType.Short => 2,
        IdxType.Int or IdxType.Float => 4,
        _ => 8,
    };

    private static IdxArray Read(Stream stream, string path, long fileLength)
    {
        byte[] start = ReadHeader(stream, 4, path);
        if (start[0] != 0 || start[1] != 0)
        {
            throw new DataException($"{path} is not an IDX file: it does not begin with two zero bytes, nor as gzip does.");
        }

        IdxType type = (IdxType)start[2];
        if (!Enum.IsDefined(type))
        {
            throw new DataException($"{path} is not an IDX file, or damaged: the type 0x{start[2]:X2} is none of {string.Join(", ", Enum.GetValues<IdxType>().Select(t => $"0x{(int)t:X2}"))}.");
        }

        if (start[3] == 0)
        {
            throw new DataException($"{path} has a damaged IDX header: it says that the array has no dimensions.");
        }

        byte[] lengths = ReadHeader(stream, 4 * start[3], path);
        int[] shape = new int[start[3]];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(lengths.AsSpan(4 * axis));
            shape[axis] = length <= int.MaxValue
                ? (int)length
                : throw new DataException($"{path} has a damaged IDX header: dimension {axis} (counted from 0) has the length {length}.");
        }

        return new IdxArray(type, [.. shape], ReadValues(stream, path, shape, type, fileLength));
    }

    private static byte[] ReadHeader(Stream stream, int length, string path)
    {
        byte[] bytes = new byte[length];
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length
            ? bytes
            : throw new DataException($"{path} is truncated: it ends within the IDX header. Copy it again.");
    }

    private static byte[] ReadValues(Stream stream, string path, int[] shape, IdxType type, long fileLength)
    {
        double exact = shape.Contains(0) ? 0 : shape.Aggregate((double)Width(type), (product, length) => product * length);
        string needs = FormattableString.Invariant($"its header says ({string.Join(", ", shape)}) values of {Width(type)} bytes, which is {exact:F0} bytes");
        if (exact > Array.MaxLength)
        {
            throw new DataException($"{path} is damaged or too large: {needs}, and at most {Array.MaxLength} can be read.");
        }

        // A header may lie and gzip does not say how much it holds: memory grows with what is there.
        int needed = (int)exact, got = 0;
        byte[] values = new byte[(int)Math.Min(needed, fileLength)];
        while (true)
        {
            got += stream.ReadAtLeast(values.AsSpan(got), values.Length - got, throwOnEndOfStream: false);
            if (got < values.Length)
            {
                throw new DataException($"{path} is truncated: {needs}, but it holds {got}. Copy it again.");
            }

            if (values.Length == needed)
            {
                break;
            }

            Array.Resize(ref values, (int)Math.Min(needed, 2L * values.Length));
        }

        return stream.ReadByte() < 0
            ? values
            : throw new DataException($"{path} is damaged: {needs}, but more follow. Copy it again.");
    }
}
