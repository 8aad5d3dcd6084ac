using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MiDsl.Tests.Data;
using Xunit;

namespace MiDsl.Tests.Storage;

public class SafeTensorsTests : TemporaryFolder
{
    private static readonly Dictionary<string, (long[] Shape, float[] Data)> Tensors = new(StringComparer.Ordinal)
    {
        ["w.1"] = ([2, 3], [1, 2, 3, -4, 5.5f, float.Epsilon]),
        ["bias \"ä\""] = ([1], [float.NaN]),
        ["scalar"] = ([], [7]),
        ["none"] = ([0, 4], []),
    };

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal) { ["format"] = "midsl", ["seed"] = "3" };

    [Fact]
    public void WhatIsWrittenIsRead() => Culture.Each(() =>
    {
        SafeTensors.Write(PathOf("a.safetensors"), Tensors, Words);
        (Dictionary<string, (long[] Shape, float[] Data)> tensors, Dictionary<string, string> words) = SafeTensors.Read(PathOf("a.safetensors"));
        Assert.Equal(Words, words);
        Assert.Equal(Tensors.Count, tensors.Count);
        foreach ((string name, (long[] shape, float[] data)) in Tensors)
        {
            Assert.Equal(shape, tensors[name].Shape);
            Assert.Equal(data, tensors[name].Data);
        }

        Assert.False(File.Exists(PathOf("a.safetensors.partial")));
    });

    /// <summary>Byte for byte as the format's description has it.</summary>
    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        using MemoryStream stream = new();
        SafeTensors.Write(stream, new Dictionary<string, (long[], float[])>(StringComparer.Ordinal) { ["a"] = ([2], [1, 2]) }, new Dictionary<string, string>(StringComparer.Ordinal));
        byte[] bytes = stream.ToArray();
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            Encoding.UTF8.GetString(bytes, 8, (int)length).TrimEnd());
        Assert.Equal(Convert.FromHexString("0000803F00000040"), bytes[(8 + (int)length)..]);
    }

    [Fact]
    public void DoublesAreReadAsSingles()
    {
        byte[] file = Bytes("{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", BitConverter.GetBytes(1.5));
        Assert.Equal([1.5f], SafeTensors.Read(Write("d", file)).Tensors["a"].Data);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}", "type BF16")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "does not fill")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "does not fill")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "bad shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}", "bad shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}", "bad shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "lies at bytes 4 to 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "4 bytes after")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", "truncated")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,2],\"data_offsets\":[0,0]}}", "does not fill")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9000000000000000000,9000000000000000000,9000000000000000000,9000000000000000000,9000000000000000000],\"data_offsets\":[0,8]}}", "does not fill")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000000],\"data_offsets\":[0,4000000000000]}}", "too large")]
    [InlineData("{\"a\":{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,8]}}", "damaged")]
    [InlineData("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", "lacks dtype")]
    [InlineData("{\"a\":3}", "lacks dtype")]
    [InlineData("{\"__metadata__\":{\"a\":3}}", "damaged")]
    [InlineData("{\"__metadata__\":[]}", "damaged")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{\"a\":", "no JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "twice")]
    public void DamagedFilesAreNamed(string header, string word) =>
        PairedDataTests.Refused(() => SafeTensors.Read(Write("bad.safetensors", Bytes(header, new byte[8]))), "bad.safetensors", word);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(1_000)]
    public void HeaderLengthsThatLieAreNamed(long length)
    {
        byte[] file = Bytes("{}", []);
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        PairedDataTests.Refused(() => SafeTensors.Read(Write("l", file)), "header would have");
    }

    [Fact]
    public void CutsAndChangedBytesNeverBreakIt()
    {
        using MemoryStream stream = new();
        SafeTensors.Write(stream, Tensors, Words);
        byte[] good = stream.ToArray();
        for (int length = 0; length < good.Length; length++)
        {
            using MemoryStream cut = new(good[..length]);
            Assert.Throws<DataException>(() => SafeTensors.Read(cut, "cut"));
        }

        Rng rng = new(1);
        for (int round = 0; round < 5000; round++)
        {
            byte[] bad = [.. good];
            bad[rng.NextInt(bad.Length)] = (byte)rng.NextInt(256);
            bad[rng.NextInt(bad.Length)] = (byte)rng.NextInt(256);
            using MemoryStream changed = new(bad);
            try
            {
                SafeTensors.Read(changed, "changed");
            }
            catch (DataException e)
            {
                Assert.Contains("changed", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void NonsenseIsNotWritten()
    {
        using MemoryStream stream = new();
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, new Dictionary<string, (long[], float[])>(StringComparer.Ordinal) { ["a"] = ([3], [1]) }, Words));
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, new Dictionary<string, (long[], float[])>(StringComparer.Ordinal) { ["__metadata__"] = ([1], [1]) }, Words));
        PairedDataTests.Refused(() => SafeTensors.Read(PathOf("none")), "does not exist");
    }

    private static byte[] Bytes(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), file = new byte[8 + text.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        data.CopyTo(file, 8 + text.Length);
        return file;
    }
}
