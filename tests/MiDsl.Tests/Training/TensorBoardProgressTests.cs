using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Google.Protobuf;
using Xunit;

namespace MiDsl.Tests.Training;

public class TensorBoardProgressTests : TemporaryFolder
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero);

    /// <summary>RFC 3720, appendix B.4, and the check value of the CRC catalogue.</summary>
    [Fact]
    public void TheCrcIsCastagnolis()
    {
        byte[] ascending = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        Assert.Equal(0x8a9136aau, EventFile.Crc32C(new byte[32]));
        Assert.Equal(0x62a8ab43u, EventFile.Crc32C([.. Enumerable.Repeat((byte)0xff, 32)]));
        Assert.Equal(0x46dd794eu, EventFile.Crc32C(ascending));
        Assert.Equal(0x113fdb5cu, EventFile.Crc32C([.. ascending.Reverse()]));
        Assert.Equal(0xe3069283u, EventFile.Crc32C("123456789"u8));
    }

    /// <summary>
    /// Every event file begins with these bytes: 24, its masked CRC as TensorFlow writes it, a time, and the version.
    /// </summary>
    [Fact]
    public void AFileBeginsAsTensorFlowsDo()
    {
        using (TensorBoardProgress progress = new(PathOf("logs"), "run", 0, new StoppedClock()))
        {
            progress.Report(Looks.At(1, 1));
        }

        byte[] bytes = File.ReadAllBytes(Assert.Single(FilesOf("logs", "run")));
        Assert.Equal([24, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22, 0x09], bytes[..13]);
        Assert.Equal(Noon.ToUnixTimeMilliseconds() / 1000.0, BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(13)));
        Assert.Equal([0x1a, 13, .. "brain.Event:2"u8], bytes[21..36]);
    }

    [Fact]
    public void EveryLookIsReadBack()
    {
        using TensorBoardProgress progress = new(PathOf("logs"), "InfoNCE/seed-0", 0, new StoppedClock());
        progress.Report(Looks.At(100, 2, training: 0.75, validation: 0.5));
        progress.Report(Looks.At(150, 4, training: 1, validation: double.NaN, best: 0.5, bestStep: 100));

        // Read while it is open, as TensorBoard does.
        string file = Assert.Single(FilesOf("logs", "InfoNCE/seed-0"));
        Assert.Equal("events.out.tfevents.1772366400.0000.midsl", Path.GetFileName(file));
        (long Step, (string Tag, float Value)[] Scalars)[] looks = [.. Records(file).Skip(1).Select(Look)];
        Assert.Equal([100, 150], looks.Select(look => look.Step));
        Assert.Equal([("mi/training", 0.75f), ("mi/validation", 0.5f), ("mi/best", 0.5f), ("steps_per_second", 50f)], looks[0].Scalars);
        Assert.Equal([("mi/training", 1f), ("mi/validation", float.NaN), ("mi/best", 0.5f), ("steps_per_second", 25f)], looks[1].Scalars);
    }

    [Fact]
    public void AContinuedRunGetsAnotherFileThatSortsBehind()
    {
        StoppedClock clock = new();
        using (TensorBoardProgress first = new(PathOf("logs"), "run", 0, clock))
        {
            first.Report(Looks.At(100, 1));
            first.Report(Looks.At(50, 1));
        }

        clock.Now += TimeSpan.FromSeconds(1);
        using (TensorBoardProgress continued = new(PathOf("logs"), "run", 100, clock))
        {
            continued.Report(Looks.At(10, 1));
        }

        string[] files = [.. FilesOf("logs", "run").Order(StringComparer.Ordinal)];
        Assert.Equal([100, 50, 110], files.Select(file => Look(Records(file).Last()).Step));
    }

    [Fact]
    public void NothingIsWrittenBeforeTheFirstLook()
    {
        using TensorBoardProgress progress = new(PathOf("logs"), "run");
        Assert.False(Directory.Exists(PathOf("logs")));
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("/elsewhere")]
    [InlineData(".")]
    [InlineData(" ")]
    public void ARunStaysBelowItsFolder(string run) => Assert.Throws<ArgumentException>(() => new TensorBoardProgress(PathOf("logs"), run));

    private string[] FilesOf(string folder, string run) => Directory.GetFiles(Path.Combine(PathOf(folder), run));

    /// <summary>The framing of TensorFlow's record files, with a CRC computed bit by bit.</summary>
    private static IEnumerable<byte[]> Records(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using BinaryReader reader = new(stream, Encoding.UTF8);
        while (stream.Position < stream.Length)
        {
            byte[] length = reader.ReadBytes(8);
            Assert.Equal(Masked(length), reader.ReadUInt32());
            byte[] data = reader.ReadBytes((int)BinaryPrimitives.ReadUInt64LittleEndian(length));
            Assert.Equal(Masked(data), reader.ReadUInt32());
            yield return data;
        }
    }

    private static uint Masked(byte[] data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82f63b78);
            }
        }

        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8);
    }

    /// <summary>An Event with a Summary, by the field numbers of tensorboard/compat/proto.</summary>
    private static (long Step, (string Tag, float Value)[] Scalars) Look(byte[] data)
    {
        long step = 0;
        List<(string, float)> scalars = [];
        CodedInputStream input = new(data);
        while (input.ReadTag() is var tag && tag != 0)
        {
            switch (tag >> 3)
            {
                case 2: step = input.ReadInt64(); break;
                case 5: scalars.AddRange(Values(input.ReadBytes().ToByteArray())); break;
                default: input.SkipLastField(); break;
            }
        }

        return (step, [.. scalars]);
    }

    private static IEnumerable<(string Tag, float Value)> Values(byte[] summary)
    {
        CodedInputStream input = new(summary);
        while (input.ReadTag() is var tag && tag != 0)
        {
            Assert.Equal(1u, tag >> 3);
            CodedInputStream entry = new(input.ReadBytes().ToByteArray());
            Assert.Equal((1u << 3) | 2, entry.ReadTag());
            string name = entry.ReadString();
            Assert.Equal((2u << 3) | 5, entry.ReadTag());
            yield return (name, entry.ReadFloat());
            Assert.True(entry.IsAtEnd);
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Noon;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
