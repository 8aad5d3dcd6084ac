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
        where outcome.IsFinite
        let bound = BoundOf(outcome.Answer.Value!)
        where bound is not null
        group (outcome, (outcome.Truth, bound.Value)) by outcome.Job.Seed into seed
        orderby seed.Key
        select Check(seed.Key, [.. seed]));

    // A lower bound is the value itself, or stands beside it.
    private static (double Value, double StandardError)? BoundOf(Measured measured) =>
        measured.Direction == Direction.Lower ? (measured.Value, measured.StandardError)
        : measured is { AtLeast: { } atLeast, AtLeastError: { } error } ? (atLeast, error)
        : null;

    private static Claim Check(long seed, (Outcome Outcome, (double Truth, (double Value, double StandardError) Bound) At)[] bounds)
    {
        string[] above =
        [
            .. from one in bounds
               let errors = (one.At.Bound.Value - one.At.Truth) / one.At.Bound.StandardError
               where errors > Errors
               select FormattableString.Invariant($"{one.Outcome.Job.Estimator} on {one.Outcome.Job.Task} by {errors:F1}"),
        ];
        return new(
            "No lower bound is above the truth by more than three standard errors", above.Length == 0,
            FormattableString.Invariant($"seed {seed}: {above.Length} of {bounds.Length} values{(above.Length == 0 ? "" : $" ({string.Join(", ", above)})")}"));
    }
}
