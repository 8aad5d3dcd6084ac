using System;
using System.Collections.Generic;
using MiDsl;

namespace Consistency;

/// <summary>A bound that is checked.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Create">A fresh estimator.</param>
/// <param name="IsGenerative">Whether it models the pairs themselves, rather than telling pairs from others.</param>
internal sealed record Contender(string Name, Func<IEstimator> Create, bool IsGenerative = false)
{
    public const string InfoNce = "InfoNCE";

    private const string Generative = "VAEs";

    /// <summary>400 steps, two hidden layers of 128.</summary>
    public static IReadOnlyList<Contender> Quick { get; } =
    [
        new(InfoNce, () => new Consistency.Quick.InfoNce()),
        new("MINE", () => new Consistency.Quick.Mine()),
        new("NWJ", () => new Consistency.Quick.Nwj()),
        new("SMILE, tau 5", () => new Consistency.Quick.Smile()),
        new(Generative, () => new Consistency.Quick.Generative(), IsGenerative: true),
    ];

    /// <summary>4,000 steps, two hidden layers of 256.</summary>
    public static IReadOnlyList<Contender> Full { get; } =
    [
        new(InfoNce, () => new Consistency.Full.InfoNce()),
        new("MINE", () => new Consistency.Full.Mine()),
        new("NWJ", () => new Consistency.Full.Nwj()),
        new("SMILE, tau 5", () => new Consistency.Full.Smile()),
        new(Generative, () => new Consistency.Full.Generative(), IsGenerative: true),
    ];
}
