using System;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Gan;

/// <summary>
/// Three turns of the Archimedean spiral r = a theta, out to r = 4, uniform in arc length; a cell is one of 50 arcs of equal
/// length, about .76 each. Three turns, because the plain GAN learns two without a gap.
/// </summary>
internal sealed class Spiral : GanTarget
{
    private const int Arcs = 50, PointsOfArc = 20;
    private const double Turns = 3, End = 2 * Math.PI * Turns, Radius = 4;

    // Points at equal distances along the curve, .04 apart: a sample belongs to the nearest.
    private static readonly (float X, float Y)[] Curve =
        [.. Enumerable.Range(0, Arcs * PointsOfArc).Select(i => AtShare((i + 0.5) / (Arcs * PointsOfArc)))];

    public override string Name => "spiral";

    public override string Cells => "arcs";

    public override int CellCount => Arcs;

    public override int CellOf(float x, float y)
    {
        int nearest = 0;
        float least = float.PositiveInfinity;
        for (int i = 0; i < Curve.Length; i++)
        {
            float dx = x - Curve[i].X, dy = y - Curve[i].Y, square = (dx * dx) + (dy * dy);
            if (square < least)
            {
                (nearest, least) = (i, square);
            }
        }

        return IsNear(x - Curve[nearest].X, y - Curve[nearest].Y) ? nearest / PointsOfArc : -1;
    }

    protected override (float X, float Y) Centre(Rng rng) => AtShare(rng.NextDouble());

    /// <summary>The point after a share of the length, in [0, 1].</summary>
    private static (float X, float Y) AtShare(double share)
    {
        double wanted = share * Length(End), theta = End * Math.Sqrt(share);

        // Newton: the derivative of the length is sqrt(1 + theta^2).
        for (int i = 0; i < 6; i++)
        {
            theta -= (Length(theta) - wanted) / Math.Sqrt(1 + (theta * theta));
        }

        double r = Radius * theta / End;
        return ((float)(r * Math.Cos(theta)), (float)(r * Math.Sin(theta)));
    }

    /// <summary>Length of r = theta from 0 to theta.</summary>
    private static double Length(double theta) => ((theta * Math.Sqrt(1 + (theta * theta))) + Math.Asinh(theta)) / 2;
}
