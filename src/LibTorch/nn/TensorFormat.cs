using System;
using System.IO;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>
/// TorchSharp's own tensor format: dtype, number of dimensions and each size as unsigned LEB128, then the elements in
/// C order and the machine's byte order.
/// </summary>
internal static class TensorFormat
{
    internal static void WriteCount(BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long ReadCount(BinaryReader reader) => reader.Read7BitEncodedInt64();

    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var shape = tensor.shape;
        WriteCount(writer, (long)tensor.dtype);
        WriteCount(writer, shape.Length);
        foreach (var size in shape)
            WriteCount(writer, size);
        writer.Write(tensor.detach().cpu().contiguous().bytes);
    }

    /// <summary>Reads into an existing tensor, which must have the type and shape that the file states.</summary>
    internal static void ReadInto(BinaryReader reader, Tensor target)
    {
        var (dtype, shape) = ReadHeader(reader);
        if (dtype != target.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.", nameof(target));
        if (!shape.SequenceEqual(target.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.", nameof(target));

        using var frozen = no_grad();
        using var loaded = ReadElements(reader, dtype, shape);
        target.copy_(loaded);
    }

    internal static Tensor Read(BinaryReader reader)
    {
        var (dtype, shape) = ReadHeader(reader);
        return ReadElements(reader, dtype, shape);
    }

    internal static void Skip(BinaryReader reader)
    {
        using var read = Read(reader);
    }

    private static (ScalarType dtype, long[] shape) ReadHeader(BinaryReader reader)
    {
        var dtype = (ScalarType)ReadCount(reader);
        var shape = new long[ReadCount(reader)];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = ReadCount(reader);
        return (dtype, shape);
    }

    private static Tensor ReadElements(BinaryReader reader, ScalarType dtype, long[] shape)
    {
        var tensor = empty(shape, dtype: dtype, device: CPU);
        var length = checked((int)(tensor.NumberOfElements * tensor.ElementSize));
        var bytes = reader.ReadBytes(length);
        if (bytes.Length != length)
            throw new EndOfStreamException();
        tensor.bytes = bytes;
        return tensor;
    }
}
