using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiDsl;

/// <summary>
/// Points in blocks of 32, compared with a query all at once. The comparison is in single precision, which settles nearly
/// every pair; those too close to the radius for it are measured again in double precision, so that the answer is that of
/// double precision.
/// </summary>
/// <remarks>
/// With u = 2^-24, coordinates a and b are rounded to within u|a| and u|b|, where |b| is at most |a| + |a - b|, and their
/// difference is rounded once more: the distance is off by at most 4u (A + distance), A being the query's greatest
/// magnitude. Twice that is allowed for. Only the query's magnitude matters: an outlier costs nothing to the others.
/// </remarks>
internal sealed class PointBlocks
{
    /// <summary>Points in a block: 40 coordinates of them are 5 KB.</summary>
    internal const int Size = 32;

    /// <summary>Coordinates between two looks at whether a block can be given up.</summary>
    private const int Stride = 8;

    /// <summary>Error of a distance in single precision, over the distance plus the query's magnitude.</summary>
    private const double Relative = 1.0 / (1 << 21);

    /// <summary>Where numbers of single precision are denormal, errors are no longer relative.</summary>
    private const double Absolute = 1e-37;

    /// <summary>Magnitudes from which single precision might overflow: there it settles nothing.</summary>
    private const double Greatest = 1e37;

    private readonly int dim;
    private readonly int points;

    // [block][coordinate][point]; all three are filled up with infinity to whole blocks.
    private readonly float[] rounded;

    // [position][coordinate].
    private readonly float[] roundedRows;
    private readonly double[] rows;
    private readonly double[] magnitudes;

    /// <summary>Blocks.</summary>
    /// <param name="columns">Coordinates, each as long as there are points.</param>
    /// <param name="order">The point at each position; kept.</param>
    internal PointBlocks(double[][] columns, int[] order)
    {
        dim = columns.Length;
        points = order.Length;
        Order = order;
        Count = (points + Size - 1) / Size;
        rounded = new float[Count * Size * dim];
        roundedRows = new float[Count * Size * dim];
        rows = new double[Count * Size * dim];
        magnitudes = new double[points];
        Array.Fill(rounded, float.PositiveInfinity, (Count - 1) * Size * dim, Size * dim);
        Array.Fill(roundedRows, float.PositiveInfinity, points * dim, roundedRows.Length - (points * dim));
        Array.Fill(rows, double.PositiveInfinity, points * dim, rows.Length - (points * dim));
        for (int position = 0; position < points; position++)
        {
            int block = position / Size, lane = position % Size;
            for (int c = 0; c < dim; c++)
            {
                double value = columns[c][order[position]];
                rows[(position * dim) + c] = value;
                roundedRows[(position * dim) + c] = (float)value;
                rounded[(((block * dim) + c) * Size) + lane] = (float)value;
                magnitudes[position] = Math.Max(magnitudes[position], Math.Abs(value));
            }
        }
    }

    /// <summary>The point at each position.</summary>
    internal int[] Order { get; }

    /// <summary>Blocks, the last perhaps not full.</summary>
    internal int Count { get; }

