using System;
using Xunit;

namespace MiDsl.Tests.Random;

public class PhiloxTests
{
    /// <summary>Random123's kat_vectors, philox4x32 10.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void GivesTheKnownAnswers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), Philox.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void BulkGivesTheBlocksInOrderAcrossACarry()
    {
        const ulong Low = 0x00000000FFFFFFF5, High = 0x0123456789ABCDEF, Key = 0xFEDCBA9876543210;
        uint[] words = new uint[4 * 37];
        Philox.Fill(Low, High, Key, words);
        for (uint b = 0; b < 37; b++)
        {
            ulong low = Low + b;
            (uint, uint, uint, uint) block = Philox.Block(
                (uint)low, (uint)(low >> 32), unchecked((uint)High), (uint)(High >> 32), unchecked((uint)Key), (uint)(Key >> 32));
            Assert.Equal(block, (words[4 * b], words[4 * b + 1], words[4 * b + 2], words[4 * b + 3]));
        }
    }

    [Fact]
    public void TheFirstWordsOfAStreamAreThoseOfItsCounter()
    {
        Rng rng = new(seed: 0, RandomStream.User, step: 0);
        Assert.Equal([0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u],
            new[] { rng.NextUInt32(), rng.NextUInt32(), rng.NextUInt32(), rng.NextUInt32() });
        Assert.Equal(
            Philox.Block(0, (uint)RandomStream.Test << 24, 7, 0, 5, 0).W0,
            new Rng(5, RandomStream.Test, 7).NextUInt32());
    }
}
