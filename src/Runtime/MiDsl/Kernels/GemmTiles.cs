using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiDsl.Kernels;

/// <summary>
/// The innermost loops of <see cref="Gemm"/>: a tile of a product, held in registers over all of k. Every element is summed
/// over k in ascending order by fused operations, whatever the tile, so that it does not depend on how a product was cut.
/// </summary>
internal static unsafe class GemmTiles
{
    /// <summary>Floats of the widest vector.</summary>
    private const int Width = 16;

    /// <summary>
    /// Eight rows by two vectors, which fill the 32 registers of AVX-512 with their operands. Not in terms of lanes, through
    /// which the JIT moves every second sum once more.
    /// </summary>
    /// <param name="left">First element of the left operand; row i and term t lie at i rowStep + t termStep.</param>
    /// <param name="rowStep">Elements from row to row.</param>
    /// <param name="termStep">Elements from term to term.</param>
    /// <param name="right">Packed right operand, two vectors a term.</param>
    /// <param name="terms">Length of the sum, at least 1.</param>
    /// <param name="result">First element of the tile.</param>
    /// <param name="resultStep">Elements from row to row of the result.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void EightByTwo(
        float* left, nint rowStep, nint termStep, float* right, int terms, float* result, nint resultStep, bool accumulate)
    {
        Vector512<float> r0a = Vector512<float>.Zero, r1a = r0a, r2a = r0a, r3a = r0a, r4a = r0a, r5a = r0a, r6a = r0a, r7a = r0a;
        Vector512<float> r0b = r0a, r1b = r0a, r2b = r0a, r3b = r0a, r4b = r0a, r5b = r0a, r6b = r0a, r7b = r0a;
        float* lower = left + (4 * rowStep);
        nint two = 2 * rowStep, three = 3 * rowStep;
        float* end = right + ((nint)terms * 2 * Width);
        for (; right < end; right += 2 * Width, left += termStep, lower += termStep)
        {
            Vector512<float> a = Vector512.Load(right), b = Vector512.Load(right + Width);
            Vector512<float> own = Vector512.Create(*left);
            r0a = Vector512.FusedMultiplyAdd(own, a, r0a);
            r0b = Vector512.FusedMultiplyAdd(own, b, r0b);
            own = Vector512.Create(left[rowStep]);
            r1a = Vector512.FusedMultiplyAdd(own, a, r1a);
            r1b = Vector512.FusedMultiplyAdd(own, b, r1b);
            own = Vector512.Create(left[two]);
            r2a = Vector512.FusedMultiplyAdd(own, a, r2a);
            r2b = Vector512.FusedMultiplyAdd(own, b, r2b);
            own = Vector512.Create(left[three]);
            r3a = Vector512.FusedMultiplyAdd(own, a, r3a);
            r3b = Vector512.FusedMultiplyAdd(own, b, r3b);
            own = Vector512.Create(*lower);
            r4a = Vector512.FusedMultiplyAdd(own, a, r4a);
            r4b = Vector512.FusedMultiplyAdd(own, b, r4b);
            own = Vector512.Create(lower[rowStep]);
            r5a = Vector512.FusedMultiplyAdd(own, a, r5a);
            r5b = Vector512.FusedMultiplyAdd(own, b, r5b);
            own = Vector512.Create(lower[two]);
            r6a = Vector512.FusedMultiplyAdd(own, a, r6a);
            r6b = Vector512.FusedMultiplyAdd(own, b, r6b);
            own = Vector512.Create(lower[three]);
            r7a = Vector512.FusedMultiplyAdd(own, a, r7a);
            r7b = Vector512.FusedMultiplyAdd(own, b, r7b);
        }

        Put512(r0a, r0b, result, accumulate);
        Put512(r1a, r1b, result += resultStep, accumulate);
        Put512(r2a, r2b, result += resultStep, accumulate);
        Put512(r3a, r3b, result += resultStep, accumulate);
        Put512(r4a, r4b, result += resultStep, accumulate);
        Put512(r5a, r5b, result += resultStep, accumulate);
        Put512(r6a, r6b, result += resultStep, accumulate);
        Put512(r7a, r7b, result += resultStep, accumulate);
    }

    /// <summary>Four rows by two vectors: for the last rows, and where there are but 16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FourByTwo<TLanes>(
        float* left, nint rowStep, nint termStep, float* right, int terms, float* result, nint resultStep, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes r0a = TLanes.Zero, r1a = r0a, r2a = r0a, r3a = r0a, r0b = r0a, r1b = r0a, r2b = r0a, r3b = r0a;
        nint two = 2 * rowStep, three = 3 * rowStep;
        float* end = right + ((nint)terms * 2 * TLanes.Count);
        for (; right < end; right += 2 * TLanes.Count, left += termStep)
        {
            TLanes a = TLanes.Load(right), b = TLanes.Load(right + TLanes.Count);
            TLanes own = TLanes.Create(*left);
            r0a = TLanes.Fma(own, a, r0a);
            r0b = TLanes.Fma(own, b, r0b);
            own = TLanes.Create(left[rowStep]);
            r1a = TLanes.Fma(own, a, r1a);
            r1b = TLanes.Fma(own, b, r1b);
            own = TLanes.Create(left[two]);
            r2a = TLanes.Fma(own, a, r2a);
            r2b = TLanes.Fma(own, b, r2b);
            own = TLanes.Create(left[three]);
            r3a = TLanes.Fma(own, a, r3a);
            r3b = TLanes.Fma(own, b, r3b);
        }

        Put(r0a, r0b, result, accumulate);
        Put(r1a, r1b, result += resultStep, accumulate);
        Put(r2a, r2b, result += resultStep, accumulate);
        Put(r3a, r3b, result += resultStep, accumulate);
    }

    /// <summary>Eight rows by the first of two vectors: for results of few columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void EightByOne(
        float* left, nint rowStep, nint termStep, float* right, int terms, float* result, nint resultStep, bool accumulate)
    {
        Vector512<float> r0 = Vector512<float>.Zero, r1 = r0, r2 = r0, r3 = r0, r4 = r0, r5 = r0, r6 = r0, r7 = r0;
        float* lower = left + (4 * rowStep);
        nint two = 2 * rowStep, three = 3 * rowStep;
        float* end = right + ((nint)terms * 2 * Width);
        for (; right < end; right += 2 * Width, left += termStep, lower += termStep)
        {
            Vector512<float> a = Vector512.Load(right);
            r0 = Vector512.FusedMultiplyAdd(Vector512.Create(*left), a, r0);
            r1 = Vector512.FusedMultiplyAdd(Vector512.Create(left[rowStep]), a, r1);
            r2 = Vector512.FusedMultiplyAdd(Vector512.Create(left[two]), a, r2);
            r3 = Vector512.FusedMultiplyAdd(Vector512.Create(left[three]), a, r3);
            r4 = Vector512.FusedMultiplyAdd(Vector512.Create(*lower), a, r4);
            r5 = Vector512.FusedMultiplyAdd(Vector512.Create(lower[rowStep]), a, r5);
            r6 = Vector512.FusedMultiplyAdd(Vector512.Create(lower[two]), a, r6);
            r7 = Vector512.FusedMultiplyAdd(Vector512.Create(lower[three]), a, r7);
        }

        Put512(r0, result, accumulate);
        Put512(r1, result += resultStep, accumulate);
        Put512(r2, result += resultStep, accumulate);
        Put512(r3, result += resultStep, accumulate);
        Put512(r4, result += resultStep, accumulate);
        Put512(r5, result += resultStep, accumulate);
        Put512(r6, result += resultStep, accumulate);
        Put512(r7, result += resultStep, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put512(Vector512<float> a, Vector512<float> b, float* result, bool accumulate)
    {
        Put512(a, result, accumulate);
        Put512(b, result + Width, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put512(Vector512<float> value, float* result, bool accumulate) =>
        (accumulate ? value + Vector512.Load(result) : value).Store(result);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes>(TLanes a, TLanes b, float* result, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        Put(a, result, accumulate);
        Put(b, result + TLanes.Count, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes>(TLanes value, float* result, bool accumulate)
        where TLanes : struct, ILanes<TLanes> =>
        (accumulate ? value + TLanes.Load(result) : value).Store(result);
}
