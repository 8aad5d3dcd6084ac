using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Consistency;

/// <summary>What Song and Ermon 2020 (1910.06222) say of discriminative bounds, and of generative models.</summary>
internal static class Claims
{
    /// <summary>Below this a ratio (3) / (1) is well below the ideal 2.</summary>
    public const double WellBelowTwo = 1.5;

    /// <summary>Looks at one trial.</summary>
    public static IEnumerable<Claim> Check(Trial trial)
    {
        SelfConsistencyResult result = trial.Result;
        string who = $"{trial.Contender.Name}, {trial.Set}";
        SelfConsistencyPoint all = result.Points[^1];
        string first = Screen.Number(result.Points[0].Baseline.Value, 3);
        if (trial.Contender.IsGenerative)
        {
            yield return new($"{who}: it fails at t = 0, where it reads {trial.Options.IndependenceLimit} nats or more away from 0", result.Independence.Holds == false, first);
            yield return new($"{who}: it fails data processing, the ratio (2) / (1) leaves .8 to 1.2", result.DataProcessing.Holds == false, Range(result, trial.Options, point => point.DataProcessingRatio));
            yield return new(
                $"{who}: it is additive, the ratio (3) / (1) is nearer to 2 than to 1 (1.5 to 2.5 at the last t)", System.Math.Abs(all.AdditivityRatio.Value - 2) <= 0.5,
                $"{Screen.Number(all.AdditivityRatio.Value)} at t = {all.Kept}");
            yield break;
        }

        yield return new($"{who}: at t = 0 it reads less than {trial.Options.IndependenceLimit} nats", result.Independence.Holds == true, first);
        yield return new($"{who}: it does not fall with t", result.Monotonicity.Holds == true, Course(result));
        yield return new($"{who}: the ratio (2) / (1) is in .8 to 1.2", result.DataProcessing.Holds == true, Range(result, trial.Options, point => point.DataProcessingRatio));

        InformationRatio additivity = all.AdditivityRatio;
        string ratio = $"{Screen.Number(additivity.Value)} at t = {all.Kept}";
        yield return new($"{who}: the ratio (3) / (1) is well below 2 (below {WellBelowTwo} at the last t)", additivity.Value < WellBelowTwo, ratio);
        if (trial.Contender.Name == Contender.InfoNce)
        {
            yield return new($"{who}: the ratio (3) / (1) is about 1 (within .2 at the last t)", System.Math.Abs(additivity.Value - 1) < 0.2, ratio);
        }
    }

    /// <summary>All claims: for how many seeds each holds, and if there are several, whether it holds on their mean.</summary>
    public static IReadOnlyList<Claim> OverSeeds(IReadOnlyList<Trial> trials) =>
        [.. Claim.OverSeeds(trials.SelectMany(Check)), .. Summary.Of(trials).Where(summary => summary.Trials.Count > 1 && !summary.Trials[0].Contender.IsGenerative).SelectMany(MeanClaims.Check)];

    private static string Course(SelfConsistencyResult result) =>
        result.Monotonicity.Holds == true
            ? $"{Screen.Number(result.Points[0].Baseline.Value)} to {Screen.Number(result.Points[^1].Baseline.Value)}"
            : result.Monotonicity.Text;

    private static string Range(SelfConsistencyResult result, SelfConsistencyOptions options, System.Func<SelfConsistencyPoint, InformationRatio> ratio)
    {
        double[] ratios = [.. result.Points.Where(point => point.Baseline.Value >= options.LeastInformation).Select(point => ratio(point).Value)];
        return ratios.Length == 0 ? result.DataProcessing.Text : $"{Screen.Number(ratios.Min())} to {Screen.Number(ratios.Max())}";
    }
}
