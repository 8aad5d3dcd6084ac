using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using System.Text;
using Xunit;

namespace MiDsl.Tests.Data;

public class NpyTests : TemporaryFolder
{
    [Fact]
    public void WhatIsWrittenIsRead() => Culture.Each(() =>
    {
        double[] values = [1.5, -2, Math.PI, 1e300, 5, 6];
        foreach (int[] shape in new[] { new[] { 6 }, [2, 3], [3, 1, 2] })
        {
            Npy.Write(PathOf("a.npy"), values, shape);
            NpyArray array = Npy.Read(PathOf("a.npy"));
            Assert.Equal(shape, array.Shape.ToArray());
            Assert.Equal(values, array.Values);
        }

        Npy.Write(PathOf("f.npy"), [1.5f, 2.5f], 2);
        Assert.Equal([1.5, 2.5], Npy.Read(PathOf("f.npy")).Values);
        Assert.Throws<ArgumentException>(() => Npy.Write(PathOf("a.npy"), values, 5));
    });

    /// <summary>Bytes as NumPy writes them: numpy.save of array([[1, 2, 3], [4, 5, 6]], '&lt;i2').</summary>
    [Fact]
    public void ReadsNumPysOwnBytes()
    {
        byte[] file =
        [
            .. Convert.FromHexString("934E554D50590100" + "7600"),
            .. Encoding.ASCII.GetBytes("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n"),
            1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0,
        ];
        NpyArray array = Npy.Read(Write("n.npy", file));
        Assert.Equal([2, 3], array.Shape.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], array.Values);
    }

    [Theory]
    [InlineData("<f8", "000000000000F83F", 1.5)]
    [InlineData(">f8", "3FF8000000000000", 1.5)]
    [InlineData("<f4", "0000C03F", 1.5)]
    [InlineData(">f4", "3FC00000", 1.5)]
    [InlineData("<f2", "003E", 1.5)]
    [InlineData("<i8", "FEFFFFFFFFFFFFFF", -2)]
    [InlineData(">i4", "FFFFFFFE", -2)]
    [InlineData("<i2", "FEFF", -2)]
    [InlineData("|i1", "FE", -2)]
    [InlineData(">u8", "0000000000000102", 258)]
    [InlineData("<u4", "FEFFFFFF", 4294967294.0)]
    [InlineData(">u2", "0102", 258)]
    [InlineData("|u1", "FE", 254)]
    [InlineData("|b1", "01", 1)]
    [InlineData("=i2", "FEFF", -2)]
    public void ReadsEveryTypeOfEveryVersion(string type, string hex, double expected)
    {
        byte[] data = [.. Enumerable.Repeat(Convert.FromHexString(hex), 3).SelectMany(b => b)];
        for (int version = 1; version <= 3; version++)
        {
            NpyArray array = Npy.Read(Write("t.npy", File(version, $"{{'shape': (3,), 'fortran_order': False, 'descr': '{type}'}}", data)));
            Assert.Equal([expected, expected, expected], array.Values);
        }
    }

    [Fact]
    public void FortranOrderIsTurned()
    {
        byte[] data = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        NpyArray array = Npy.Read(Write("f.npy", File(1, "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }", data)));
        double[] expected = [.. from i in Enumerable.Range(0, 2) from j in Enumerable.Range(0, 3) from k in Enumerable.Range(0, 4) select (double)(i + 2 * j + 6 * k)];
        Assert.Equal(expected, array.Values);
    }

    [Fact]
    public void PairsComeFromTwoFilesOrFromColumnsOfOne()
    {
        double[] values = [.. Enumerable.Range(0, 36).Select(i => i * i * 0.25)];
        Npy.Write(PathOf("x.npy"), values, 12, 3);
        Npy.Write(PathOf("y.npy"), values.AsSpan(0, 12), 12);
        PairedData two = PairedData.FromNpy(PathOf("x.npy"), PathOf("y.npy")), one = PairedData.FromNpy(PathOf("x.npy"), [2, 0], [1]);
        Assert.Equal((12, 3, 1), (two.Count, two.XDim, two.YDim));
        Assert.Equal([1, 0], one.XRow(0).ToArray());
        Assert.Equal([0.25f], one.YRow(0).ToArray());
        Assert.Equal(["#2", "#0"], one.XNames.ToArray());
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("x.npy"), [0], [3]), "no column 3", "it has 3");
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("x.npy"), [0], [0]), "'#0' is in both");
        Npy.Write(PathOf("y.npy"), values.AsSpan(0, 11), 11);
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("x.npy"), PathOf("y.npy")), "x.npy has 12 rows", "y.npy has 11");
        Npy.Write(PathOf("y.npy"), values.AsSpan(0, 9), 9);
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("y.npy"), PathOf("y.npy")), "only 9 rows");
        values[4] = double.NaN;
        Npy.Write(PathOf("x.npy"), values, 12, 3);
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("x.npy"), PathOf("x.npy")), "NaN", "x.npy, row 1", "'x1'");
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("none.npy"), PathOf("x.npy")), "none.npy", "does not exist");
        Npy.Write(PathOf("s.npy"), [1.0]);
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("s.npy"), PathOf("s.npy")), "single number");
        Npy.Write(PathOf("z.npy"), Array.Empty<double>(), 0, 3);
        PairedDataTests.Refused(() => PairedData.FromNpy(PathOf("z.npy"), PathOf("z.npy")), "is empty");
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "type '|O'", "astype")]
    [InlineData("{'descr': '<c16', 'fortran_order': False, 'shape': (1,), }", "type '<c16'", "astype")]
    [InlineData("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", "named fields", "a['field']")]
    [InlineData("{'descr': '<f8', 'shape': (1,), }", "damaged", "missing")]
    [InlineData("{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,), }", "damaged", "True or False")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "damaged", "dimension")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", "damaged", "dimension")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }", "truncated", "needs")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", "truncated", "needs 2 values")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "holds 8 bytes", "needs 4")]
    [InlineData("{'descr': '<f8", "damaged", "closing quote")]
    [InlineData("", "damaged", "'{' expected")]
    [InlineData("{'evil': 1}", "damaged", "unknown entry 'evil'")]
    public void DamagedHeadersAreNamed(string header, params string[] words) => Culture.Each(() =>
        PairedDataTests.Refused(() => Npy.Read(Write("d.npy", File(1, header, new byte[8]))), ["d.npy", .. words]));

    [Fact]
    public void OtherFilesAreNamed()
    {
        PairedDataTests.Refused(() => Npy.Read(Write("o.npy", Encoding.ASCII.GetBytes("a,b\n1,2\n"))), "not a .npy file", "numpy.save");
        PairedDataTests.Refused(() => Npy.Read(Write("z.npy", Encoding.ASCII.GetBytes("PK\x03\x04rest"))), ".npz archive");
        PairedDataTests.Refused(() => Npy.Read(Write("v.npy", Convert.FromHexString("934E554D505909000000"))), "version 9");
        PairedDataTests.Refused(() => Npy.Read(Write("e.npy", Array.Empty<byte>())), "not a .npy file");
        byte[] big = File(1, "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", BitConverter.GetBytes(1L << 60));
        PairedDataTests.Refused(() => Npy.Read(Write("b.npy", big)), "1152921504606846976", "2^53", "a - a[0]");
    }

    /// <summary>Every cut and every changed byte: an array or a DataException, nothing else.</summary>
    [Fact]
    public void CutsAndChangedBytesNeverBreakIt()
    {
        byte[] good = File(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", new byte[24]);
        for (int length = 0; length < good.Length; length++)
        {
            PairedDataTests.Refused(() => Npy.Read(Write("c.npy", good[..length])), "c.npy");
        }

        Rng rng = new(1);
        for (int at = 0; at < good.Length - 24; at++)
        {
            byte[] bad = [.. good];
            bad[at] = (byte)rng.NextInt(256);
            try
            {
                Npy.Read(Write("b.npy", bad));
            }
            catch (DataException e)
            {
                Assert.Contains("b.npy", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private static byte[] File(int version, string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), size = new byte[version == 1 ? 2 : 4];
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)text.Length);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(size, text.Length);
        }

        return [0x93, .. Encoding.ASCII.GetBytes("NUMPY"), (byte)version, 0, .. size, .. text, .. data];
    }
}
