using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using Gaussians;
using MiDsl;
using MiDsl.Samples.Common;

Option<bool> full = new("--full") { Description = "The papers' size: 4,000 steps a stair, both critics. Hours; with --critic separable ten minutes." };
Option<string> critic = new("--critic") { Description = "separable (default), concatenated or both." };
critic.AcceptOnlyFromAmong("separable", "concatenated", "both");
Option<string> pairs = new("--pairs") { Description = "gaussian, cubic or both (default).", DefaultValueFactory = _ => "both" };
pairs.AcceptOnlyFromAmong("gaussian", "cubic", "both");
Option<int?> steps = new("--steps") { Description = "Steps a stair. Default 1,000; 4,000 with --full." };
Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
RootCommand command = new("Mutual information of correlated Gaussians, climbing in stairs from 2 to 10 nats: how the bounds follow.") { full, critic, pairs, steps, seed, seeds, report, json };
command.SetAction(arguments => Run(
    arguments.GetValue(critic) ?? (arguments.GetValue(full) ? "both" : "separable"),
    arguments.GetValue(pairs)!,
    arguments.GetValue(steps) ?? (arguments.GetValue(full) ? 4000 : 1000),
    arguments.GetValue(full), arguments.GetValue(seed), Math.Max(1, arguments.GetValue(seeds)), arguments.GetValue(report), arguments.GetValue(json)));
return command.Parse(args).Invoke();

static void Run(string critic, string pairs, int steps, bool full, long seed, int seeds, string? folder, bool json)
{
    const string Title = "Correlated Gaussians";
    string settings = string.Create(
        CultureInfo.InvariantCulture,
        $"{steps:N0} steps a stair, batches of {Staircase.BatchSize}, {Staircase.Dim} dimensions, separable critic of {(full ? 3 : 2)} hidden layers, seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}");
    HtmlReport report = new("gaussians", Title, settings);
    Screen.Banner(Title, settings);

    OrdinaryWay(seed, report);

    List<Contender> contenders = [.. critic == "concatenated" ? [] : full ? Contender.Separable : Contender.Quick, .. critic == "separable" ? [] : Contender.Concatenated];
    List<Climb> climbs = [.. from c in contenders from cubic in pairs switch { "gaussian" => (bool[])[false], "cubic" => [true], _ => [false, true] } from i in Enumerable.Range(0, seeds) select new Climb(c, cubic, seed + i, steps)];
    if (pairs != "cubic" && critic != "concatenated")
    {
        climbs.AddRange(from c in Contender.More from i in Enumerable.Range(0, seeds) select new Climb(c, Cubic: false, seed + i, steps));
    }

    climbs = [.. climbs.OrderBy(climb => climb.Seed).ThenBy(climb => climb.Contender.Critic == "concatenated").ThenBy(climb => climb.Cubic)];

    Screen.Rich("[bold]The staircase[/]: one critic carried through all stairs, mean over each stair's last half");
    Screen.Line($"  {"truth",-46}{string.Concat(Staircase.Stairs.Select(nats => $"{Screen.Number(nats),8}"))}");
    Jobs.Run([.. climbs.Select(climb => new Job($"{climb.Contender.Name}, {climb.Contender.Critic}, {climb.Pairs}", report =>
    {
        climb.Run(report);
        Report.Finished(climb);
    }))]);
    Screen.Line();
    Report.Show(climbs, report);
    report.Data(Report.Summary(climbs));
    Screen.Line($"Report: {report.Save(folder).Html}");
    if (json)
    {
        JsonLine.Write(Report.Summary(climbs));
    }
}

// A declaration with a sampler, and Fit: what most programs need.
static void OrdinaryWay(long seed, HtmlReport report)
{
    const double Truth = 2;
    using var estimator = new CorrelatedGaussian(Truth) { Seed = seed };
    TrainingCurve curve = new();
    LowerBound mi = estimator.Fit(curve);
    Screen.Rich($"[bold]new CorrelatedGaussian({Truth}).Fit()[/] is a {mi.GetType().Name}, the truth being {Truth} nats");
    Screen.Line($"  {mi}");
    Screen.Line($"  {(mi.VerdictText.Length > 0 ? mi.VerdictText : "Verdict: nothing suspicious was seen.")}\n");
    report.Section("Fit: a bound on pairs that trained nothing");
    report.Text($"{mi}");
    report.Figure(curve.Chart("Training of InfoNCE on correlated Gaussians", [new("truth", Truth), new("cap", mi.Cap)]));
}
