using System;
using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>
/// Elementary functions over spans; source and destination may be the same, not overlap otherwise. A result is the same
/// whatever its place and the vector width.
/// </summary>
public static class VectorMath
{
    /// <summary>e^x. Relative error below 2 units in the last place.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Exp(ReadOnlySpan<float> x, Span<float> result) => Map.Run<ExpMap>(x, result);

    /// <summary>log x: -infinity at 0, NaN below.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Log(ReadOnlySpan<float> x, Span<float> result) => Map.Run<LogMap>(x, result);

    /// <summary>The hyperbolic tangent.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> result) => Map.Run<TanhMap>(x, result);

    /// <summary>1 / (1 + e^-x).</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> result) => Map.Run<SigmoidMap>(x, result);

    /// <summary>log(1 + e^x).</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> result) => Map.Run<SoftplusMap>(x, result);

    /// <summary>The error function.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Erf(ReadOnlySpan<float> x, Span<float> result) => Map.Run<ErfMap>(x, result);

    /// <summary>The distribution function of the standard normal.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void NormalDistribution(ReadOnlySpan<float> x, Span<float> result) => Map.Run<NormalMap>(x, result);

    private readonly struct ExpMap : IMap
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorFunctions.Exp(x);
    }

    private readonly struct LogMap : IMap
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorFunctions.Log(x);
    }

    private readonly struct TanhMap : IMap
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorFunctions.Tanh(x);
    }

    private readonly struct SigmoidMap : IMap
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorFunctions.Sigmoid(x);
    }

    private readonly struct SoftplusMap : IMap
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorFunctions.Softplus(x);
    }

    private readonly struct ErfMap : IMap
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorFunctions.Erf(x);
    }

    private readonly struct NormalMap : IMap
    {
        public static T Of<T>(T x)
            where T : struct, ILanes<T> => VectorFunctions.NormalDistribution(x, out _);
    }
}

/// <summary>A function of each element.</summary>
internal interface IMap
{
    static abstract T Of<T>(T x)
        where T : struct, ILanes<T>;
}

/// <summary>Runs a function over spans.</summary>
internal static unsafe class Map
{
    internal static void Run<TMap>(ReadOnlySpan<float> x, Span<float> result)
        where TMap : struct, IMap
    {
        Shapes.RequireSame(result.Length, x.Length, nameof(result));
        fixed (float* from = x, to = result)
        {
            switch (Width.Bits)
            {
                case 512:
                    Run<TMap, Lanes512>(from, to, x.Length);
                    break;
                case 256:
                    Run<TMap, Lanes256>(from, to, x.Length);
                    break;
                default:
                    Run<TMap, Lanes128>(from, to, x.Length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TMap, TLanes>(float* from, float* to, int length)
        where TMap : struct, IMap
        where TLanes : struct, ILanes<TLanes>
    {
        int i = 0;
        for (; i + TLanes.Count <= length; i += TLanes.Count)
        {
            TMap.Of(TLanes.Load(from + i)).Store(to + i);
        }

        if (i < length)
        {
            float* part = stackalloc float[16];
            Part.Load<TLanes>(from + i, length - i, 0, part);
            TMap.Of(TLanes.Load(part)).Store(part);
            Part.Store(part, length - i, to + i);
        }
    }
}

/// <summary>The last elements, too few for a vector, by way of memory that has room for one.</summary>
internal static unsafe class Part
{
    /// <summary>Copies some elements and fills a vector up.</summary>
    internal static void Load<TLanes>(float* from, int count, float filling, float* part)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < TLanes.Count; i++)
        {
            part[i] = i < count ? from[i] : filling;
        }
    }

    /// <summary>Copies some elements.</summary>
    internal static void Store(float* part, int count, float* to)
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = part[i];
        }
    }
}
