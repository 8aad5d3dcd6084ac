using System;
using System.Threading.Tasks;

namespace MiDsl;

/// <summary>Points on a line in ascending order: counts within a radius need two bisections.</summary>
internal sealed class SortedLine
{
    /// <summary>Queries that a thread takes at a time.</summary>
    private const int Part = 1024;

    private readonly double[] values;
    private readonly int[] order;

    internal SortedLine(double[] column)
    {
        values = [.. column];
        order = new int[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(values, order);
    }

    /// <summary>How many other points lie at a distance below each point's own radius.</summary>
    /// <param name="radii">A radius a point.</param>
    /// <param name="counts">Receives a count a point.</param>
    internal void CountWithin(double[] radii, int[] counts) => Parallel.For(0, (values.Length + Part - 1) / Part, part =>
    {
        for (int i = part * Part; i < Math.Min((part + 1) * Part, values.Length); i++)
        {
            double radius = radii[order[i]];
            counts[order[i]] = radius > 0 ? Last(i, radius, 1) - Last(i, radius, -1) : 0;
        }
    });

    /// <summary>The last position in a direction, seen from i, that lies within the radius.</summary>
    private int Last(int i, double radius, int direction)
    {
        // Steps of doubled length leave the radius soon; most radii hold few of all points.
        int inside = i, step = direction;
        while (Within(i, inside + step, radius))
        {
            inside += step;
            step *= 2;
        }

        int outside = inside + step;
        while (Math.Abs(outside - inside) > 1)
        {
            int middle = inside + ((outside - inside) / 2);
            (inside, outside) = Within(i, middle, radius) ? (middle, outside) : (inside, middle);
        }

        return inside;
    }

    private bool Within(int i, int other, double radius) =>
        (uint)other < (uint)values.Length && Math.Abs(values[other] - values[i]) < radius;
}
