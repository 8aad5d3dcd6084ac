using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Generators;

namespace MiDsl.Matrix.Tests;

/// <summary>All points of the matrix, judged; once for all tests.</summary>
/// <param name="Planned">Those that have a plan.</param>
/// <param name="Ids">How many break a rule, by the first one's id.</param>
/// <param name="Failures">What is neither, both, or threw.</param>
internal sealed record Walk(IReadOnlyList<Combination> Planned, IReadOnlyDictionary<string, int> Ids, IReadOnlyList<string> Failures)
{
    private static readonly Lazy<Walk> Once = new(Go);

    public static Walk Whole => Once.Value;

    private static Walk Go()
    {
        (Combination? Planned, string? Id, string? Failure)[] judged = [.. Combination.All().AsParallel().AsOrdered().Select(Judge)];
        return new Walk(
            [.. judged.Where(one => one.Planned is not null).Select(one => one.Planned!)],
            judged.Where(one => one.Id is not null).GroupBy(one => one.Id!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            [.. judged.Where(one => one.Failure is not null).Select(one => one.Failure!)]);
    }

    private static (Combination? Planned, string? Id, string? Failure) Judge(Combination combination)
    {
        try
        {
            Planned planned = Generators.Planned.From(combination.Declaration("C"));
            return planned.Problems.Count > 0 ? (null, planned.Problems[0].Id, null)
                : planned.Plan is null == planned.Known is null ? (null, null, $"neither rule nor plan, or two plans: {combination}")
                : (combination, null, null);
        }
        catch (Exception e)
        {
            return (null, null, $"{e.GetType().Name}, {e.Message}: {combination}");
        }
    }
}
