using System;
using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>Sums and products of whole rows, element by element.</summary>
public static unsafe class RowMath
{
    /// <summary>sum = a + b.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum) => Combine(a, b, sum, 1);

    /// <summary>sum += a.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void AddTo(Span<float> sum, ReadOnlySpan<float> a) => Combine(sum, a, sum, 1);

    /// <summary>sum += factor a.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static void AddScaled(Span<float> sum, float factor, ReadOnlySpan<float> a) => Combine(sum, a, sum, factor);

    /// <summary>values *= factor.</summary>
    public static void Scale(Span<float> values, float factor)
    {
        fixed (float* v = values)
        {
            switch (Width.Bits)
            {
                case 512:
                    Scale<Lanes512>(v, values.Length, factor);
                    break;
                case 256:
                    Scale<Lanes256>(v, values.Length, factor);
                    break;
                default:
                    Scale<Lanes128>(v, values.Length, factor);
                    break;
            }
        }
    }

    /// <summary>values clamped to [-most, most]; NaN stays.</summary>
    public static void Clamp(Span<float> values, float most)
    {
        foreach (ref float value in values)
        {
            value = value > most ? most : value < -most ? -most : value;
        }
    }

    /// <summary>Values below a limit become 0.</summary>
    public static void CutBelow(Span<float> values, float limit)
    {
        fixed (float* v = values)
        {
            switch (Width.Bits)
            {
                case 512:
                    CutBelow<Lanes512>(v, values.Length, limit);
                    break;
                case 256:
                    CutBelow<Lanes256>(v, values.Length, limit);
                    break;
                default:
                    CutBelow<Lanes128>(v, values.Length, limit);
                    break;
            }
        }
    }

    // sum = a + factor b.
    private static void Combine(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum, float factor)
    {
        Shapes.RequireSame(b.Length, a.Length, nameof(b));
        Shapes.RequireSame(sum.Length, a.Length, nameof(sum));
        fixed (float* x = a, y = b, s = sum)
        {
            switch (Width.Bits)
            {
                case 512:
                    Combine<Lanes512>(x, y, s, a.Length, factor);
                    break;
                case 256:
                    Combine<Lanes256>(x, y, s, a.Length, factor);
                    break;
                default:
                    Combine<Lanes128>(x, y, s, a.Length, factor);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine<TLanes>(float* a, float* b, float* sum, int length, float factor)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes factors = TLanes.Create(factor);
        int i = 0;
        for (; i + TLanes.Count <= length; i += TLanes.Count)
        {
            TLanes.Fma(factors, TLanes.Load(b + i), TLanes.Load(a + i)).Store(sum + i);
        }

        for (; i < length; i++)
        {
            sum[i] = float.FusedMultiplyAdd(factor, b[i], a[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TLanes>(float* values, int length, float factor)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes factors = TLanes.Create(factor);
        int i = 0;
        for (; i + TLanes.Count <= length; i += TLanes.Count)
        {
            (factors * TLanes.Load(values + i)).Store(values + i);
        }

        for (; i < length; i++)
        {
            values[i] *= factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CutBelow<TLanes>(float* values, int length, float limit)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes limits = TLanes.Create(limit);
        int i = 0;
        for (; i + TLanes.Count <= length; i += TLanes.Count)
        {
            TLanes value = TLanes.Load(values + i);
            TLanes.Select(TLanes.Less(value, limits), TLanes.Zero, value).Store(values + i);
        }

        for (; i < length; i++)
        {
            values[i] = values[i] < limit ? 0 : values[i];
        }
    }
}
