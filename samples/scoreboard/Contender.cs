using System;
using MiDsl;

namespace Scoreboard;

/// <summary>A row of the scoreboard: whoever gives a value for pairs.</summary>
/// <param name="Name">In tables and for --estimator.</param>
/// <param name="Measure">Its value on pairs, under a seed, in few steps if asked.</param>
internal sealed record Contender(string Name, Func<PairedData, long, bool, Measured> Measure);

/// <summary>What a contender says.</summary>
/// <param name="Value">Nats.</param>
/// <param name="StandardError">Of it; infinite when unknown.</param>
/// <param name="Direction">On which side of the truth it claims to be.</param>
/// <param name="Reason">What it says of itself, in a sentence; mostly empty.</param>
/// <param name="AtLeast">The lower bound that stands beside an estimate; null where there is none.</param>
/// <param name="AtLeastError">Its standard error.</param>
internal sealed record Measured(
    double Value, double StandardError, Direction Direction, string Reason, double? AtLeast = null, double? AtLeastError = null)
{
    /// <summary>A value of the library's, with its verdict.</summary>
    public static Measured Of(InformationValue value) => new(value.Value, value.StandardError, value.Direction, value.VerdictText);

    /// <summary>The recommended value, and what it certifies.</summary>
    public static Measured Of(Recommendation best) =>
        Of(best.Value) with { Reason = best.Reason, AtLeast = best.AtLeast.Value, AtLeastError = best.AtLeast.StandardError };
}
