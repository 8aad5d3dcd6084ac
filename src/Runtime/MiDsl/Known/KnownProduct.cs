using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl;

/// <summary>
/// Independent blocks side by side: X is [X1, X2, ...], Y is [Y1, Y2, ...], and the information is the sum of theirs.
/// </summary>
public sealed class KnownProduct : KnownInformation
{
    private readonly KnownInformation[] blocks;

    /// <summary>Blocks side by side.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="blocks">At least one; one of them may be given several times and is drawn anew for each.</param>
    /// <exception cref="ArgumentException">No blocks.</exception>
    public KnownProduct(string name, params IReadOnlyList<KnownInformation> blocks)
        : base(name, Sum(blocks, b => b.XDim), Sum(blocks, b => b.YDim), blocks.Sum(b => b.Information)) => this.blocks = [.. blocks];

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);

        // Row by row, so that more pairs begin with the same ones.
        for (int row = 0; row < n; row++)
        {
            foreach (KnownInformation block in blocks)
            {
                block.Draw(rng, 1, x[..block.XDim], y[..block.YDim]);
                x = x[block.XDim..];
                y = y[block.YDim..];
            }
        }
    }

    private static int Sum(IReadOnlyList<KnownInformation> blocks, Func<KnownInformation, int> dim)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return blocks.Count > 0 ? blocks.Sum(dim) : throw new ArgumentException("A product needs at least one block.", nameof(blocks));
    }
}
