using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace MineKsg;

/// <summary>What Belghazi et al. 2018 (1801.04062), section 4.1, say of MINE and KSG, with numbers of ours.</summary>
internal static class Claims
{
    public const double Near = 0.05;
    public const double Lost = 0.7;

    /// <summary>
    /// The |rho| at which the claims on 20 dimensions are looked at. At 0 and .1 (0 and .1 nats) nothing is left to lose but the
    /// estimators' own noise; at .99 (39 nats) no number of samples at hand certifies anything near the truth.
    /// </summary>
    public static bool Applies(Correlated pairs) => Math.Abs(pairs.Rho) is >= 0.3 and <= 0.9;

    /// <summary>The claims, each looked at in one seed's measurements; a claim holds where it holds at every rho.</summary>
    public static IEnumerable<Claim> Check(IReadOnlyCollection<Measurement> seed) =>
        seed.GroupBy(one => one.Pairs.Dim).OrderBy(group => group.Key).SelectMany(group => group.Key == 1 ? OneDimension([.. group]) : TwentyDimensions([.. group]));

    private static IEnumerable<Claim> OneDimension(IReadOnlyCollection<Measurement> measurements)
    {
        foreach (var group in measurements.GroupBy(one => one.Contender.Name, StringComparer.Ordinal))
        {
            Measurement worst = group.MaxBy(one => Math.Abs(one.Nats - one.Pairs.Truth))!;
            double off = worst.Nats - worst.Pairs.Truth;
            yield return new(
                FormattableString.Invariant($"d = 1: {group.Key} is within {Near} of the truth at every rho"), Math.Abs(off) < Near,
                FormattableString.Invariant($"farthest {off:+0.000;-0.000} at rho {worst.Pairs.Rho}"));
        }
    }

    private static IEnumerable<Claim> TwentyDimensions(IReadOnlyCollection<Measurement> measurements)
    {
        Trio[] trios = [.. measurements.Where(one => Applies(one.Pairs)).GroupBy(one => one.Pairs).Select(group => new Trio(group.Key, Of(group, Contender.Mine), Of(group, Contender.MineF), Of(group, Contender.KsgName)))];
        if (trios.Length == 0)
        {
            yield break;
        }

        yield return Everywhere("KSG < MINE < truth", trios, trio => Math.Min(trio.Mine - trio.Ksg, trio.Pairs.Truth - trio.Mine), "least distance");
        yield return Everywhere("KSG loses more than 70 % of the truth", trios, trio => 1 - (trio.Ksg / trio.Pairs.Truth) - Lost, "least loss beyond 70 %");
        yield return Everywhere("MINE is closer to the truth than KSG", trios, trio => Math.Abs(trio.Pairs.Truth - trio.Ksg) - Math.Abs(trio.Pairs.Truth - trio.Mine), "least gain");
        yield return Everywhere("MINE >= MINE-f", trios, trio => trio.Mine - trio.MineF, "least difference", orEqual: true);

        static double Of(IEnumerable<Measurement> group, string name) => group.Single(one => string.Equals(one.Contender.Name, name, StringComparison.Ordinal)).Nats;
    }

    // The margin is positive where the claim holds.
    private static Claim Everywhere(string text, Trio[] trios, Func<Trio, double> margin, string words, bool orEqual = false)
    {
        int held = trios.Count(trio => margin(trio) > 0 || (orEqual && margin(trio) == 0));
        Trio worst = trios.MinBy(margin);
        return new(
            $"d = 20, |rho| from .3 to .9: {text}", held == trios.Length,
            FormattableString.Invariant($"at {held} of {trios.Length} rho, {words} {margin(worst):0.000} at rho {worst.Pairs.Rho}"));
    }

    private readonly record struct Trio(Correlated Pairs, double Mine, double MineF, double Ksg);
}
