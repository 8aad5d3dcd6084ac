using System;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>How much of a target a generator's samples cover.</summary>
/// <param name="Covered">Cells with at least 20 of 10,000 samples.</param>
/// <param name="HighQuality">Share of the samples within three standard deviations of the target.</param>
/// <param name="Kl">
/// Sum over cells of p_k log(p_k K), in nats: the divergence of the histogram p of high-quality samples over K cells from
/// the uniform one. 0 is even, log K all in one cell, infinity no high-quality sample at all.
/// </param>
public sealed record Coverage(int Covered, double HighQuality, double Kl)
{
    /// <summary>Samples that are looked at.</summary>
    public const int Samples = 10_000;

    /// <summary>A cell counts from as many samples.</summary>
    public const int Least = 20;

    /// <summary>Sorts samples into cells.</summary>
    /// <param name="target">What they should be like.</param>
    /// <param name="points">[10,000, 2] in rows.</param>
    public static Coverage Of(GanTarget target, ReadOnlySpan<float> points)
    {
        if (points.Length != 2 * Samples)
        {
            throw new ArgumentException(FormattableString.Invariant($"coverage is defined on {Samples} points of 2 numbers, not on {points.Length} numbers"), nameof(points));
        }

        int[] counts = new int[target.CellCount];
        for (int i = 0; i < points.Length; i += 2)
        {
            int cell = target.CellOf(points[i], points[i + 1]);
            if (cell >= 0)
            {
                counts[cell]++;
            }
        }

        double near = counts.Sum();
        double kl = near == 0
            ? double.PositiveInfinity
            : counts.Where(count => count > 0).Sum(count => count / near * Math.Log(count / near * counts.Length));
        return new(counts.Count(count => count >= Least), near / Samples, kl);
    }
}
