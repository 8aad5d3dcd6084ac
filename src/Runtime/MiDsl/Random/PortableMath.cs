using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiDsl;

/// <summary>
/// Elementary functions from additions, multiplications, divisions and square roots alone. These are rounded alike on
/// every machine, while the C library's differ in the last bit, and so would our random numbers. No fused operations.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>log x for finite normal x &gt; 0, within 1 ulp. fdlibm, e_log.c.</summary>
    internal static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int k = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            k++;
        }

        double f = m - 1, s = f / (2 + f), z = s * s, w = z * z;
        double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
        double odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01
            + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
        double half = 0.5 * f * f;
        return k * Ln2High - ((half - (s * (half + even + odd) + k * Ln2Low)) - f);
    }

    /// <summary>e^x for |x| &lt; 700, within 1 ulp; 0 below. fdlibm, e_exp.c.</summary>
    internal static double Exp(double x)
    {
        if (x < -700)
        {
            return 0;
        }

        double k = Math.Floor(x * 1.44269504088896338700 + 0.5);
        double high = x - k * Ln2High, low = k * Ln2Low, r = high - low, t = r * r;
        double c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03
            + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
        double y = 1 - ((low - (r * c) / (2 - c)) - high);
        return y * BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
    }

    /// <summary>Sine and cosine of u turns, u in [0, 1). fdlibm, k_sin.c and k_cos.c.</summary>
    internal static (double Sin, double Cos) SinCosTurns(double u)
    {
        int quadrant = (int)(u * 4 + 0.5);
        double x = (u - quadrant * 0.25) * 6.283185307179586477, z = x * x;
        double sin = x + x * z * (-1.66666666666666324348e-01 + z * (8.33333333332248946124e-03
            + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06
            + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))));
        double cos = 1 - 0.5 * z + z * z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03
            + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07
            + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
        return (quadrant & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>
    /// Sixteen standard normal numbers from sixteen words by Box and Muller 1958: words 0..7 give radii, 8..15 angles.
    /// Polynomials of Cephes logf, sinf, cosf; the greatest magnitude is 6.66.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SixteenGaussians(ref uint words, ref float destination, Vector256<float> mean, Vector256<float> sd)
    {
        Vector256<uint> first = Vector256.LoadUnsafe(ref words), second = Vector256.LoadUnsafe(ref words, 8);

        // u in (0, 1]: 31 bits, because the conversion of signed integers is one instruction everywhere.
        Vector256<float> u = Vector256.ConvertToSingle((first >>> 1).AsInt32()) * Vector256.Create(4.656612873e-10f)
            + Vector256.Create(2.328306437e-10f);
        Vector256<int> bits = u.AsInt32();
        Vector256<int> exponent = (bits >>> 23) - Vector256.Create(127);
        Vector256<float> m = ((bits & Vector256.Create(0x7FFFFF)) | Vector256.Create(0x3F800000)).AsSingle();
        Vector256<int> great = Vector256.GreaterThan(m, Vector256.Create(1.41421356f)).AsInt32();
        m = Vector256.ConditionalSelect(great.AsSingle(), m * 0.5f, m);
        Vector256<float> e = Vector256.ConvertToSingle(exponent - great);
        Vector256<float> f = m - Vector256<float>.One, z = f * f;
        Vector256<float> y = Vector256.Create(7.0376836292E-2f) * f - Vector256.Create(1.1514610310E-1f);
        y = y * f + Vector256.Create(1.1676998740E-1f);
        y = y * f - Vector256.Create(1.2420140846E-1f);
        y = y * f + Vector256.Create(1.4249322787E-1f);
        y = y * f - Vector256.Create(1.6668057665E-1f);
        y = y * f + Vector256.Create(2.0000714765E-1f);
        y = y * f - Vector256.Create(2.4999993993E-1f);
        y = y * f + Vector256.Create(3.3333331174E-1f);
        y = y * f * z - e * 2.12194440e-4f - z * 0.5f;
        Vector256<float> log = f + y + e * 0.693359375f;

        // At u = 1 rounding may leave a tiny positive logarithm.
        Vector256<float> radius = Vector256.Sqrt(Vector256.Max(log * -2f, Vector256<float>.Zero));

        // The nearest quarter turn, and the rest within an eighth of a turn.
        Vector256<uint> quadrant = (second + Vector256.Create(0x20000000u)) >>> 30;
        Vector256<float> x = Vector256.ConvertToSingle((second - (quadrant << 30)).AsInt32())
            * Vector256.Create(1.4629180792671596e-9f);
        z = x * x;
        Vector256<float> sin = z * -1.9515295891E-4f + Vector256.Create(8.3321608736E-3f);
        sin = (sin * z - Vector256.Create(1.6666654611E-1f)) * z * x + x;
        Vector256<float> cos = z * 2.443315711809948E-5f - Vector256.Create(1.388731625493765E-3f);
        cos = (cos * z + Vector256.Create(4.166664568298827E-2f)) * z * z - z * 0.5f + Vector256<float>.One;
        Vector256<float> odd = Vector256.Equals(quadrant & Vector256<uint>.One, Vector256<uint>.One).AsSingle();
        Vector256<uint> cosSign = ((quadrant + Vector256<uint>.One) & Vector256.Create(2u)) << 30;
        Vector256<uint> sinSign = (quadrant & Vector256.Create(2u)) << 30;
        Vector256<float> c = (Vector256.ConditionalSelect(odd, sin, cos).AsUInt32() ^ cosSign).AsSingle();
        Vector256<float> s = (Vector256.ConditionalSelect(odd, cos, sin).AsUInt32() ^ sinSign).AsSingle();
        (radius * c * sd + mean).StoreUnsafe(ref destination);
        (radius * s * sd + mean).StoreUnsafe(ref destination, 8);
    }
}
