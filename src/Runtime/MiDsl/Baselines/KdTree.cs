using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiDsl;

/// <summary>
/// A tree of boxes around points, halved along the widest side until a leaf holds one block (Friedman, Bentley and Finkel
/// 1977). Distances to a box are rounded like those to points, and rounding keeps order, so that a box left out, or counted
/// whole, holds no point that double precision would treat otherwise.
/// </summary>
internal sealed class KdTree
{
    private readonly int dim;

    // [node][coordinate][least, minus the greatest]. A node's left half follows it; the right half follows that.
    private readonly double[] boxes;

    // [position][coordinate][value, minus the value]: a difference with a box is one subtraction a coordinate.
    private readonly double[] queries;

    /// <summary>A tree.</summary>
    /// <param name="columns">Coordinates, each as long as there are points.</param>
    internal KdTree(double[][] columns)
    {
        dim = columns.Length;
        int points = columns[0].Length, leaves = (points + PointBlocks.Size - 1) / PointBlocks.Size;
        boxes = new double[((2 * leaves) - 1) * dim * 2];
        int[] order = new int[points];
        for (int i = 0; i < points; i++)
        {
            order[i] = i;
        }

        Split(columns, order, new double[points], 0, 0, leaves);
        Blocks = new PointBlocks(columns, order);
        queries = new double[points * dim * 2];
        for (int position = 0; position < points; position++)
        {
            for (int c = 0; c < dim; c++)
            {
                double value = columns[c][order[position]];
                (queries[((position * dim) + c) * 2], queries[(((position * dim) + c) * 2) + 1]) = (value, -value);
            }
        }
    }

    /// <summary>The leaves, from left to right.</summary>
    internal PointBlocks Blocks { get; }

    /// <summary>Finds the neighbours of a block's points.</summary>
    /// <returns>How many leaves were looked through.</returns>
    internal int NearestOfBlock(int block, int k, double[] distances, int[] neighbours)
    {
        (int start, int end) = Blocks.Positions(block);
        int visited = 0;
        for (int query = start; query < end; query++)
        {
            int at = Blocks.Order[query] * k;
            Span<double> least = distances.AsSpan(at, k);
            Span<int> nearest = neighbours.AsSpan(at, k);

            // The own leaf first: it mostly holds near points, and most boxes are then too far.
            Blocks.Nearest(block, query, least, nearest);
            visited += 1 + Descend(0, 0, Blocks.Count, query, least, nearest);
        }

        return visited;
    }

