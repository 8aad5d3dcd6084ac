using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Scoreboard;

/// <summary>What the types say: a lower bound is not above the truth, but for the noise of its own pairs.</summary>
internal static class Claims
{
    public const double Errors = 3;

    /// <summary>The claim for each seed, then over seeds; none without a lower bound.</summary>
    public static IReadOnlyList<Claim> Check(IEnumerable<Outcome> outcomes) => Claim.OverSeeds(
        from outcome in outcomes
        where outcome.Answer.Value is { Direction: Direction.Lower } && outcome.IsFinite
        group outcome by outcome.Job.Seed into seed
        orderby seed.Key
        select Check(seed.Key, [.. seed]));

    private static Claim Check(long seed, Outcome[] bounds)
    {
        string[] above =
        [
            .. bounds.Where(one => one.Value > one.Truth + (Errors * one.Answer.Value!.StandardError)).Select(one => FormattableString.Invariant(
                $"{one.Job.Estimator} on {one.Job.Task} by {(one.Value - one.Truth) / one.Answer.Value!.StandardError:F1}")),
        ];
        return new(
            "No lower bound is above the truth by more than three standard errors", above.Length == 0,
            FormattableString.Invariant($"seed {seed}: {above.Length} of {bounds.Length} values{(above.Length == 0 ? "" : $" ({string.Join(", ", above)})")}"));
    }
}
