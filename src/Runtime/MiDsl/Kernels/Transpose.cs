using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MiDsl.Kernels;

/// <summary>Transposed copies.</summary>
internal static unsafe class Transpose
{
    /// <summary>to[t toStep + i] = from[i step + t] for four i.</summary>
    /// <param name="from">The first of four rows.</param>
    /// <param name="step">Elements from row to row.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="to">Where the first four go.</param>
    /// <param name="toStep">Elements from four to four.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FourRows(float* from, nint step, int length, float* to, nint toStep)
    {
        float* r0 = from, r1 = r0 + step, r2 = r1 + step, r3 = r2 + step;
        int t = 0;
        for (; t + 4 <= length; t += 4, to += 4 * toStep)
        {
            Vector128<float> a = Vector128.Load(r0 + t), b = Vector128.Load(r1 + t), c = Vector128.Load(r2 + t), d = Vector128.Load(r3 + t);
            Vector128<float> acLow = Low(a, c), acHigh = High(a, c), bdLow = Low(b, d), bdHigh = High(b, d);
            Low(acLow, bdLow).Store(to);
            High(acLow, bdLow).Store(to + toStep);
            Low(acHigh, bdHigh).Store(to + (2 * toStep));
            High(acHigh, bdHigh).Store(to + (3 * toStep));
        }

        for (; t < length; t++, to += toStep)
        {
            (to[0], to[1], to[2], to[3]) = (r0[t], r1[t], r2[t], r3[t]);
        }
    }

    /// <summary>Whether this machine has <see cref="SixteenRows"/>.</summary>
    internal static bool HasSixteen => Avx512F.IsSupported;

    /// <summary>to[t toStep + i] = from[i step + t] for sixteen i: four times <see cref="FourRows"/> in one vector.</summary>
    /// <param name="from">The first of sixteen rows.</param>
    /// <param name="step">Elements from row to row.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="to">Where the first sixteen go.</param>
    /// <param name="toStep">Elements from sixteen to sixteen.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SixteenRows(float* from, nint step, int length, float* to, nint toStep)
    {
        int t = 0;
        for (; t + 4 <= length; t += 4, from += 4, to += 4 * toStep)
        {
            Vector512<float> a = FourthRows(from, step), b = FourthRows(from + step, step);
            Vector512<float> c = FourthRows(from + (2 * step), step), d = FourthRows(from + (3 * step), step);
            Vector512<float> acLow = Avx512F.UnpackLow(a, c), acHigh = Avx512F.UnpackHigh(a, c);
            Vector512<float> bdLow = Avx512F.UnpackLow(b, d), bdHigh = Avx512F.UnpackHigh(b, d);
            Avx512F.UnpackLow(acLow, bdLow).Store(to);
            Avx512F.UnpackHigh(acLow, bdLow).Store(to + toStep);
            Avx512F.UnpackLow(acHigh, bdHigh).Store(to + (2 * toStep));
            Avx512F.UnpackHigh(acHigh, bdHigh).Store(to + (3 * toStep));
        }

        for (; t < length; t++, from++, to += toStep)
        {
            for (int i = 0; i < 16; i++)
            {
                to[i] = from[i * step];
            }
        }
    }

    /// <summary>Four elements of each fourth row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourthRows(float* from, nint step) => Vector512.Create(
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + (4 * step))),
        Vector256.Create(Vector128.Load(from + (8 * step)), Vector128.Load(from + (12 * step))));

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
