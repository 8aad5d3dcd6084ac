using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MiDsl.Samples.Common;
using Noise;
using static TorchSharp.torch;

Option<bool> full = new("--full") { Description = "A wider critic, 10,000 steps, 65,536 test pairs: an hour, never run to the end by us." };
Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
Option<string?> folder = new("--report") { Description = HtmlReport.FolderHelp };
RootCommand command = new("Y = f(X) + sigma eps for three f and five sigma: MINE against the truth, and how far equitability goes (Belghazi et al. 2018).") { full, seed, seeds, json, folder };
command.SetAction(given => Run(given.GetValue(full), given.GetValue(seed), Math.Max(1, given.GetValue(seeds)), given.GetValue(json), given.GetValue(folder)));
return command.Parse(args).Invoke();

static void Run(bool full, long seed, int seeds, bool json, string? folder)
{
    string settings = $"Y = f(X) + sigma eps, X uniform on (-1, 1); fresh pairs at every step; {(full ? "large" : "small")} critic, seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}";
    Screen.Banner("Noise and nonlinearity", settings);
    Screen.Dim("Critic, steps and learning rate were chosen by hand on seed 100, with the truth in sight.\n");

    // Small matrices: a second thread gains little, and sums in one order are the same everywhere.
    set_num_threads(1);
    NoisyFunction[] functions = [.. NoisyFunction.All()];
    Measurement[] measurements = [.. from s in Enumerable.Range(0, seeds) from pairs in functions select new Measurement(pairs, seed + s, full)];
    Jobs.Run([.. measurements.Select(one => new Job($"f = {one.Pairs.Name}, sigma {one.Pairs.Sigma}, seed {one.Seed}", one.Run))]);

    var rows = Row.Of(measurements);
    IReadOnlyList<Claim> claims = Claim.OverSeeds(measurements.GroupBy(one => one.Seed).SelectMany(group => Claims.Check([.. group])));
    Report.Tables(rows);
    Screen.Claims(claims);
    Screen.Line($"\n{Report.Equitability}");
    Screen.Line($"\nReport: {Report.Html(rows, claims, settings, measurements).Save(folder).Html}");
    if (json)
    {
        Report.Json(measurements, claims);
    }
}
