using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl;

namespace Scoreboard;

/// <summary>How a contender did on all tasks, means over the seeds.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Side">What its values claim: lower, upper or estimate.</param>
/// <param name="MeanError">Mean of |value - truth| over tasks and seeds, where there is a finite value.</param>
/// <param name="WithinShare">Tasks within 10 % of the truth.</param>
/// <param name="Near">Tasks within 10 % or .05 nats, whichever is more.</param>
/// <param name="Failed">Jobs without a finite value; they are near nothing.</param>
/// <param name="Seconds">Of processor time a task.</param>
internal sealed record Score(string Name, string Side, double MeanError, double WithinShare, double Near, int Failed, double Seconds)
{
    /// <summary>Standard error of <see cref="MeanError"/> over the seeds; NaN with one.</summary>
    public double StandardError { get; private init; } = double.NaN;

    /// <summary>The contenders in the order of the outcomes.</summary>
    public static IReadOnlyList<Score> Of(IEnumerable<Outcome> outcomes) =>
        [.. outcomes.GroupBy(one => one.Job.Estimator, StringComparer.Ordinal).Select(group => Of(group.Key, [.. group]))];

    private static Score Of(string name, Outcome[] outcomes)
    {
        int seeds = outcomes.Select(one => one.Job.Seed).Distinct().Count();
        return new(
            name, outcomes.Select(one => one.Answer.Value).FirstOrDefault(value => value is not null)?.Direction switch
            {
                Direction.Lower => "lower",
                Direction.Upper => "upper",
                Direction.Neither => "estimate",
                _ => "",
            },
            outcomes.Where(one => one.IsFinite).Select(one => one.Error).DefaultIfEmpty(double.NaN).Average(),
            outcomes.Count(one => one.WithinShare) / (double)seeds, outcomes.Count(one => one.IsNear) / (double)seeds,
            outcomes.Count(one => !one.IsFinite), outcomes.Average(one => one.Answer.Seconds))
        {
            StandardError = SpreadOf([.. outcomes.Where(one => one.IsFinite).GroupBy(one => one.Job.Seed).Select(seed => seed.Average(one => one.Error))]),
        };
    }

    private static double SpreadOf(double[] errors)
    {
        if (errors.Length < 2)
        {
            return double.NaN;
        }

        double mean = errors.Average();
        return Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Length - 1) / errors.Length);
    }
}

/// <summary>What others measured on all 40 tasks with 10,000 pairs, with the defaults of cbg-ethz/bmi (Czyż et al. 2023).</summary>
internal sealed record Published(string Name, double MeanError, int WithinShare)
{
    public const int Pairs = 10_000;

    public static IReadOnlyList<Published> All { get; } = [new("CCA, published", 0.152, 21), new("MINE, published", 0.152, 16), new("KSG, published", 0.219, 14)];
}
