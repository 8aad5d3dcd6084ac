using System;
using System.Linq;
using System.Text;
using Xunit;

namespace MiDsl.Tests.Data;

public class IdxTests : TemporaryFolder
{
    [Theory]
    [InlineData(0x08, "FE", 254)]
    [InlineData(0x09, "FE", -2)]
    [InlineData(0x0B, "FFFE", -2)]
    [InlineData(0x0C, "FFFFFFFE", -2)]
    [InlineData(0x0D, "3FC00000", 1.5)]
    [InlineData(0x0E, "3FF8000000000000", 1.5)]
    public void ReadsEveryTypePlainAndCompressed(byte type, string hex, double expected)
    {
        byte[] data = [.. Enumerable.Repeat(Convert.FromHexString(hex), 6).SelectMany(b => b)];
        foreach (int[] shape in new[] { new[] { 6 }, [2, 3], [3, 1, 2], [6, 1, 1, 1, 1] })
        {
            byte[] file = IdxFiles.Make(type, shape, data);

            // What gzip compressed is known by its content: the name says nothing.
            foreach (byte[] bytes in new[] { file, IdxFiles.Zip(file) })
            {
                IdxArray array = Idx.Read(Write("a-idx", bytes));
                Assert.Equal((IdxType)type, array.Type);
                Assert.Equal(shape, array.Shape.ToArray());
                Assert.Equal(data, array.Data);
                Assert.Equal(Enumerable.Repeat(expected, 6), array.ToDoubles());
            }
        }
    }

    [Fact]
    public void AnEmptyArrayIsEmpty() =>
        Assert.Empty(Idx.Read(Write("e", IdxFiles.Make(8, [0, int.MaxValue, int.MaxValue]))).Data);

    [Fact]
    public void DamageIsNamed() => Culture.Each(() =>
    {
        void Refused(byte[] file, params string[] words)
        {
            PairedDataTests.Refused(() => Idx.Read(Write("d-idx", file)), ["d-idx", .. words]);
            PairedDataTests.Refused(() => Idx.Read(Write("z-idx.gz", IdxFiles.Zip(file))), ["z-idx.gz", .. words]);
        }

        Refused([], "truncated", "within the IDX header");
        Refused(Encoding.ASCII.GetBytes("a,b\n1,2\n"), "not an IDX file", "two zero bytes");
        Refused(IdxFiles.Make(0x0A, [1], 1), "type 0x0A", "0x08, 0x09, 0x0B");
        Refused(IdxFiles.Make(8, []), "no dimensions");
        Refused(IdxFiles.Make(8, [2, 3])[..9], "truncated", "within the IDX header");
        Refused(IdxFiles.Make(8, [-1], 1), "dimension 0", "4294967295");
        Refused(IdxFiles.Make(8, [2, 3], 1, 2, 3, 4, 5), "truncated", "(2, 3) values of 1 bytes, which is 6 bytes", "holds 5");
        Refused(IdxFiles.Make(0x0D, [2], 1, 2, 3, 4, 5, 6, 7, 8, 9), "(2) values of 4 bytes", "but more follow");
        Refused(IdxFiles.Make(0x0E, [int.MaxValue, int.MaxValue, 28], 1), "damaged or too large", "at most");
        PairedDataTests.Refused(() => Idx.Read(PathOf("none")), "none", "does not exist");
        PairedDataTests.Refused(() => Idx.Read(Write("g.gz", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])), "g.gz", "damaged", "gzip");
    });

    /// <summary>Two gigabytes are promised; what is there fits a page.</summary>
    [Fact]
    public void ALyingHeaderTakesNoMemory()
    {
        byte[] liar = IdxFiles.Make(8, [2_000_000_000], 1, 2, 3);
        foreach (byte[] file in new[] { liar, IdxFiles.Zip(liar) })
        {
            Write("l-idx", file);
            long before = GC.GetAllocatedBytesForCurrentThread();
            PairedDataTests.Refused(() => Idx.Read(PathOf("l-idx")), "2000000000", "holds 3");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    /// <summary>Every cut and every changed byte: an array or a DataException, nothing else.</summary>
    [Fact]
    public void CutsAndChangedBytesNeverBreakIt()
    {
        byte[] plain = IdxFiles.Make(8, [3, 4, 2], [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 37))]), zipped = IdxFiles.Zip(plain);
        for (int length = 0; length < plain.Length; length++)
        {
            PairedDataTests.Refused(() => Idx.Read(Write("c", plain[..length])), "truncated");
        }

        // The last bytes of gzip end a block and check it; without them the array is whole.
        for (int length = 0; length < zipped.Length; length++)
        {
            try
            {
                Assert.Equal(plain[16..], Idx.Read(Write("c.gz", zipped[..length])).Data);
                Assert.InRange(length, zipped.Length - 12, zipped.Length);
            }
            catch (DataException e)
            {
                Assert.Contains("c.gz", e.Message, StringComparison.Ordinal);
            }
        }

        Rng rng = new(1);
        foreach (byte[] good in new[] { plain, zipped })
        {
            for (int at = 0; at < good.Length; at++)
            {
                byte[] bad = [.. good];
                bad[at] ^= (byte)(1 + rng.NextInt(255));
                try
                {
                    Assert.InRange(Idx.Read(Write("b", bad)).Data.Length, 0, 24);
                }
                catch (DataException e)
                {
                    Assert.Contains(PathOf("b"), e.Message, StringComparison.Ordinal);
                }
            }
        }
    }
}
