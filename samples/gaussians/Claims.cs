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
}
