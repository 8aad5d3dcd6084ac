using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Infomax;

/// <summary>What Hjelm et al. 2019 say of the objectives, on smaller images and encoders.</summary>
internal static class Claims
{
    // Points of accuracy, %.
    private const double Margin = 1.5;

    /// <summary>Of all runs, over their seeds.</summary>
    public static IReadOnlyList<Claim> OverSeeds(IReadOnlyCollection<InfomaxRun> runs) =>
        Claim.OverSeeds(runs.GroupBy(run => (run.Set, run.Seed)).SelectMany(same => Check(same.Key.Set, [.. same])));

    private static IEnumerable<Claim> Check(string set, IReadOnlyCollection<InfomaxRun> runs)
    {
        Measurement? Of(string name) => runs.FirstOrDefault(run => run.Variant.Name == name)?.Measured;
        Measurement? Is(Variant variant) => Of(variant.Name);
        if ((Is(Variant.Local), Is(Variant.Global)) is ({ } local, { } global))
        {
            yield return Above($"{set}: a linear probe on Y finds more after the local than after the global objective", local.Linear[^1], global.Linear[^1]);
        }

        if ((Is(Variant.Global), Is(Variant.Random)) is ({ } learned, { } random))
        {
            yield return Above($"{set}: a linear probe on Y finds more after the global objective than in a random encoder", learned.Linear[^1], random.Linear[^1]);
        }

        if ((Is(Variant.Local), Is(Variant.Free)) is ({ } with, { } without))
        {
            yield return new(
                $"{set}: the prior lowers the dependency of the units", with.Dependency < without.Dependency,
                $"NDM {Screen.Number(with.Dependency, 2)} against {Screen.Number(without.Dependency, 2)} nats");
        }

        if ((Of("DIM(L) InfoNCE"), Is(Variant.Local), Of("DIM(L) DV")) is ({ } nce, { } jsd, { } dv))
        {
            yield return new(
                $"{set}: an MLP on Y finds most after InfoNCE and least after DV, as in the paper's table", nce.Mlp[^1] > jsd.Mlp[^1] && jsd.Mlp[^1] > dv.Mlp[^1],
                $"{Percent(nce.Mlp[^1])}, {Percent(jsd.Mlp[^1])}, {Percent(dv.Mlp[^1])} %");
        }
    }

    private static Claim Above(string text, double more, double less) => new(
        FormattableString.Invariant($"{text}, by {Margin} points"), 100 * (more - less) >= Margin, $"{Percent(more)} against {Percent(less)} %");

    private static string Percent(double share) => Screen.Number(100 * share, 1);
}
