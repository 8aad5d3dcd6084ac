using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;
using Spectre.Console;

namespace Gaussians;

/// <summary>Tables, claims and JSON of finished climbs.</summary>
internal static class Report
{
    private static readonly string[] Columns = ["", .. Staircase.Stairs.Select(nats => $"{nats} nats")];

    /// <summary>A line as soon as an estimator is up.</summary>
    public static void Finished(Climb climb)
    {
        string values = string.Concat(climb.Stairs.Select(stair => $"{Screen.Number(stair.Mean),8}"));
        string name = $"{climb.Contender.Name}, {climb.Contender.Critic}, {climb.Pairs}, seed {climb.Seed}";
        Screen.Line($"  {name,-46}{values}");
    }

    /// <summary>Means beside the authors' curve, then bias, variance and MSE, for each kind of pairs and critic.</summary>
    public static void Tables(IReadOnlyList<Climb> climbs)
    {
        foreach (var group in climbs.GroupBy(climb => (climb.Pairs, climb.Contender.Critic)))
        {
            Table means = Screen.Table(Columns), errors = Screen.Table(Columns);
            foreach (var runs in group.GroupBy(climb => climb.Contender))
            {
                Row(means, runs, runs.Key.Name, Mean);
                if (!runs.Key.Published.IsEmpty && group.Key.Pairs == "Gaussian")
                {
                    means.AddRow([new Markup("[dim]  the authors'[/]"), .. runs.Key.Published.Select(nats => new Markup($"[dim]{Screen.Number(nats)}[/]"))]);
                }

                Row(errors, runs, $"{runs.Key.Name,-15}bias", stairs => Screen.Number(stairs.Average(stair => stair.Bias)));
                Row(errors, runs, $"{"",-15}variance", stairs => Screen.Number(stairs.Average(stair => stair.Variance)));
                Row(errors, runs, $"{"",-15}MSE", stairs => Screen.Number(stairs.Average(stair => stair.MeanSquaredError)));
            }

            Screen.Heading($"{group.Key.Pairs} pairs, {group.Key.Critic} critic: mean over each stair's last half");
            Screen.Write(means);
            Screen.Heading("Bias against the truth, variance from batch to batch, mean squared error");
            Screen.Write(errors);
            Screen.Line();
        }
    }

    /// <summary>Each claim, and for how many seeds it held.</summary>
    public static void Verdicts(IReadOnlyList<Climb> climbs)
    {
        foreach (var group in climbs.GroupBy(climb => (climb.Pairs, climb.Contender.Critic)))
        {
            Screen.Heading($"Claims of the papers, {group.Key.Pairs} pairs, {group.Key.Critic} critic");
            var findings = group.GroupBy(climb => climb.Seed).SelectMany(runs => Claims.Check([.. runs]));
            foreach (var claim in findings.GroupBy(finding => finding.Text, StringComparer.Ordinal))
            {
                int held = claim.Count(finding => finding.Held), seeds = claim.Count();
                string verdict = held == seeds ? "[green]held    [/]" : held == 0 ? "[red]not held[/]" : $"[yellow]{held} of {seeds}  [/]";
                Screen.Rich($"  {verdict}  {Markup.Escape(claim.Key)}: [dim]{Markup.Escape(string.Join("; ", claim.Select(finding => finding.Numbers)))}[/]");
            }

            Screen.Line();
        }

        foreach (Climb climb in climbs.Where(climb => climb.Stairs.Any(stair => stair.CameApart)))
        {
            var nats = climb.Stairs.Where(stair => stair.CameApart).Select(stair => stair.Truth);
            Screen.Rich($"[red]Diverged:[/] {Markup.Escape(climb.Contender.Name)}, {climb.Contender.Critic} critic, {climb.Pairs} pairs, seed {climb.Seed}, at {string.Join(", ", nats)} nats: e^f of a few scores carried the critic away.");
        }
    }

    /// <summary>Everything, for programs.</summary>
    public static void Json(IReadOnlyList<Climb> climbs) => JsonLine.Write(new
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
            Claims.Check([.. group]).Select(finding => new { group.Key.Pairs, group.Key.Critic, group.Key.Seed, Claim = finding.Text, finding.Held, finding.Numbers })),
    });

    private static void Row(Table table, IEnumerable<Climb> runs, string name, Func<Stair[], string> cell)
    {
        var cells = Staircase.Stairs.Select((_, i) => cell([.. runs.Select(run => run.Stairs[i])]));
        table.AddRow([Markup.Escape(name), .. cells]);
    }

    // Over several seeds the spread between them stands beside their mean.
    private static string Mean(Stair[] seeds)
    {
        double mean = seeds.Average(stair => stair.Mean);
        double spread = Math.Sqrt(seeds.Sum(stair => (stair.Mean - mean) * (stair.Mean - mean)) / Math.Max(1, seeds.Length - 1));
        return seeds.Length == 1 ? Screen.Number(mean) : $"{Screen.Number(mean)} ± {Screen.Number(spread)}";
    }
}
