using System;
using System.Globalization;
using MiDsl;
using MiDsl.Samples.Common;

namespace MineAis;

/// <summary>What a bound read of a channel, or why it read nothing.</summary>
/// <param name="Bound">Its name.</param>
/// <param name="Nats">The truth.</param>
/// <param name="Value">Null where it failed.</param>
/// <param name="Failure">Empty where it did not.</param>
/// <param name="Took">Training and evaluation.</param>
internal sealed record Reading(string Bound, double Nats, InformationValue? Value, string Failure, Duration Took)
{
    // As a share of the truth, for the value and for twice its error.
    private const double Near = 0.1;

    /// <summary>Whether the value is near the truth, and not by luck of a huge spread.</summary>
    public bool IsNear => Value is { } value && Math.Abs(value.Value - Nats) <= Near * Nats && 2 * value.StandardError <= Near * Nats;

    /// <summary>A guaranteed bound lies this far above by chance once in a thousand.</summary>
    public bool IsAbove => Value is LowerBound value && value.Value - (3 * value.StandardError) > Nats;

    public Cell Cell => Value is { } value ? new Cell(value.Value, value.StandardError) : "failed";

    public string Short => Value is { } value ? $"{Screen.Number(value.Value)} ± {Screen.Number(value.StandardError)}" : "failed";

    public static Reading Take(string bound, double nats, long seed)
    {
        Duration before = Duration.SoFar;
        try
        {
            InformationValue value = Contenders.Run(bound, new Channel(nats), seed);
            return double.IsFinite(value.Value)
                ? new(bound, nats, value, "", Duration.SoFar - before)
                : new(bound, nats, null, value.VerdictText, Duration.SoFar - before);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(bound, nats, null, e.Message, Duration.SoFar - before);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Nats,3} nats, {Bound} ({Took}): {(Value is { } value ? value.ToString() : $"failed: {Failure}")}");
}