    /// <summary>Counts the points within a radius of each of a block's points, itself included.</summary>
    internal void CountOfBlock(int block, double[] radii, int[] counts)
    {
        (int start, int end) = Blocks.Positions(block);
        for (int query = start; query < end; query++)
        {
            int point = Blocks.Order[query];
            counts[point] = Count(0, 0, Blocks.Count, query, radii[point]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Descend(int node, int firstLeaf, int leaves, int query, Span<double> least, Span<int> nearest)
    {
        int visited = 0;
        while (leaves > 1)
        {
            int half = leaves / 2, left = node + 1, right = node + (2 * half);
            double toLeft = Distances(left, query).Nearest, toRight = Distances(right, query).Nearest;
            double limit = least[^1];
            if (toLeft <= toRight)
            {
                if (!(toLeft < limit))
                {
                    return visited;
                }

                visited += Descend(left, firstLeaf, half, query, least, nearest);
                if (!(toRight < least[^1]))
                {
                    return visited;
                }

                (node, firstLeaf, leaves) = (right, firstLeaf + half, leaves - half);
            }
            else
            {
                if (!(toRight < limit))
                {
                    return visited;
                }

                visited += Descend(right, firstLeaf + half, leaves - half, query, least, nearest);
                if (!(toLeft < least[^1]))
                {
                    return visited;
                }

                (node, leaves) = (left, half);
            }
        }

        if (firstLeaf != query / PointBlocks.Size)
        {
            Blocks.Nearest(firstLeaf, query, least, nearest);
            visited++;
        }

        return visited;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Count(int node, int firstLeaf, int leaves, int query, double radius)
    {
        int within = 0;
        while (true)
        {
            (double nearest, double farthest) = Distances(node, query);
            if (!(nearest < radius))
            {
                return within;
            }

            if (farthest < radius)
            {
                return within + Blocks.Positions(firstLeaf + leaves - 1).End - Blocks.Positions(firstLeaf).Start;
            }

            if (leaves == 1)
            {
                return within + Blocks.CountWithin(firstLeaf, query, radius);
            }

            int half = leaves / 2;
            within += Count(node + 1, firstLeaf, half, query, radius);
            (node, firstLeaf, leaves) = (node + (2 * half), firstLeaf + half, leaves - half);
        }
    }

    /// <summary>Distances to the nearest and to the farthest point of a node's box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (double Nearest, double Farthest) Distances(int node, int query)
    {
        ref double box = ref boxes[node * dim * 2];
        ref double own = ref queries[query * dim * 2];
        Vector128<double> nearest = Vector128<double>.Zero, farthest = nearest;
        for (nuint c = 0; c < (nuint)dim * 2; c += 2)
        {
            Vector128<double> outside = Vector128.LoadUnsafe(ref box, c) - Vector128.LoadUnsafe(ref own, c);
            nearest = Vector128.MaxNative(nearest, outside);
            farthest = Vector128.MaxNative(farthest, Vector128.Abs(outside));
        }

        return (double.MaxNative(nearest[0], nearest[1]), double.MaxNative(farthest[0], farthest[1]));
    }

    /// <summary>Sorts the points of a node into its halves, and sets its box and theirs.</summary>
    private void Split(double[][] columns, int[] order, double[] keys, int node, int firstLeaf, int leaves)
    {
        int start = firstLeaf * PointBlocks.Size, end = Math.Min((firstLeaf + leaves) * PointBlocks.Size, order.Length);
        Span<int> points = order.AsSpan(start, end - start);
        int widest = 0;
        double width = -1;
        for (int c = 0; c < dim; c++)
        {
            double[] column = columns[c];
            double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
            foreach (int point in points)
            {
                least = double.MinNative(least, column[point]);
                greatest = double.MaxNative(greatest, column[point]);
            }

            int at = ((node * dim) + c) * 2;
            (boxes[at], boxes[at + 1]) = (least, -greatest);
            if (greatest - least > width)
            {
                (widest, width) = (c, greatest - least);
            }
        }

        if (leaves == 1)
        {
            return;
        }

        Span<double> values = keys.AsSpan(start, end - start);
        for (int i = 0; i < points.Length; i++)
        {
            values[i] = columns[widest][points[i]];
        }

        int half = leaves / 2;
        Halve(values, points, half * PointBlocks.Size);
        Split(columns, order, keys, node + 1, firstLeaf, half);
        Split(columns, order, keys, node + (2 * half), firstLeaf + half, leaves - half);
    }

    /// <summary>Moves the least <paramref name="first"/> keys to the front, points with them (Hoare's selection).</summary>
    private static void Halve(Span<double> keys, Span<int> points, int first)
    {
        const int Few = 32;
        int low = 0, high = keys.Length - 1;
        for (int rounds = 2 * BitOperations.Log2((uint)keys.Length); low < high; rounds--)
        {
            if (rounds == 0 || high - low < Few)
            {
                // Also where the pivots were poor again and again: never worse than sorting.
                keys[low..(high + 1)].Sort(points[low..(high + 1)]);
                return;
            }

            double a = keys[low], b = keys[(low + high) / 2], c = keys[high];
            double pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            int i = low, j = high;
            while (i <= j)
            {
                while (keys[i] < pivot)
                {
                    i++;
                }

                while (keys[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (keys[i], keys[j]) = (keys[j], keys[i]);
                    (points[i], points[j]) = (points[j], points[i]);
                    i++;
                    j--;
                }
            }

            (low, high) = first <= j ? (low, j) : first >= i ? (i, high) : (0, 0);
        }
    }
}
