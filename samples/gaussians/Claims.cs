using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Gaussians;

/// <summary>What Song and Ermon 2020 and Poole et al. 2019 say of the staircase.</summary>
internal static class Claims
{
    private static readonly double LogBatch = Math.Log(Staircase.BatchSize);

    /// <summary>Looks at the climbs of one seed, one kind of pairs and one kind of critic.</summary>
    public static IEnumerable<Claim> Check(IReadOnlyCollection<Climb> climbs)
    {
        Climb Of(string name) => climbs.Single(climb => climb.Contender.Name == name);
        bool Has(string name) => climbs.Any(climb => climb.Contender.Name == name);
        if (Has(Contender.ExactLeaveOneOut))
        {
            yield return Sides(Of(Contender.ExactInfoNce), Of(Contender.ExactLeaveOneOut));
        }

        if (Has(Contender.LowAlpha))
        {
            foreach (Claim claim in Interpolated(Of(Contender.LowAlpha), Of(Contender.HalfAlpha), Of(Contender.HighAlpha)))
            {
                yield return claim;
            }
        }

        if (!Has(Contender.Smile1))
        {
            yield break;
        }

        Climb infoNce = Of(Contender.InfoNce), smile1 = Of(Contender.Smile1), smile5 = Of(Contender.Smile5), smileInf = Of(Contender.SmileInf);

        double highest = infoNce.Stairs.Max(stair => stair.Mean);
        yield return new("InfoNCE stays below log 64", highest < LogBatch, $"at most {Screen.Number(highest)} < {Screen.Number(LogBatch, 3)}");

        Stair worst = smile1.Stairs.MaxBy(stair => Math.Abs(stair.Bias))!;
        yield return new("SMILE with tau 1 is within 0.3 of the truth", Math.Abs(worst.Bias) < 0.3, $"farthest {Screen.Number(worst.Mean)} at {worst.Truth} nats");

        foreach (int i in (int[])[3, 4])
        {
            double ours = Math.Abs(smileInf.Stairs[i].Bias), theirs = Math.Abs(infoNce.Stairs[i].Bias);
            yield return new(
                $"SMILE with tau inf is less biased than InfoNCE at {Staircase.Stairs[i]} nats", ours < theirs, $"{Screen.Number(ours)} against {Screen.Number(theirs)}");
        }

        double five = smile5.Stairs[^1].Spread, infinite = smileInf.Stairs[^1].Spread;
        yield return new("SMILE with tau 5 spreads less than with tau inf at 10 nats", five < infinite, $"{Screen.Number(five)} against {Screen.Number(infinite)}");

        // The authors' curves are those of Gaussian pairs.
        if (!infoNce.Cubic)
        {
            var (name, distance, truth) = climbs.Where(climb => climb.Contender.Name == Contender.InfoNce || climb.Contender.Name.StartsWith("SMILE", StringComparison.Ordinal))
                .SelectMany(climb => climb.Stairs.Select((stair, i) => (climb.Contender.Name, Math.Abs(stair.Mean - climb.Contender.Published[i]), stair.Truth)))
                .MaxBy(found => found.Item2);
            yield return new("InfoNCE and SMILE are within 0.3 of the authors' curves", distance < 0.3, $"farthest {Screen.Number(distance)}, {name} at {truth} nats");
        }
    }

    // Three standard errors: chance alone breaks one of ten such comparisons in one run of seventy.
    private static Claim Sides(Climb infoNce, Climb leaveOneOut)
    {
        bool below = infoNce.Stairs.All(stair => stair.Bias < 3 * StandardError(stair, infoNce.Steps));
        bool above = leaveOneOut.Stairs.All(stair => stair.Bias > -3 * StandardError(stair, leaveOneOut.Steps));
        return new(
            "with the exact p(y|x), InfoNCE is at most and leave-one-out at least the truth", below && above,
            $"{string.Join(" ", infoNce.Stairs.Select(stair => Screen.Number(stair.Mean)))} and {string.Join(" ", leaveOneOut.Stairs.Select(stair => Screen.Number(stair.Mean)))}");
    }

    private static IEnumerable<Claim> Interpolated(Climb low, Climb half, Climb high)
    {
        (Climb Climb, double Alpha)[] all = [(low, 0.01), (half, 0.5), (high, 0.99)];
        bool capped = all.All(a => a.Climb.Stairs.All(stair => stair.Mean <= 1 + Math.Log((Staircase.BatchSize - 1) / a.Alpha)));
        yield return new("I_alpha stays below 1 + log(K / alpha)", capped, string.Join(", ", all.Select(a => $"{Screen.Number(a.Climb.Stairs.Max(stair => stair.Mean))} < {Screen.Number(1 + Math.Log((Staircase.BatchSize - 1) / a.Alpha))}")));
        yield return new(
            "I_alpha of .01 spreads more than of .99 at 10 nats", low.Stairs[^1].Spread > high.Stairs[^1].Spread,
            $"{Screen.Number(low.Stairs[^1].Spread)} against {Screen.Number(high.Stairs[^1].Spread)}");
        yield return new(
            "I_alpha of .01 is less biased than of .99 at 10 nats", Math.Abs(low.Stairs[^1].Bias) < Math.Abs(high.Stairs[^1].Bias),
            $"{Screen.Number(low.Stairs[^1].Bias)} against {Screen.Number(high.Stairs[^1].Bias)}");
    }

    private static double StandardError(Stair stair, int steps) => Math.Sqrt(stair.Variance / (steps / 2));
}
