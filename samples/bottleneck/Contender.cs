using System;
using System.Collections.Generic;

namespace Bottleneck;

/// <summary>What is added to the cross entropy.</summary>
internal enum Penalty
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>beta I(X; Z) by MINE.</summary>
    Mine = 1,

    /// <summary>beta E KL(p(z|x), N(0, 1)): Alemi et al. 2017 (1612.00410).</summary>
    Variational = 2,
}

/// <summary>A kind of classifier.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Noise">Of its encoder.</param>
/// <param name="Penalty">Of its loss.</param>
/// <param name="Published">Test error in the paper, in per cent, recalled: never compared by a test.</param>
internal sealed record Contender(string Name, Noise Noise, Penalty Penalty, double Published)
{
    public static Contender Deterministic { get; } = new("deterministic net", Noise.None, Penalty.None, 1.38);

    public static Contender Vib { get; } = new("variational bottleneck", Noise.Gaussian, Penalty.Variational, 1.13);

    public static IReadOnlyList<Contender> All { get; } =
    [
        Deterministic, Vib,
        new("MINE, Gaussian", Noise.Gaussian, Penalty.Mine, 1.11),
        new("MINE, propagated", Noise.Propagated, Penalty.Mine, 1.10),
        new("MINE, additive", Noise.Additive, Penalty.Mine, 1.01),
    ];

    public string At(double beta) => Penalty == Penalty.None ? Name : FormattableString.Invariant($"{Name}, beta {beta}");
}
