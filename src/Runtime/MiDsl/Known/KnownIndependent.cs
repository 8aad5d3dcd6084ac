using System;

namespace MiDsl;

/// <summary>X of one distribution and Y of another, drawn apart: 0 nats, whatever the margins are.</summary>
public sealed class KnownIndependent : KnownInformation
{
    private readonly KnownInformation first;
    private readonly KnownInformation second;

    /// <summary>Independent X and Y.</summary>
    /// <param name="x">Whose X is taken.</param>
    /// <param name="y">Whose Y is taken; may be the same.</param>
    /// <param name="name">What reports call it.</param>
    public KnownIndependent(KnownInformation x, KnownInformation y, string? name = null)
        : base(name ?? $"Independent (X of {Given(x).Name}, Y of {Given(y).Name})", Given(x).XDim, Given(y).YDim, 0) =>
        (first, second) = (x, y);

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        double[] unusedX = new double[second.XDim], unusedY = new double[first.YDim];

        // Row by row, so that more pairs begin with the same ones.
        for (int row = 0; row < n; row++)
        {
            first.Draw(rng, 1, x.Slice(row * XDim, XDim), unusedY);
            second.Draw(rng, 1, unusedX, y.Slice(row * YDim, YDim));
        }
    }

    private static KnownInformation Given(KnownInformation known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return known;
    }
}
