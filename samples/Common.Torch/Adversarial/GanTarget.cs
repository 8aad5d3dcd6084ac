using System;

namespace MiDsl.Samples.Common;

/// <summary>
/// A distribution in the plane, cut into cells of equal probability: what a generator shall learn, and by which it is
/// measured.
/// </summary>
public abstract class GanTarget
{
    /// <summary>Standard deviation of the Gaussian noise around a mode, or around the curve.</summary>
    public const float Sd = 0.1f;

    /// <summary>A sample within as many standard deviations of a mode, or of the curve, is of high quality.</summary>
    public const float Near = 3;

    public abstract string Name { get; }

    /// <summary>What a cell is, in the plural.</summary>
    public abstract string Cells { get; }

    public abstract int CellCount { get; }

    /// <summary>Draws points.</summary>
    /// <param name="rng">Randomness.</param>
    /// <param name="points">[n, 2] in rows; filled.</param>
    public void Draw(Rng rng, Span<float> points)
    {
        rng.FillGaussian(points, sd: Sd);
        for (int i = 0; i < points.Length; i += 2)
        {
            var (x, y) = Centre(rng);
            points[i] += x;
            points[i + 1] += y;
        }
    }

    /// <summary>The cell of a high-quality sample; -1 for any other.</summary>
    public abstract int CellOf(float x, float y);

    /// <summary>A point without its noise, every cell alike.</summary>
    protected abstract (float X, float Y) Centre(Rng rng);

    /// <summary>Whether (dx, dy) is within three standard deviations.</summary>
    protected static bool IsNear(float dx, float dy) => (dx * dx) + (dy * dy) <= Near * Near * Sd * Sd;
}
