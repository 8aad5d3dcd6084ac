using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MiDsl;

namespace Consistency;

/// <summary>One bound on one set: means over seeds, and the spread between them.</summary>
/// <param name="Contender">The bound.</param>
/// <param name="Set">The images' name.</param>
/// <param name="Kept">The grid [n].</param>
/// <param name="Trials">One a seed.</param>
internal sealed record Summary(string Contender, string Set, ImmutableArray<int> Kept, IReadOnlyList<Trial> Trials)
{
    /// <summary>By set and bound, in the order of the trials.</summary>
    public static IReadOnlyList<Summary> Of(IEnumerable<Trial> trials) =>
    [
        .. trials.GroupBy(trial => (trial.Contender.Name, trial.Set))
            .Select(same => new Summary(same.Key.Name, same.Key.Set, [.. same.First().Result.Points.Select(point => point.Kept)], [.. same])),
    ];

    /// <summary>Mean and standard deviation over seeds (NaN for one seed) of something at a point of the grid.</summary>
    public (double Mean, double Spread) At(int index, Func<SelfConsistencyPoint, double> what)
    {
        double[] values = [.. Trials.Select(trial => what(trial.Result.Points[index]))];
        (double mean, double error) = BatchMeans.Of(values);
        return (mean, values.Length > 1 ? error * Math.Sqrt(values.Length) : double.NaN);
    }

    /// <summary>A ratio, where the mean of (1) is enough to take one of; NaN elsewhere.</summary>
    public (double Mean, double Spread) Ratio(int index, Func<SelfConsistencyPoint, InformationRatio> ratio) =>
        At(index, point => point.Baseline.Value).Mean >= Trials[0].Options.LeastInformation
            ? At(index, point => ratio(point).Value)
            : (double.NaN, double.NaN);
}
