using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MiDsl;

/// <summary>
/// Philox4x32-10, a bijection of 128-bit counters under a 64-bit key. Salmon, Moraes, Dror and Shaw 2011, "Parallel
/// random numbers: as easy as 1, 2, 3", section 4.3; checked against Random123's known answers.
/// </summary>
internal static class Philox
{
    /// <summary>Words in a block.</summary>
    internal const int Words = 4;

    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>One block: counter words c0..c3 under key words k0, k1.</summary>
    internal static (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong p0 = (ulong)Multiplier0 * c0;
            ulong p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>
    /// The blocks with counters <c>low + 0, low + 1, ...</c> (64 bits) above a fixed upper half, in order.
    /// Integer arithmetic only: the vector path gives the bits of the scalar one.
    /// </summary>
    /// <param name="low">Lower half of the first counter; does not wrap here.</param>
    /// <param name="high">Upper half of all counters.</param>
    /// <param name="key">The key.</param>
    /// <param name="words">Receives the words; its length is a multiple of <see cref="Words"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill(ulong low, ulong high, ulong key, Span<uint> words)
    {
        int done = 0;
        if (Avx2.IsSupported)
        {
            for (; done + 32 <= words.Length; done += 32, low += 8)
            {
                EightBlocks(low, high, key, ref words[done]);
            }
        }

        for (; done + Words <= words.Length; done += Words, low++)
        {
            (words[done], words[done + 1], words[done + 2], words[done + 3]) = Block(
                (uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32), (uint)key, (uint)(key >> 32));
        }
    }

    /// <summary>Each 32-bit word in a 64-bit lane, so that one multiplication gives both halves of the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightBlocks(ulong low, ulong high, ulong key, ref uint destination)
    {
        Vector256<uint> m0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        Vector256<uint> m1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        Vector256<ulong> a0 = Vector256.Create(low) + Vector256.Create(0ul, 1, 2, 3);
        Vector256<ulong> b0 = Vector256.Create(low) + Vector256.Create(4ul, 5, 6, 7);
        Vector256<ulong> a1 = a0 >>> 32, b1 = b0 >>> 32;
        Vector256<ulong> a2 = Vector256.Create(high), b2 = a2;
        Vector256<ulong> a3 = a2 >>> 32, b3 = a3;
        uint k0 = (uint)key, k1 = (uint)(key >> 32);

        // The upper halves of the lanes fill with rubbish, which the multiplication ignores.
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> w0 = Vector256.Create((ulong)k0), w1 = Vector256.Create((ulong)k1);
            Vector256<ulong> pa0 = Avx2.Multiply(a0.AsUInt32(), m0), pa1 = Avx2.Multiply(a2.AsUInt32(), m1);
            Vector256<ulong> pb0 = Avx2.Multiply(b0.AsUInt32(), m0), pb1 = Avx2.Multiply(b2.AsUInt32(), m1);
            a0 = (pa1 >>> 32) ^ a1 ^ w0;
            b0 = (pb1 >>> 32) ^ b1 ^ w0;
            a2 = (pa0 >>> 32) ^ a3 ^ w1;
            b2 = (pb0 >>> 32) ^ b3 ^ w1;
            (a1, a3, b1, b3) = (pa1, pa0, pb1, pb0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        Store(a0, a1, a2, a3, ref destination);
        Store(b0, b1, b2, b3, ref Unsafe.Add(ref destination, 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector256<ulong> x0, Vector256<ulong> x1, Vector256<ulong> x2, Vector256<ulong> x3, ref uint destination)
    {
        Vector256<ulong> mask = Vector256.Create(0xFFFFFFFFul);
        Vector256<ulong> front = (x0 & mask) | (x1 << 32);
        Vector256<ulong> back = (x2 & mask) | (x3 << 32);
        Vector256<ulong> even = Avx2.UnpackLow(front, back);
        Vector256<ulong> odd = Avx2.UnpackHigh(front, back);
        Avx2.Permute2x128(even, odd, 0x20).AsUInt32().StoreUnsafe(ref destination);
        Avx2.Permute2x128(even, odd, 0x31).AsUInt32().StoreUnsafe(ref destination, 8);
    }
}
