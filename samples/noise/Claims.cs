using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Noise;

/// <summary>What Belghazi et al. 2018 (1801.04062), section 4.2, say of noise and nonlinearity, with numbers of ours.</summary>
internal static class Claims
{
    public const double Near = 0.05;

    /// <summary>The claims, each looked at in one seed's measurements.</summary>
    public static IEnumerable<Claim> Check(IReadOnlyCollection<Measurement> seed)
    {
        Measurement worst = seed.MaxBy(one => Math.Abs(one.Nats - one.Pairs.Truth))!;
        double off = worst.Nats - worst.Pairs.Truth;
        yield return new(
            FormattableString.Invariant($"MINE is within {Near} of the truth for every f and sigma"), Math.Abs(off) < Near,
            FormattableString.Invariant($"farthest {off:+0.000;-0.000}, f = {worst.Pairs.Name}, sigma {worst.Pairs.Sigma}"));

        // From each sigma to the next, for each f.
        double leastFall = seed.GroupBy(one => one.Pairs.Name, StringComparer.Ordinal).Min(group =>
        {
            double[] values = [.. group.OrderBy(one => one.Pairs.Sigma).Select(one => one.Nats)];
            return values.Zip(values.Skip(1), (before, after) => before - after).Min();
        });
        yield return new("MINE falls as sigma grows, for every f", leastFall > 0, FormattableString.Invariant($"least fall {leastFall:0.000}"));

        var (sigma, spread) = seed.GroupBy(one => one.Pairs.Sigma).Select(group => (group.Key, group.Max(one => one.Nats) - group.Min(one => one.Nats))).MaxBy(found => found.Item2);
        yield return new(
            FormattableString.Invariant($"Equitability: at equal sigma MINE gives the same whatever f, within {Near}"), spread < Near,
            FormattableString.Invariant($"apart by {spread:0.000} at sigma {sigma}"));
    }

    /// <summary>Greatest less smallest true information over f at a sigma, nats.</summary>
    public static double TrueSpread(double sigma)
    {
        double[] truths = [.. NoisyFunction.All().Where(pairs => pairs.Sigma == sigma).Select(pairs => pairs.Truth)];
        return truths.Max() - truths.Min();
    }
}
