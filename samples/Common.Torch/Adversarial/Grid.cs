using System;

namespace MiDsl.Samples.Common;

/// <summary>25 Gaussians on the grid {-4, -2, 0, 2, 4}^2; a cell is a mode.</summary>
public sealed class Grid : GanTarget
{
    private const int Side = 5;
    private const float Distance = 2;

    public override string Name => "25 Gaussians";

    public override string Cells => "modes";

    public override int CellCount => Side * Side;

    public override int CellOf(float x, float y)
    {
        int column = Index(x), row = Index(y);
        return IsNear(x - At(column), y - At(row)) ? (row * Side) + column : -1;
    }

    protected override (float X, float Y) Centre(Rng rng) => (At(rng.NextInt(Side)), At(rng.NextInt(Side)));

    private static float At(int index) => (index - (Side / 2)) * Distance;

    private static int Index(float coordinate) => (int)Math.Clamp(MathF.Round(coordinate / Distance) + (Side / 2), 0, Side - 1);
}
