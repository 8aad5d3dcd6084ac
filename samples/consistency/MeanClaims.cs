using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Consistency;

/// <summary>The claims on the mean over seeds, whose error holds what differs from training to training; that of one value does not.</summary>
internal static class MeanClaims
{
    /// <summary>Looks at one bound on one set.</summary>
    public static IEnumerable<Claim> Check(Summary summary)
    {
        SelfConsistencyOptions options = summary.Trials[0].Options;
        string who = $"{summary.Contender}, {summary.Set}, mean of {summary.Trials.Count} seeds";
        (double Mean, double Spread)[] baseline = [.. summary.Kept.Select((_, i) => summary.At(i, point => point.Baseline.Value))];
        double[] errors = [.. baseline.Select(value => value.Spread / System.Math.Sqrt(summary.Trials.Count))];
        // Not "greater": what is not a number counts as a fall.
        bool falls = Enumerable.Range(1, baseline.Length - 1).Any(to => Enumerable.Range(0, to).Any(from =>
            !(baseline[from].Mean - baseline[to].Mean <= errors[from] + errors[to])));
        double[] ratios = [.. Ratios(summary, point => point.DataProcessingRatio)];
        double additivity = Ratios(summary, point => point.AdditivityRatio).LastOrDefault(double.NaN);

        yield return new(
            $"{who}: at t = 0 it reads less than {options.IndependenceLimit} nats",
            System.Math.Abs(baseline[0].Mean) < options.IndependenceLimit, Screen.Number(baseline[0].Mean, 3));
        yield return new(
            $"{who}: it does not fall with t, within the standard errors",
            !falls, string.Join(", ", baseline.Select((value, i) => $"{Screen.Number(value.Mean)} ± {Screen.Number(errors[i])}")));
        yield return new(
            $"{who}: the ratio (2) / (1) is in .8 to 1.2",
            ratios.Length > 0 && ratios.All(ratio => System.Math.Abs(ratio - 1) <= options.RatioTolerance), string.Join(", ", ratios.Select(ratio => Screen.Number(ratio))));
        yield return new(
            $"{who}: the ratio (3) / (1) is well below 2 (below {Claims.WellBelowTwo} at the last t)",
            additivity < Claims.WellBelowTwo, Screen.Number(additivity));
    }

    private static IEnumerable<double> Ratios(Summary summary, System.Func<SelfConsistencyPoint, InformationRatio> ratio) =>
        summary.Kept.Select((_, i) => summary.Ratio(i, ratio).Mean).Where(mean => !double.IsNaN(mean));
}
