using System;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <summary>How <see cref="SelfConsistency"/> checks, and what it takes for consistent.</summary>
public sealed record SelfConsistencyOptions
{
    /// <summary>Rows (or columns) kept, t, ascending; empty means seven, evenly from none to all.</summary>
    public ImmutableArray<int> Kept { get; init; } = [];

    /// <summary>How many fewer the second view of the data-processing test keeps: h_t beside h_(t - lag), at least h_0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Lag
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The lag is not negative.");
    } = 3;

    /// <summary>Independence: |I| at t = 0 is below this, nats.</summary>
    public double IndependenceLimit { get; init; } = 0.05;

    /// <summary>Data processing and additivity: how far a ratio may be from its ideal, as a share of it.</summary>
    public double RatioTolerance { get; init; } = 0.2;

    /// <summary>Ratios are judged where I(x; h_t(x)) is at least this, nats: below, they are mostly noise.</summary>
    public double LeastInformation { get; init; } = 0.25;

    /// <summary>Monotonicity: a fall counts from this many standard errors on, of the two values together.</summary>
    public double Errors { get; init; } = 3;

    /// <summary>The grid to use on data of so many steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not ascending within them.</exception>
    internal ImmutableArray<int> GridOf(int steps)
    {
        if (Kept.IsDefaultOrEmpty)
        {
            const int Parts = 6;
            return [.. Enumerable.Range(0, Parts + 1).Select(part => (int)Math.Round(part * (double)steps / Parts)).Distinct()];
        }

        for (int i = 0; i < Kept.Length; i++)
        {
            if (Kept[i] < 0 || Kept[i] > steps || (i > 0 && Kept[i] <= Kept[i - 1]))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(steps), Kept[i], $"The grid {string.Join(", ", Kept)} of kept rows does not ascend from 0 to at most {steps}.");
            }
        }

        return Kept;
    }
}
