using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>A claim, of a paper or of ours, and for how many seeds it held.</summary>
/// <param name="Text">What is claimed, in a sentence without a full stop.</param>
/// <param name="Held">Seeds for which it held.</param>
/// <param name="Seeds">Seeds looked at.</param>
/// <param name="Numbers">What was measured.</param>
public sealed record Claim(string Text, int Held, int Seeds, string Numbers)
{
    /// <summary>A claim looked at in one run.</summary>
    public Claim(string text, bool held, string numbers)
        : this(text, held ? 1 : 0, 1, numbers)
    {
    }

    /// <summary><c>held</c>, <c>not held</c>, or <c>2 of 3 seeds</c>.</summary>
    public string Verdict => Held == Seeds ? "held" : Held == 0 ? "not held" : FormattableString.Invariant($"{Held} of {Seeds} seeds");

    /// <summary>The same claims of several seeds as one each, in their order.</summary>
    /// <param name="claims">Claims of one text belong together.</param>
    public static IReadOnlyList<Claim> OverSeeds(IEnumerable<Claim> claims) =>
    [
        .. claims.GroupBy(claim => claim.Text, StringComparer.Ordinal).Select(same => new Claim(
            same.Key, same.Sum(claim => claim.Held), same.Sum(claim => claim.Seeds), string.Join("; ", same.Select(claim => claim.Numbers)))),
    ];
}
