using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>
/// Elementary functions of a vector of floats, within a few units in the last place over all of their range. Coefficients
/// are of our own fits at Chebyshev nodes. All lanes go the same way, so that a value does not depend on its place.
/// </summary>
internal static class VectorFunctions
{
    private const float LogTwoHigh = 0.693359375f;
    private const float LogTwoLow = -2.12194440e-4f;
    private const float LeastNormal = 1.17549435e-38f;

    /// <summary>e^x: 0 below -104, infinity from 88.73 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exp<T>(T x)
        where T : struct, ILanes<T>
    {
        // NaN stands second in both comparisons, which keeps it.
        x = T.Min(T.Create(89), T.Max(T.Create(-104), x));
        T power = T.Round(x * T.Create(1.44269504f)), grown = ExpMinusOneNearZero(Reduced(x, power)) + T.Create(1);

        // Two steps, since 2^128 is no float and denormal results are rounded once.
        T half = T.Round(power * T.Create(0.5f));
        return grown * T.PowerOfTwo(half) * T.PowerOfTwo(power - half);
    }

    /// <summary>e^x - 1, also near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ExpMinusOne<T>(T x)
        where T : struct, ILanes<T>
    {
        x = T.Min(T.Create(89), T.Max(T.Create(-60), x));
        T power = T.Round(x * T.Create(1.44269504f)), near = ExpMinusOneNearZero(Reduced(x, power));

        // 2^p (near + 1) - 1, by halves because of 2^128.
        T half = T.PowerOfTwo(power - T.Create(1));
        T result = T.Fma(half, near, half - T.Create(0.5f));
        return result + result;
    }

