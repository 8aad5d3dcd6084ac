using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Threading.Tasks;

namespace MiDsl;

/// <summary>
/// Points under the maximum norm, for exact nearest neighbours and counts within a radius. Sorted along the first
/// coordinate, which bounds the distance from below: in one or two dimensions few points are looked at. In many it is
/// brute force, but over blocks that stay in the first cache, four lanes at a time, and given up as soon as all lanes are too
/// far. Blocks of queries run in parallel and share nothing: the thread count does not change the result.
/// </summary>
internal sealed class PointCloud
{
    /// <summary>Points in a block: 40 coordinates of them are 20 KB.</summary>
    private const int Block = 64;

    /// <summary>Points whose distances are computed together.</summary>
    private const int Strip = 16;

    /// <summary>Coordinates between two looks at whether a strip can be given up.</summary>
    private const int Stride = 4;

    private readonly int dim;
    private readonly int count;
    private readonly int blocks;

    // [block][coordinate][point], the last block filled up with infinity.
    private readonly double[] coordinates;
    private readonly double[] first;
    private readonly int[] order;

    /// <summary>A cloud.</summary>
    /// <param name="columns">Coordinates, each as long as there are points.</param>
    internal PointCloud(double[][] columns)
    {
        dim = columns.Length;
        count = columns[0].Length;
        blocks = (count + Block - 1) / Block;
        order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        first = [.. columns[0]];
        Array.Sort(first, order);
        coordinates = new double[blocks * dim * Block];
        Array.Fill(coordinates, double.PositiveInfinity);
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < dim; c++)
            {
                coordinates[Address(i, c)] = columns[c][order[i]];
            }
        }
    }

    /// <summary>The k nearest other points of each point, nearest first.</summary>
    /// <param name="k">Neighbours, below the number of points.</param>
    /// <param name="distances">Receives [n, k].</param>
    /// <param name="neighbours">Receives [n, k], point numbers.</param>
    internal void Nearest(int k, double[] distances, int[] neighbours)
    {
        Array.Fill(distances, double.PositiveInfinity);
        Parallel.For(0, blocks, block => NearestOfBlock(block, k, distances, neighbours));
    }

    /// <summary>How many other points lie at a distance below each point's own radius.</summary>
    /// <param name="radii">A radius a point.</param>
    /// <param name="counts">Receives a count a point.</param>
    internal void CountWithin(double[] radii, int[] counts) =>
        Parallel.For(0, blocks, block => CountOfBlock(block, radii, counts));

    private int Address(int sorted, int coordinate) => ((sorted / Block * dim) + coordinate) * Block + (sorted % Block);

    private void NearestOfBlock(int own, int k, double[] distances, int[] neighbours)
    {
        int start = own * Block, end = Math.Min(start + Block, count);
        Span<double> query = new double[dim];
        Span<double> strip = stackalloc double[Strip];

        // Outwards from the own block, while any query can still find something on that side.
        for (int step = 0, alive = 3; alive != 0; step++)
        {
            for (int side = 0; side < 2; side++)
            {
                int block = side == 0 ? own - step : own + step;
                if ((alive & (1 << side)) == 0 || (step == 0 && side == 1))
                {
                    continue;
                }

                if (block < 0 || block >= blocks)
                {
                    alive &= ~(1 << side);
                    continue;
                }

                double edge = side == 0 ? first[Math.Min((block + 1) * Block, count) - 1] : first[block * Block];
                bool any = step == 0;
                for (int q = start; q < end; q++)
                {
                    int point = order[q];
                    Span<double> best = distances.AsSpan(point * k, k);
                    if (step > 0 && !(Math.Abs(edge - first[q]) < best[k - 1]))
                    {
                        continue;
                    }

                    any = true;
                    Load(q, query);
                    NearestInBlock(block, q, query, strip, best, neighbours.AsSpan(point * k, k));
                }

                if (!any)
                {
                    alive &= ~(1 << side);
                }
            }
        }
    }

    private void NearestInBlock(
        int block, int self, ReadOnlySpan<double> query, Span<double> strip, Span<double> best, Span<int> neighbours)
    {
        for (int offset = 0; offset < Block; offset += Strip)
        {
            uint near = Near(ref coordinates[(block * dim * Block) + offset], query, best[^1], strip);
            while (near != 0)
            {
                int lane = BitOperations.TrailingZeroCount(near), sorted = block * Block + offset + lane;
                near &= near - 1;
                if (sorted != self && strip[lane] < best[^1])
                {
                    Insert(best, neighbours, strip[lane], order[sorted]);
                }
            }
        }
    }

    private static void Insert(Span<double> best, Span<int> neighbours, double distance, int point)
    {
        int at = best.Length - 1;
        for (; at > 0 && best[at - 1] > distance; at--)
        {
            best[at] = best[at - 1];
            neighbours[at] = neighbours[at - 1];
        }

        best[at] = distance;
        neighbours[at] = point;
    }

    private void CountOfBlock(int own, double[] radii, int[] counts)
    {
        Span<double> query = new double[dim];
        Span<double> strip = stackalloc double[Strip];
        int start = own * Block, end = Math.Min(start + Block, count);
        Span<int> lows = stackalloc int[Block], highs = stackalloc int[Block];
        int lowest = blocks, highest = -1;
        for (int q = start; q < end; q++)
        {
            double radius = radii[order[q]];
            int low = Edge(q, radius, -1), high = Edge(q, radius, 1);

            // In one dimension all between the edges count, without the point itself.
            counts[order[q]] = dim == 1 ? Math.Max(high - low, 0) : 0;
            (lows[q - start], highs[q - start]) = (low / Block, high / Block);
            (lowest, highest) = (Math.Min(lowest, low / Block), Math.Max(highest, high / Block));
        }

        if (dim == 1)
        {
            return;
        }

        for (int block = lowest; block <= highest; block++)
        {
            for (int q = start; q < end; q++)
            {
                if (block < lows[q - start] || block > highs[q - start])
                {
                    continue;
                }

                Load(q, query);
                int within = 0;
                for (int offset = 0; offset < Block; offset += Strip)
                {
                    within += BitOperations.PopCount(
                        Near(ref coordinates[(block * dim * Block) + offset], query, radii[order[q]], strip));
                }

                counts[order[q]] += within;
            }
        }

        for (int q = start; q < end; q++)
        {
            // Less the point itself, which a radius of 0 does not hold.
            counts[order[q]] -= radii[order[q]] > 0 ? 1 : 0;
        }
    }

    /// <summary>The last sorted point in a direction whose first coordinate alone keeps it within the radius.</summary>
    private int Edge(int q, double radius, int direction)
    {
        int inside = q, outside = direction < 0 ? -1 : count;
        while (Math.Abs(outside - inside) > 1)
        {
            int middle = (inside + outside) / 2;
            (inside, outside) = Math.Abs(first[middle] - first[q]) < radius ? (middle, outside) : (inside, middle);
        }

        return inside;
    }

    private void Load(int sorted, Span<double> query)
    {
        for (int c = 0; c < query.Length; c++)
        {
            query[c] = coordinates[Address(sorted, c)];
        }
    }

    /// <summary>Which of sixteen points lie nearer than a limit: a bit each, their distances in the strip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Near(ref double points, ReadOnlySpan<double> query, double limit, Span<double> strip)
    {
        Vector256<double> a = Vector256<double>.Zero, b = a, c = a, d = a, limits = Vector256.Create(limit);
        ref double p = ref points;
        for (int i = 0; i < query.Length;)
        {
            int stop = Math.Min(i + Stride, query.Length);
            for (; i < stop; i++, p = ref Unsafe.Add(ref p, Block))
            {
                Vector256<double> q = Vector256.Create(query[i]);
                a = Vector256.Max(a, Vector256.Abs(Vector256.LoadUnsafe(ref p) - q));
                b = Vector256.Max(b, Vector256.Abs(Vector256.LoadUnsafe(ref p, 4) - q));
                c = Vector256.Max(c, Vector256.Abs(Vector256.LoadUnsafe(ref p, 8) - q));
                d = Vector256.Max(d, Vector256.Abs(Vector256.LoadUnsafe(ref p, 12) - q));
            }

            if (!Vector256.LessThanAny(Vector256.Min(Vector256.Min(a, b), Vector256.Min(c, d)), limits))
            {
                return 0;
            }
        }

        ref double s = ref strip[0];
        a.StoreUnsafe(ref s);
        b.StoreUnsafe(ref s, 4);
        c.StoreUnsafe(ref s, 8);
        d.StoreUnsafe(ref s, 12);
        return Vector256.LessThan(a, limits).ExtractMostSignificantBits()
            | Vector256.LessThan(b, limits).ExtractMostSignificantBits() << 4
            | Vector256.LessThan(c, limits).ExtractMostSignificantBits() << 8
            | Vector256.LessThan(d, limits).ExtractMostSignificantBits() << 12;
    }
}
