using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>A row times a matrix, where a copy of the matrix would cost more than the product.</summary>
internal static unsafe class GemmThin
{
    /// <summary>result[j] = sum_t row[t] matrix[t, j], or added to what is there.</summary>
    /// <param name="row">[terms].</param>
    /// <param name="matrix">[terms, columns], or [columns, terms] if transposed.</param>
    /// <param name="transposed">Which of the two.</param>
    /// <param name="columns">Length of the result.</param>
    /// <param name="terms">Length of the sums.</param>
    /// <param name="result">[columns].</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    internal static void RowTimes<TLanes>(float* row, float* matrix, bool transposed, int columns, int terms, float* result, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        if (transposed)
        {
            Dots<TLanes>(row, matrix, columns, terms, result, accumulate);
        }
        else
        {
            Rows<TLanes>(row, matrix, columns, terms, result, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<TLanes>(float* row, float* matrix, int columns, int terms, float* result, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        int width = TLanes.Count, whole = terms / width * width, j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            float* m0 = matrix + ((nint)j * terms), m1 = m0 + terms, m2 = m1 + terms, m3 = m2 + terms;
            TLanes s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (int t = 0; t < whole; t += width)
            {
                TLanes own = TLanes.Load(row + t);
                s0 = TLanes.Fma(own, TLanes.Load(m0 + t), s0);
                s1 = TLanes.Fma(own, TLanes.Load(m1 + t), s1);
                s2 = TLanes.Fma(own, TLanes.Load(m2 + t), s2);
                s3 = TLanes.Fma(own, TLanes.Load(m3 + t), s3);
            }

            float d0 = TLanes.Sum(s0), d1 = TLanes.Sum(s1), d2 = TLanes.Sum(s2), d3 = TLanes.Sum(s3);
            for (int t = whole; t < terms; t++)
            {
                d0 = float.FusedMultiplyAdd(row[t], m0[t], d0);
                d1 = float.FusedMultiplyAdd(row[t], m1[t], d1);
                d2 = float.FusedMultiplyAdd(row[t], m2[t], d2);
                d3 = float.FusedMultiplyAdd(row[t], m3[t], d3);
            }

            float* to = result + j;
            (to[0], to[1], to[2], to[3]) = accumulate
                ? (to[0] + d0, to[1] + d1, to[2] + d2, to[3] + d3)
                : (d0, d1, d2, d3);
        }

        for (; j < columns; j++)
        {
            float* own = matrix + ((nint)j * terms);
            TLanes sum = TLanes.Zero;
            for (int t = 0; t < whole; t += width)
            {
                sum = TLanes.Fma(TLanes.Load(row + t), TLanes.Load(own + t), sum);
            }

            float dot = TLanes.Sum(sum);
            for (int t = whole; t < terms; t++)
            {
                dot = float.FusedMultiplyAdd(row[t], own[t], dot);
            }

            result[j] = accumulate ? result[j] + dot : dot;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TLanes>(float* row, float* matrix, int columns, int terms, float* result, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        int width = TLanes.Count, j = 0;
        for (; j + (4 * width) <= columns; j += 4 * width)
        {
            TLanes s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
            float* from = matrix + j;
            for (int t = 0; t < terms; t++, from += columns)
            {
                TLanes own = TLanes.Create(row[t]);
                s0 = TLanes.Fma(own, TLanes.Load(from), s0);
                s1 = TLanes.Fma(own, TLanes.Load(from + width), s1);
                s2 = TLanes.Fma(own, TLanes.Load(from + (2 * width)), s2);
                s3 = TLanes.Fma(own, TLanes.Load(from + (3 * width)), s3);
            }

            float* to = result + j;
            (accumulate ? s0 + TLanes.Load(to) : s0).Store(to);
            (accumulate ? s1 + TLanes.Load(to + width) : s1).Store(to + width);
            (accumulate ? s2 + TLanes.Load(to + (2 * width)) : s2).Store(to + (2 * width));
            (accumulate ? s3 + TLanes.Load(to + (3 * width)) : s3).Store(to + (3 * width));
        }

        for (; j + width <= columns; j += width)
        {
            TLanes sum = TLanes.Zero;
            float* from = matrix + j;
            for (int t = 0; t < terms; t++, from += columns)
            {
                sum = TLanes.Fma(TLanes.Create(row[t]), TLanes.Load(from), sum);
            }

            (accumulate ? sum + TLanes.Load(result + j) : sum).Store(result + j);
        }

        for (; j < columns; j++)
        {
            float sum = 0;
            float* from = matrix + j;
            for (int t = 0; t < terms; t++, from += columns)
            {
                sum = float.FusedMultiplyAdd(row[t], *from, sum);
            }

            result[j] = accumulate ? result[j] + sum : sum;
        }
    }
}
