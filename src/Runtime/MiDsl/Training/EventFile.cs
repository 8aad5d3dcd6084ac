using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Numerics;
using Google.Protobuf;

namespace MiDsl;

/// <summary>
/// A TensorBoard event file: records [length, u64; its masked CRC; data; its masked CRC], little-endian, each holding an
/// Event of tensorboard/compat/proto/event.proto. The first names the version.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const string Version = "brain.Event:2";

    // Fields of Event, Summary and Summary.Value.
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5, Value = 1, Tag = 1, SimpleValue = 2;

    private readonly FileStream stream;
    private readonly TimeProvider clock;

    private EventFile(FileStream stream, TimeProvider clock) => (this.stream, this.clock) = (stream, clock);

    /// <summary>
    /// Begins a file of its own. TensorBoard reads the files of a folder in the order of their names: by time, then by number.
    /// </summary>
    internal static EventFile Create(string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        long seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        string path;
        int number = 0;
        do
        {
            path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.{number++:D4}.midsl"));
        }
        while (File.Exists(path));

        EventFile file = new(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read), clock);
        file.Write(0, output => WriteText(output, FileVersion, Version));
        return file;
    }

    /// <summary>Writes the scalars of a step, in single precision as TensorBoard has them.</summary>
    internal void Write(long step, params (string Tag, double Value)[] scalars)
    {
        byte[] summary = Message(output =>
        {
            foreach ((string tag, double value) in scalars)
            {
                WriteBytes(output, Value, Message(scalar =>
                {
                    WriteText(scalar, Tag, tag);
                    scalar.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
                    scalar.WriteFloat((float)value);
                }));
            }
        });
        Write(step, output => WriteBytes(output, Summary, summary));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

    /// <summary>
    /// The CRC-32C (Castagnoli) of RFC 3720, rotated and shifted: the CRC of data that holds a CRC says little.
    /// </summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Crc32C(data), 15) + 0xa282ead8;

    /// <summary>CRC-32C of RFC 3720.</summary>
    internal static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    private void Write(long step, Action<CodedOutputStream> what)
    {
        byte[] data = Message(output =>
        {
            output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
            output.WriteDouble((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
            if (step != 0)
            {
                output.WriteTag(Step, WireFormat.WireType.Varint);
                output.WriteInt64(step);
            }

            what(output);
        });
        Span<byte> length = stackalloc byte[sizeof(ulong)], crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        stream.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(crc, MaskedCrc(length));
        stream.Write(crc);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(crc, MaskedCrc(data));
        stream.Write(crc);
        stream.Flush();
    }

    private static byte[] Message(Action<CodedOutputStream> fields)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
        {
            fields(output);
        }

        return bytes.ToArray();
    }

    private static void WriteText(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void WriteBytes(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }
}
