using System;
using System.Collections.Immutable;

namespace MiDsl;

/// <summary>Step sizes of HMC, frozen: one for each temperature s = 1 .. S - 1 of a path of S steps. There is no transition at b = 0 and b = 1.</summary>
public sealed class StepSizes
{
    private readonly ImmutableArray<double> sizes;
    private readonly ImmutableArray<double> acceptances;

    /// <summary>Sizes that are known, e.g. from a checkpoint.</summary>
    /// <param name="sizes">S entries, that of temperature s at index s; entry 0 is not used. Above 0 and finite.</param>
    /// <param name="acceptances">As many: mean acceptance seen with them while tuning; empty when unknown.</param>
    /// <exception cref="ArgumentException">No entries, or lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is not above 0 or not finite.</exception>
    public StepSizes(ReadOnlySpan<double> sizes, ReadOnlySpan<double> acceptances = default)
    {
        if (sizes.IsEmpty)
        {
            throw new ArgumentException("A path of S steps needs S entries, at least 1.", nameof(sizes));
        }

        if (!acceptances.IsEmpty && acceptances.Length != sizes.Length)
        {
            throw new ArgumentException($"{sizes.Length} step sizes but {acceptances.Length} acceptances.", nameof(acceptances));
        }

        for (int s = 1; s < sizes.Length; s++)
        {
            if (!(sizes[s] > 0) || !double.IsFinite(sizes[s]))
            {
                throw new ArgumentOutOfRangeException(nameof(sizes), sizes[s], $"The step size of temperature {s} must be above 0 and finite.");
            }
        }

        this.sizes = [.. sizes];
        this.acceptances = [.. acceptances];
    }

    /// <summary>S, steps of the path.</summary>
    public int Temperatures => sizes.Length;

    /// <summary>The least size; null where S = 1 leaves no transitions.</summary>
    public double? Least => sizes.Length == 1 ? null : Fold(Math.Min);

    /// <summary>The greatest size; null where S = 1 leaves no transitions.</summary>
    public double? Greatest => sizes.Length == 1 ? null : Fold(Math.Max);

    /// <summary>The size of a temperature.</summary>
    /// <param name="s">1 to S - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another temperature: it has no transition.</exception>
    public double this[int s] => sizes[Index(s)];

    /// <summary>Mean acceptance seen while the size of a temperature was tuned; NaN when unknown.</summary>
    /// <param name="s">1 to S - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another temperature: it has no transition.</exception>
    public double Acceptance(int s) => acceptances.Length > Index(s) ? acceptances[s] : double.NaN;

    /// <summary>A copy of the S entries, that of temperature s at index s; entry 0 is not used.</summary>
    public double[] ToArray() => [.. sizes];

    private int Index(int s)
    {
        if (s < 1 || s >= sizes.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(s), s, $"A path of {sizes.Length} steps has transitions at temperatures 1 to {sizes.Length - 1} only.");
        }

        return s;
    }

    private double Fold(Func<double, double, double> choose)
    {
        double chosen = sizes[1];
        foreach (double size in sizes.AsSpan()[2..])
        {
            chosen = choose(chosen, size);
        }

        return chosen;
    }
}
