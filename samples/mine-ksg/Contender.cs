using System;
using System.Collections.Generic;
using MiDsl;

namespace MineKsg;

/// <summary>An estimator of the comparison.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Dim">For pairs of this dimension.</param>
/// <param name="Run">Its value on pairs of a distribution, under a seed.</param>
internal sealed record Contender(string Name, int Dim, Func<Correlated, long, IProgress<TrainingProgress>?, InformationValue> Run)
{
    public const string Mine = "MINE", MineF = "MINE-f", KsgName = "KSG";

    /// <summary>Pairs given to Fit in d = 1, and to KSG.</summary>
    public const int Pairs = 10_000;

    /// <summary>The default size: some minutes.</summary>
    public static IReadOnlyList<Contender> Quick { get; } =
    [
        new(Mine, 1, (pairs, seed, progress) => OnData(new Small.Mine { Seed = seed }, pairs, seed, progress)),
        new(MineF, 1, (pairs, seed, progress) => OnData(new Small.MineF { Seed = seed }, pairs, seed, progress)),
        new(KsgName, 1, OfKsg),
        new(Mine, 20, (pairs, seed, progress) =>
        {
            using Small.FreshMine estimator = new(pairs.Rho) { Seed = seed };
            return estimator.Fit(progress);
        }),
        new(MineF, 20, (pairs, seed, progress) =>
        {
            using Small.FreshMineF estimator = new(pairs.Rho) { Seed = seed };
            return estimator.Fit(progress);
        }),
        new(KsgName, 20, OfKsg),
    ];

    /// <summary>Wider critics and many more steps.</summary>
    public static IReadOnlyList<Contender> Full { get; } =
    [
        new(Mine, 1, (pairs, seed, progress) => OnData(new Large.Mine { Seed = seed }, pairs, seed, progress)),
        new(MineF, 1, (pairs, seed, progress) => OnData(new Large.MineF { Seed = seed }, pairs, seed, progress)),
        new(KsgName, 1, OfKsg),
        new(Mine, 20, (pairs, seed, progress) =>
        {
            using Large.FreshMine estimator = new(pairs.Rho) { Seed = seed };
            return estimator.Fit(progress);
        }),
        new(MineF, 20, (pairs, seed, progress) =>
        {
            using Large.FreshMineF estimator = new(pairs.Rho) { Seed = seed };
            return estimator.Fit(progress);
        }),
        new(KsgName, 20, OfKsg),
    ];

    private static InformationValue OnData(IEstimator estimator, Correlated pairs, long seed, IProgress<TrainingProgress>? progress)
    {
        using (estimator)
        {
            return estimator.Fit(pairs.Sample(Pairs, seed), progress);
        }
    }

    private static InformationValue OfKsg(Correlated pairs, long seed, IProgress<TrainingProgress>? progress) =>
        Ksg.Estimate(pairs.Sample(Pairs, seed), neighbours: 3, seed: seed);
}
