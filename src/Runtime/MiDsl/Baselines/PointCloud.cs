using System;
using System.Threading.Tasks;

namespace MiDsl;

/// <summary>
/// Points under the maximum norm, for exact nearest neighbours and counts within a radius. Counts on a line are by
/// bisection; in few dimensions a tree is descended; in many, where its boxes exclude nothing, all blocks are looked
/// through. Distances are those of double precision whichever way was taken. Queries run in parallel and share nothing:
/// the thread count does not change the result.
/// </summary>
internal sealed class PointCloud
{
    /// <summary>
    /// Dimensions up to which the tree was never slower than looking through all blocks, for normal points: at 10 the
    /// counts of 10,000 took as long either way, neighbours 0.8 times, and at 100,000 half and a fifth.
    /// </summary>
    private const int TreeDimensions = 10;

    private readonly double[][] columns;
    private readonly int count;
    private readonly bool inTree;
    private KdTree? tree;
    private PointBlocks? blocks;

    /// <summary>A cloud.</summary>
    /// <param name="columns">Coordinates, each as long as there are points.</param>
    internal PointCloud(double[][] columns)
        : this(columns, columns.Length <= TreeDimensions)
    {
    }

    /// <summary>A cloud whose way of search is chosen by the caller, for tests.</summary>
    internal PointCloud(double[][] columns, bool inTree)
    {
        this.columns = columns;
        this.inTree = inTree;
        count = columns[0].Length;
    }

    /// <summary>The k nearest other points of each point, nearest first. Which of equally far points are taken is open.</summary>
    /// <param name="k">Neighbours, below the number of points.</param>
    /// <param name="distances">Receives [n, k].</param>
    /// <param name="neighbours">Receives [n, k], point numbers.</param>
    internal void Nearest(int k, double[] distances, int[] neighbours)
    {
        Array.Fill(distances, double.PositiveInfinity);
        if (inTree)
        {
            tree ??= new KdTree(columns);
            Parallel.For(0, tree.Blocks.Count, block => tree.NearestOfBlock(block, k, distances, neighbours));
        }
        else
        {
            blocks ??= PointBlocks.InGivenOrder(columns);
            Parallel.For(0, blocks.Count, block => NearestOfBlock(blocks, block, k, distances, neighbours));
        }
    }

    /// <summary>How many other points lie at a distance below each point's own radius.</summary>
    /// <param name="radii">A radius a point.</param>
    /// <param name="counts">Receives a count a point.</param>
    internal void CountWithin(double[] radii, int[] counts)
    {
        if (columns.Length == 1)
        {
            new SortedLine(columns[0]).CountWithin(radii, counts);
            return;
        }

        if (inTree)
        {
            tree ??= new KdTree(columns);
            Parallel.For(0, tree.Blocks.Count, block => tree.CountOfBlock(block, radii, counts));
        }
        else
        {
            blocks ??= PointBlocks.InGivenOrder(columns);
            Parallel.For(0, blocks.Count, block => CountOfBlock(blocks, block, radii, counts));
        }

        for (int i = 0; i < count; i++)
        {
            // Less the point itself, which a radius of 0 does not hold.
            counts[i] -= radii[i] > 0 ? 1 : 0;
        }
    }

    private static void NearestOfBlock(PointBlocks blocks, int own, int k, double[] distances, int[] neighbours)
    {
        (int start, int end) = blocks.Positions(own);
        for (int step = 0; step < blocks.Count; step++)
        {
            // A block of points stays in the first cache for all queries of a block.
            int block = own + step < blocks.Count ? own + step : own + step - blocks.Count;
            for (int position = start; position < end; position++)
            {
                int at = blocks.Order[position] * k;
                blocks.Nearest(block, position, distances.AsSpan(at, k), neighbours.AsSpan(at, k));
            }
        }
    }

    private static void CountOfBlock(PointBlocks blocks, int own, double[] radii, int[] counts)
    {
        (int start, int end) = blocks.Positions(own);
        for (int position = start; position < end; position++)
        {
            counts[blocks.Order[position]] = 0;
        }

        for (int block = 0; block < blocks.Count; block++)
        {
            for (int position = start; position < end; position++)
            {
                int point = blocks.Order[position];
                counts[point] += blocks.CountWithin(block, position, radii[point]);
            }
        }
    }
}
