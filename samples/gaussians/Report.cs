using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;
using Spectre.Console;

namespace Gaussians;

/// <summary>Charts, tables and claims of finished climbs.</summary>
internal static class Report
{
    private static readonly string[] Stairs = [.. Staircase.Stairs.Select(nats => $"{nats} nats")];

    /// <summary>A line as soon as an estimator is up.</summary>
    public static void Finished(Climb climb)
    {
        string values = string.Concat(climb.Stairs.Select(stair => $"{Screen.Number(stair.Mean),8}"));
        string name = $"{climb.Contender.Name}, {climb.Contender.Critic}, {climb.Pairs}, seed {climb.Seed}";
        Screen.Line($"  {name,-46}{values}");
    }

    /// <summary>
    /// For each kind of pairs and critic: means beside the authors' curve, then bias, variance and MSE, then each claim and for
    /// how many seeds it held.
    /// </summary>
    public static void Show(IReadOnlyList<Climb> climbs, HtmlReport report)
    {
        foreach (var group in climbs.GroupBy(climb => (climb.Pairs, climb.Contender.Critic)))
        {
            List<Cell[]> means = [], errors = [];
            var contenders = group.GroupBy(climb => climb.Contender).ToList();
            foreach (var runs in contenders)
            {
                means.Add([runs.Key.Name, .. OverSeeds(runs, Mean)]);
                if (HasPublished(runs.First()))
                {
                    means.Add(["  the authors'", .. runs.Key.Published]);
                }

                errors.Add([runs.Key.Name, "bias", .. OverSeeds(runs, stairs => stairs.Average(stair => stair.Bias))]);
                errors.Add(["", "variance", .. OverSeeds(runs, stairs => stairs.Average(stair => stair.Variance))]);
                errors.Add(["", "MSE", .. OverSeeds(runs, stairs => stairs.Average(stair => stair.MeanSquaredError))]);
            }

            string kind = $"{group.Key.Pairs} pairs, {group.Key.Critic} critic";
            var claims = Claim.OverSeeds(group.GroupBy(climb => climb.Seed).SelectMany(runs => Claims.Check([.. runs])));
            report.Section($"The staircase: {kind}");
            report.Text(
                "One critic is carried through all stairs, on a fresh batch a step; a point is the mean of the estimates over a fiftieth of a stair. "
                + "Dashed, for Gaussian pairs: the authors' mean over each stair's last half, from 4,000 steps a stair.");
            report.Figure([.. contenders.Select(Chart)]);
            report.Claims(claims);
            Write(report, $"{kind}: mean over each stair's last half", ["", .. Stairs], means);
            Write(report, "Bias against the truth, variance from batch to batch, mean squared error", ["", "", .. Stairs], errors);
            Screen.Heading($"Claims of the papers, {kind}");
            Screen.Claims(claims);
            Screen.Line();
        }

        foreach (Climb climb in climbs.Where(climb => climb.Stairs.Any(stair => stair.CameApart)))
        {
            string nats = string.Join(", ", climb.Stairs.Where(stair => stair.CameApart).Select(stair => stair.Truth));
            string what = $"{climb.Contender.Name}, {climb.Contender.Critic} critic, {climb.Pairs} pairs, seed {climb.Seed}, at {nats} nats: e^f of a few scores carried the critic away.";
            Screen.Rich($"[red]Diverged:[/] {Markup.Escape(what)}");
            report.Text($"Diverged: {what}");
        }
    }

    /// <summary>Everything, for programs.</summary>
    public static object Summary(IReadOnlyList<Climb> climbs) => new
    {
        Runs = climbs.Select(climb => new
        {
            climb.Contender.Name,
            climb.Contender.Critic,
            climb.Pairs,
            climb.Seed,
            climb.Steps,
            Published = climb.Cubic ? [] : climb.Contender.Published,
            climb.Stairs,
        }),
        Claims = climbs.GroupBy(climb => (climb.Pairs, climb.Contender.Critic, climb.Seed)).SelectMany(group =>
            Claims.Check([.. group]).Select(claim => new { group.Key.Pairs, group.Key.Critic, group.Key.Seed, Claim = claim.Text, Held = claim.Held > 0, claim.Numbers })),
    };

    /// <summary>The papers' figure: an estimator's way up, a line a seed.</summary>
    private static LineChart Chart(IGrouping<Contender, Climb> runs)
    {
        int steps = runs.First().Steps;
        List<Line> lines = [.. runs.Select(run => new Line($"seed {run.Seed}", [.. run.Trail.Select(at => at.Step)], [.. run.Trail.Select(at => at.Mean)]) { Colour = 0 })];
        lines.Add(OverStairs("truth", steps, from: 0, Staircase.Stairs) with { Style = LineStyle.Truth });
        if (HasPublished(runs.First()))
        {
            lines.Add(OverStairs("the authors', last half", steps, from: 0.5, runs.Key.Published) with { Style = LineStyle.Dashed, Colour = 1 });
        }

        return new(runs.Key.Name, "step", "nats", lines) { YMin = 0, YMax = 12, References = [new("log 64", Math.Log(Staircase.BatchSize))] };
    }

    // Level on each stair, from a part of it to its end, with a gap before the next.
    private static Line OverStairs(string name, int steps, double from, IReadOnlyList<double> levels) => new(
        name,
        [.. levels.SelectMany((_, stair) => (double[])[(stair + from) * steps, (stair + 1) * steps, (stair + 1) * steps])],
        [.. levels.SelectMany(level => (double[])[level, level, double.NaN])]);

    // The authors' curves are those of Gaussian pairs.
    private static bool HasPublished(Climb climb) => !climb.Cubic && !climb.Contender.Published.IsEmpty;

    private static void Write(HtmlReport report, string caption, string[] columns, IReadOnlyList<Cell[]> rows)
    {
        Screen.Heading(caption);
        Screen.WriteTable(columns, rows, digits: 2);
        report.Table(columns, rows, digits: 2, caption);
    }

    private static IEnumerable<Cell> OverSeeds(IEnumerable<Climb> runs, Func<Stair[], Cell> cell) =>
        Staircase.Stairs.Select((_, i) => cell([.. runs.Select(run => run.Stairs[i])]));

    // Over several seeds the spread between them stands beside their mean.
    private static Cell Mean(Stair[] seeds)
    {
        double mean = seeds.Average(stair => stair.Mean);
        double spread = Math.Sqrt(seeds.Sum(stair => (stair.Mean - mean) * (stair.Mean - mean)) / (seeds.Length - 1));
        return new(mean, spread);
    }
}
