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
internal sealed record Measured(double Value, double StandardError, Direction Direction, string Reason)
{
    /// <summary>A value of the library's, with its verdict.</summary>
    public static Measured Of(InformationValue value) => new(value.Value, value.StandardError, value.Direction, value.VerdictText);
}
