using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace MiDsl.Tests.Data;

/// <summary>IDX files made by hand.</summary>
internal static class IdxFiles
{
    internal static byte[] Make(byte type, int[] shape, params byte[] values)
    {
        byte[] file = new byte[4 + 4 * shape.Length + values.Length];
        (file[2], file[3]) = (type, (byte)shape.Length);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + 4 * axis), shape[axis]);
        }

        values.CopyTo(file, 4 + 4 * shape.Length);
        return file;
    }

    internal static byte[] Zip(byte[] file)
    {
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(file);
        }

        return zipped.ToArray();
    }
}
