using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl;

namespace Scoreboard;

/// <summary>Everyone on the scoreboard.</summary>
internal static class Contenders
{
    /// <summary>In the order of the tables.</summary>
    public static IReadOnlyList<Contender> All { get; } = [Recommended, .. Bounds(), .. Baselines()];

    /// <summary>The contender of this name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Contender Find(string name) =>
        All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no estimator '{name}': there are {string.Join(", ", All.Select(one => one.Name))}.", nameof(name));

    // The same with few steps as with many: it takes as long as its pairs are many.
    private static Contender Recommended => new("recommended", (data, seed, _) => Measured.Of(Recommend.From(data, seed)));

    private static IEnumerable<Contender> Bounds() =>
    [
        Bound("InfoNCE", () => new Full.InfoNce(), () => new Quick.InfoNce()),
        Bound("MINE", () => new Full.Mine(), () => new Quick.Mine()),
        Bound("NWJ", () => new Full.Nwj(), () => new Quick.Nwj()),
        Bound("TUBA", () => new Full.Tuba(), () => new Quick.Tuba()),
        Bound("I_alpha", () => new Full.IAlpha(), () => new Quick.IAlpha()),
        Bound("JSD-NWJ", () => new Full.JsdByNwj(), () => new Quick.JsdByNwj()),
        Bound("JSD-DV", () => new Full.JsdByDv(), () => new Quick.JsdByDv()),
        Bound("SMILE", () => new Full.Smile(), () => new Quick.Smile()),
        Bound("CLUB", () => new Full.Club(), () => new Quick.Club()),
        Bound("DoE", () => new Full.Entropies(), () => new Quick.Entropies()),
    ];

    // KSG with the k of the published numbers; it standardizes by itself, and the closed form does not depend on scales.
    private static IEnumerable<Contender> Baselines() =>
    [
        new("KSG", (data, seed, _) => Measured.Of(Ksg.Estimate(data, neighbours: 10, seed: seed))),
        new("CCA", (data, _, _) => Measured.Of(GaussianInformation.Estimate(data))),
        new("CCA-ranks", (data, _, _) => Measured.Of(GaussianInformation.OfNormalScores(data))),
    ];

    private static Contender Bound(string name, Func<IEstimator> full, Func<IEstimator> quick) => new(name, (data, seed, isQuick) =>
    {
        using IEstimator estimator = isQuick ? quick() : full();
        estimator.Seed = seed;
        return Measured.Of(estimator.Fit(data));
    });
}
