using System;
using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>
/// Sums in a fixed order: blocks in single precision by lanes, blocks together in double. The same every time on a machine.
/// </summary>
public static unsafe class Reductions
{
    /// <summary>Elements summed in single precision: in 4 vectors of 16 no more than 16 a lane.</summary>
    private const int Block = 1024;

    /// <summary>The sum of all values; 0 for none.</summary>
    public static double Sum(ReadOnlySpan<float> values)
    {
        fixed (float* v = values)
        {
            return Width.Bits switch
            {
                512 => SumOf<Lanes512>(v, values.Length),
                256 => SumOf<Lanes256>(v, values.Length),
                _ => SumOf<Lanes128>(v, values.Length),
            };
        }
    }

    /// <summary>The mean; NaN of none.</summary>
    public static double Mean(ReadOnlySpan<float> values) => Sum(values) / values.Length;

    /// <summary>The sum of products.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Shapes.RequireSame(b.Length, a.Length, nameof(b));
        fixed (float* x = a, y = b)
        {
            return Width.Bits switch
            {
                512 => DotOf<Lanes512>(x, y, a.Length),
                256 => DotOf<Lanes256>(x, y, a.Length),
                _ => DotOf<Lanes128>(x, y, a.Length),
            };
        }
    }

    /// <summary>log sum e^values of each row; -infinity for a row of -infinities.</summary>
    /// <param name="values">[rows, columns].</param>
    /// <param name="results">[rows].</param>
    /// <param name="columns">At least 1.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public static void RowLogSumExp(ReadOnlySpan<float> values, Span<float> results, int columns)
    {
        RequireRows(values.Length, results.Length, columns);
        fixed (float* v = values, r = results)
        {
            ByWidth(v, null, r, results.Length, columns);
        }
    }

    /// <summary>e^values of each row over their sum, and log sum e^values of each row, which comes on the way.</summary>
    /// <param name="values">[rows, columns].</param>
    /// <param name="weights">[rows, columns]; may be the values.</param>
    /// <param name="logSums">[rows].</param>
    /// <param name="columns">At least 1.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public static void RowSoftmax(ReadOnlySpan<float> values, Span<float> weights, Span<float> logSums, int columns)
    {
        RequireRows(values.Length, logSums.Length, columns);
        Shapes.RequireSame(weights.Length, values.Length, nameof(weights));
        fixed (float* v = values, w = weights, r = logSums)
        {
            ByWidth(v, w, r, logSums.Length, columns);
        }
    }

    private static void RequireRows(int length, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        Shapes.RequireSame(length, checked(rows * columns), "values");
    }

    private static void ByWidth(float* values, float* weights, float* logSums, int rows, int columns)
    {
        switch (Width.Bits)
        {
            case 512:
                Rows<Lanes512>(values, weights, logSums, rows, columns);
                break;
            case 256:
                Rows<Lanes256>(values, weights, logSums, rows, columns);
                break;
            default:
                Rows<Lanes128>(values, weights, logSums, rows, columns);
                break;
        }
    }

    private static void Rows<TLanes>(float* values, float* weights, float* logSums, int rows, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < rows; i++, values += columns)
        {
            float greatest = Greatest<TLanes>(values, columns);

            // Without a finite maximum there is nothing to shift by: e^-inf is 0, e^inf inf, and NaN stays.
            float shift = float.IsFinite(greatest) ? greatest : 0;
            double sum = ShiftedExp<TLanes>(values, weights, columns, shift);
            logSums[i] = (float)(shift + Math.Log(sum));
            if (weights != null)
            {
                Scale<TLanes>(weights, columns, (float)(1 / sum));
                weights += columns;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Greatest<TLanes>(float* values, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        float greatest = float.NegativeInfinity;
        int i = 0;
        if (length >= TLanes.Count)
        {
            TLanes lanes = TLanes.Load(values);
            for (i = TLanes.Count; i + TLanes.Count <= length; i += TLanes.Count)
            {
                lanes = TLanes.Max(lanes, TLanes.Load(values + i));
            }

            greatest = TLanes.Greatest(lanes);
        }

        for (; i < length; i++)
        {
            greatest = float.MaxNative(greatest, values[i]);
        }

        return greatest;
    }

    /// <summary>The sum of e^(value - shift), each written where wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double ShiftedExp<TLanes>(float* values, float* results, int length, float shift)
        where TLanes : struct, ILanes<TLanes>
    {
        double sum = 0;
        float* part = stackalloc float[16];
        TLanes shifts = TLanes.Create(shift);
        for (int start = 0; start < length; start += Block)
        {
            int end = Math.Min(start + Block, length), i = start;
            TLanes lanes = TLanes.Zero;
            for (; i + TLanes.Count <= end; i += TLanes.Count)
            {
                TLanes grown = VectorFunctions.Exp(TLanes.Load(values + i) - shifts);
                lanes += grown;
                if (results != null)
                {
                    grown.Store(results + i);
                }
            }

            if (i < end)
            {
                Part.Load<TLanes>(values + i, end - i, float.NegativeInfinity, part);
                TLanes grown = VectorFunctions.Exp(TLanes.Load(part) - shifts);
                lanes += grown;
                if (results != null)
                {
                    grown.Store(part);
                    Part.Store(part, end - i, results + i);
                }
            }

            sum += TLanes.Sum(lanes);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TLanes>(float* values, int length, float factor)
        where TLanes : struct, ILanes<TLanes>
    {
        int i = 0;
        for (TLanes factors = TLanes.Create(factor); i + TLanes.Count <= length; i += TLanes.Count)
        {
            (TLanes.Load(values + i) * factors).Store(values + i);
        }

        for (; i < length; i++)
        {
            values[i] *= factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOf<TLanes>(float* values, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        int width = TLanes.Count, i = 0;
        double sum = 0;
        for (int start = 0; start < length; start += Block)
        {
            int end = Math.Min(start + Block, length);
            TLanes a = TLanes.Zero, b = a, c = a, d = a;
            for (; i + (4 * width) <= end; i += 4 * width)
            {
                a += TLanes.Load(values + i);
                b += TLanes.Load(values + i + width);
                c += TLanes.Load(values + i + (2 * width));
                d += TLanes.Load(values + i + (3 * width));
            }

            float block = TLanes.Sum((a + b) + (c + d));
            for (; i < end; i++)
            {
                block += values[i];
            }

            sum += block;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double DotOf<TLanes>(float* x, float* y, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        int width = TLanes.Count, i = 0;
        double sum = 0;
        for (int start = 0; start < length; start += Block)
        {
            int end = Math.Min(start + Block, length);
            TLanes a = TLanes.Zero, b = a, c = a, d = a;
            for (; i + (4 * width) <= end; i += 4 * width)
            {
                a = TLanes.Fma(TLanes.Load(x + i), TLanes.Load(y + i), a);
                b = TLanes.Fma(TLanes.Load(x + i + width), TLanes.Load(y + i + width), b);
                c = TLanes.Fma(TLanes.Load(x + i + (2 * width)), TLanes.Load(y + i + (2 * width)), c);
                d = TLanes.Fma(TLanes.Load(x + i + (3 * width)), TLanes.Load(y + i + (3 * width)), d);
            }

            float block = TLanes.Sum((a + b) + (c + d));
            for (; i < end; i++)
            {
                block = float.FusedMultiplyAdd(x[i], y[i], block);
            }

            sum += block;
        }

        return sum;
    }
}