    /// <summary>Blocks of points as they are numbered.</summary>
    internal static PointBlocks InGivenOrder(double[][] columns)
    {
        int[] order = new int[columns[0].Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        return new PointBlocks(columns, order);
    }

    /// <summary>Positions of a block, the end excluded.</summary>
    internal (int Start, int End) Positions(int block) => (block * Size, Math.Min((block + 1) * Size, points));

    /// <summary>Coordinates at a position.</summary>
    internal ReadOnlySpan<double> Row(int position) => rows.AsSpan(position * dim, dim);

    /// <summary>Takes those of a block's points, without the query itself, that are nearer than the farthest neighbour so far.</summary>
    /// <param name="block">A block.</param>
    /// <param name="query">Position of the query.</param>
    /// <param name="distances">The least distances so far, ascending.</param>
    /// <param name="neighbours">Their points.</param>
    internal void Nearest(int block, int query, Span<double> distances, Span<int> neighbours)
    {
        (float sureBelow, float sureFrom) = Bounds(query, distances[^1]);
        uint possible = Compare(block, query, sureBelow, sureFrom, out uint sure);
        for (possible |= sure; possible != 0; possible &= possible - 1)
        {
            int position = (block * Size) + BitOperations.TrailingZeroCount(possible);
            double distance = Distance(query, position);
            if (position != query && distance < distances[^1])
            {
                Insert(distances, neighbours, distance, Order[position]);
            }
        }
    }

    /// <summary>How many of a block's points lie nearer to the query than a radius, itself included.</summary>
    internal int CountWithin(int block, int query, double radius)
    {
        (float sureBelow, float sureFrom) = Bounds(query, radius);
        uint possible = Compare(block, query, sureBelow, sureFrom, out uint sure);
        int within = BitOperations.PopCount(sure);
        for (possible &= ~sure; possible != 0; possible &= possible - 1)
        {
            within += Distance(query, (block * Size) + BitOperations.TrailingZeroCount(possible)) < radius ? 1 : 0;
        }

        return within;
    }

    private static void Insert(Span<double> distances, Span<int> neighbours, double distance, int point)
    {
        int at = distances.Length - 1;
        for (; at > 0 && distances[at - 1] > distance; at--)
        {
            distances[at] = distances[at - 1];
            neighbours[at] = neighbours[at - 1];
        }

        distances[at] = distance;
        neighbours[at] = point;
    }

    /// <summary>Distances in single precision below the first are surely below the limit; from the second on surely not.</summary>
    private (float SureBelow, float SureFrom) Bounds(int query, double limit)
    {
        double magnitude = magnitudes[query], slack = ((limit + magnitude) * Relative) + Absolute;

        // No distance is below minus infinity, nor comes from NaN on.
        return limit < Greatest && magnitude < Greatest
            ? ((float)(limit - slack), (float)(limit + slack))
            : (float.NegativeInfinity, float.NaN);
    }

    private double Distance(int query, int other)
    {
        ReadOnlySpan<double> a = Row(query), b = Row(other);
        double distance = 0;
        for (int c = 0; c < a.Length; c++)
        {
            distance = double.MaxNative(distance, Math.Abs(a[c] - b[c]));
        }

        return distance;
    }

    /// <summary>Which points of a block are surely, and which possibly, nearer than a limit: a bit each.</summary>
    private uint Compare(int block, int query, float sureBelow, float sureFrom, out uint sure)
    {
        ref float p = ref rounded[block * Size * dim];
        ref float q = ref roundedRows[query * dim];
        return Vector512.IsHardwareAccelerated
            ? Compare512(ref p, ref q, dim, sureBelow, sureFrom, out sure)
            : Compare256(ref p, ref q, dim, sureBelow, sureFrom, out sure);
    }

    // MaxNative may lose a NaN, which only arises from infinities: then sureFrom is NaN and excludes nothing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Compare512(ref float p, ref float q, int dim, float sureBelow, float sureFrom, out uint sure)
    {
        Vector512<float> a = Vector512<float>.Zero, b = a, from = Vector512.Create(sureFrom);
        sure = 0;
        uint possible = 0;
        for (int c = 0; c < dim;)
        {
            for (int stop = Math.Min(c + Stride, dim); c < stop; c++, p = ref Unsafe.Add(ref p, Size))
            {
                Vector512<float> own = Vector512.Create(Unsafe.Add(ref q, c));
                a = Vector512.MaxNative(a, Vector512.Abs(Vector512.LoadUnsafe(ref p) - own));
                b = Vector512.MaxNative(b, Vector512.Abs(Vector512.LoadUnsafe(ref p, 16) - own));
            }

            possible = ~((uint)Vector512.GreaterThanOrEqual(a, from).ExtractMostSignificantBits()
                | ((uint)Vector512.GreaterThanOrEqual(b, from).ExtractMostSignificantBits() << 16));
            if (possible == 0)
            {
                return 0;
            }
        }

        Vector512<float> below = Vector512.Create(sureBelow);
        sure = (uint)Vector512.LessThan(a, below).ExtractMostSignificantBits()
            | ((uint)Vector512.LessThan(b, below).ExtractMostSignificantBits() << 16);
        return possible;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Compare256(ref float p, ref float q, int dim, float sureBelow, float sureFrom, out uint sure)
    {
        Vector256<float> a = Vector256<float>.Zero, b = a, c = a, d = a, from = Vector256.Create(sureFrom);
        sure = 0;
        uint possible = 0;
        for (int i = 0; i < dim;)
        {
            for (int stop = Math.Min(i + Stride, dim); i < stop; i++, p = ref Unsafe.Add(ref p, Size))
            {
                Vector256<float> own = Vector256.Create(Unsafe.Add(ref q, i));
                a = Vector256.MaxNative(a, Vector256.Abs(Vector256.LoadUnsafe(ref p) - own));
                b = Vector256.MaxNative(b, Vector256.Abs(Vector256.LoadUnsafe(ref p, 8) - own));
                c = Vector256.MaxNative(c, Vector256.Abs(Vector256.LoadUnsafe(ref p, 16) - own));
                d = Vector256.MaxNative(d, Vector256.Abs(Vector256.LoadUnsafe(ref p, 24) - own));
            }

            possible = ~(Vector256.GreaterThanOrEqual(a, from).ExtractMostSignificantBits()
                | (Vector256.GreaterThanOrEqual(b, from).ExtractMostSignificantBits() << 8)
                | (Vector256.GreaterThanOrEqual(c, from).ExtractMostSignificantBits() << 16)
                | (Vector256.GreaterThanOrEqual(d, from).ExtractMostSignificantBits() << 24));
            if (possible == 0)
            {
                return 0;
            }
        }

        Vector256<float> below = Vector256.Create(sureBelow);
        sure = Vector256.LessThan(a, below).ExtractMostSignificantBits()
            | (Vector256.LessThan(b, below).ExtractMostSignificantBits() << 8)
            | (Vector256.LessThan(c, below).ExtractMostSignificantBits() << 16)
            | (Vector256.LessThan(d, below).ExtractMostSignificantBits() << 24);
        return possible;
    }
}