    /// <summary>The natural logarithm: -infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Log<T>(T x)
        where T : struct, ILanes<T>
    {
        T denormal = T.Less(x, T.Create(LeastNormal)), normal = T.Select(denormal, x * T.Create(1 << 23), x);
        T f = T.Split(normal, out T exponent) - T.Create(1);
        exponent -= T.Select(denormal, T.Create(23), T.Zero);
        T square = f * f, p = T.Create(0.0697161147f);
        p = T.Fma(p, f, T.Create(-0.114797338f));
        p = T.Fma(p, f, T.Create(0.116854199f));
        p = T.Fma(p, f, T.Create(-0.124256873f));
        p = T.Fma(p, f, T.Create(0.142490576f));
        p = T.Fma(p, f, T.Create(-0.166678023f));
        p = T.Fma(p, f, T.Create(0.200007157f));
        p = T.Fma(p, f, T.Create(-0.24999997f));
        p = T.Fma(p, f, T.Create(0.333333312f));
        T rest = T.Fma(exponent, T.Create(LogTwoLow), T.Fma(p * f, square, T.Create(-0.5f) * square));
        T log = T.Fma(exponent, T.Create(LogTwoHigh), f + rest);

        // Infinity, 0 and what is neither: x - x is NaN for the first and for NaN alone.
        log = T.Select(T.Less(x, T.Create(float.PositiveInfinity)), log, x);
        log = T.Select(T.Less(T.Zero, x), log, T.Create(float.NaN));
        return T.Select(T.Less(T.Abs(x), T.Create(float.Epsilon)), T.Create(float.NegativeInfinity), log);
    }

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        T square = x * x, p = T.Create(0.00229274504f);
        p = T.Fma(p, square, T.Create(-0.00834394578f));
        p = T.Fma(p, square, T.Create(0.0217689188f));
        p = T.Fma(p, square, T.Create(-0.0539592596f));
        p = T.Fma(p, square, T.Create(0.133333036f));
        p = T.Fma(p, square, T.Create(-0.333333332f));
        T near = T.Fma(p * square, x, x), magnitude = T.Abs(x);
        T far = T.Create(1) - (T.Create(2) / (Exp(magnitude + magnitude) + T.Create(1)));
        far = T.Select(T.Less(x, T.Zero), T.Zero - far, far);
        return T.Select(T.Less(magnitude, T.Create(0.625f)), near, far);
    }

    /// <summary>1 / (1 + e^-x), small values too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Sigmoid<T>(T x)
        where T : struct, ILanes<T>
    {
        T small = Exp(T.Zero - T.Abs(x)), one = T.Create(1);
        return T.Select(T.Less(x, T.Zero), small, one) / (one + small);
    }

    /// <summary>log(1 + e^x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Softplus<T>(T x)
        where T : struct, ILanes<T>
    {
        // log(1 + e) loses what 1 + e rounds away; to first order that is (e - ((1 + e) - 1)) / (1 + e).
        T small = Exp(T.Zero - T.Abs(x)), one = T.Create(1), sum = one + small;
        return T.Max(T.Zero, x) + (Log(sum) + ((small - (sum - one)) / sum));
    }

    /// <summary>The normal distribution function, and e^(-x^2/2) beside it, small values too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T NormalDistribution<T>(T x, out T bell)
        where T : struct, ILanes<T>
    {
        // What squaring rounds away matters far out.
        T square = x * x, lost = T.Fma(x, x, T.Zero - square), half = T.Create(-0.5f);
        bell = Exp(half * square);
        bell = T.Select(T.Less(bell, T.Create(LeastNormal)), bell, T.Fma(bell, half * lost, bell));

        // Phi(-|x|) e^(x^2/2) as a polynomial in s = 1 / (1 + |x| / 4).
        T s = T.Create(1) / T.Fma(T.Abs(x), T.Create(0.25f), T.Create(1)), p = T.Create(0.0160714734f);
        p = T.Fma(p, s, T.Create(-0.0602258531f));
        p = T.Fma(p, s, T.Create(0.0461199378f));
        p = T.Fma(p, s, T.Create(0.0350751534f));
        p = T.Fma(p, s, T.Create(0.00786620408f));
        p = T.Fma(p, s, T.Create(0.0888593592f));
        p = T.Fma(p, s, T.Create(0.0713885713f));
        p = T.Fma(p, s, T.Create(0.0956115754f));
        p = T.Fma(p, s, T.Create(0.0994855684f));
        p = T.Fma(p, s, T.Create(0.0997480127f));
        T lower = p * s * bell;
        return T.Select(T.Less(x, T.Zero), lower, T.Create(1) - lower);
    }

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Erf<T>(T x)
        where T : struct, ILanes<T>
    {
        T square = x * x, p = T.Create(-9.66704429e-06f);
        p = T.Fma(p, square, T.Create(0.000112659589f));
        p = T.Fma(p, square, T.Create(-0.000848408039f));
        p = T.Fma(p, square, T.Create(0.00522103181f));
        p = T.Fma(p, square, T.Create(-0.0268654307f));
        p = T.Fma(p, square, T.Create(0.112837825f));
        p = T.Fma(p, square, T.Create(-0.376126385f));
        p = T.Fma(p, square, T.Create(1.12837917f));
        T twice = T.Create(2) * NormalDistribution(x * T.Create(1.41421356f), out _);
        return T.Select(T.Less(T.Abs(x), T.Create(1)), p * x, twice - T.Create(1));
    }

    /// <summary>x - power log 2, log 2 in two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduced<T>(T x, T power)
        where T : struct, ILanes<T> =>
        T.Fma(power, T.Create(-LogTwoLow), T.Fma(power, T.Create(-LogTwoHigh), x));

    /// <summary>e^r - 1 for |r| up to log(2) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpMinusOneNearZero<T>(T r)
        where T : struct, ILanes<T>
    {
        T p = T.Create(0.000198909908f);
        p = T.Fma(p, r, T.Create(0.001393365f));
        p = T.Fma(p, r, T.Create(0.00833331093f));
        p = T.Fma(p, r, T.Create(0.0416664649f));
        p = T.Fma(p, r, T.Create(0.166666667f));
        p = T.Fma(p, r, T.Create(0.5f));
        return T.Fma(p, r * r, r);
    }
}
