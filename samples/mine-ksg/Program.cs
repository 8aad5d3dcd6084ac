using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MiDsl.Samples.Common;
using MineKsg;
using static TorchSharp.torch;

double[] correlations = [-0.99, -0.9, -0.7, -0.5, -0.3, -0.1, 0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99];

Option<bool> full = new("--full") { Description = "Wider critics and 20,000 steps: hours, never run to the end by us." };
Option<int?> dim = new("--dim") { Description = "Only d = 1 or only d = 20. Default: both." };
dim.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int?>() is not (null or 1 or 20))
    {
        given.AddError("--dim is 1 or 20");
    }
});
Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
Option<string?> folder = new("--report") { Description = HtmlReport.FolderHelp };
RootCommand command = new("Correlated Gaussians in 1 and 20 dimensions: MINE, MINE-f and KSG against the truth (Belghazi et al. 2018).") { full, dim, seed, seeds, json, folder };
command.SetAction(given => Run(given.GetValue(full), given.GetValue(dim), given.GetValue(seed), Math.Max(1, given.GetValue(seeds)), given.GetValue(json), given.GetValue(folder)));
return command.Parse(args).Invoke();

void Run(bool full, int? dim, long seed, int seeds, bool json, string? folder)
{
    string settings = $"d = 1: {Contender.Pairs:N0} pairs given to Fit; d = 20: fresh pairs at every step; KSG: {Contender.Pairs:N0} pairs, k = 3. {(full ? "Large" : "Small")} critics, seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}";
    Screen.Banner("MINE against KSG on correlated Gaussians", settings);
    Screen.Dim("Critic, steps and learning rate were chosen by hand on seed 100, with the truth in sight.\n");

    // Small matrices: a second thread gains little, and sums in one order are the same everywhere.
    set_num_threads(1);
    Measurement[] measurements =
    [
        .. from s in Enumerable.Range(0, seeds)
           from contender in full ? Contender.Full : Contender.Quick
           where dim is null || contender.Dim == dim
           from rho in correlations
           select new Measurement(contender, new(contender.Dim, rho), seed + s),
    ];
    Jobs.Run([.. measurements.Select(one => new Job($"{one.Contender.Name}, d = {one.Pairs.Dim}, rho {one.Pairs.Rho}, seed {one.Seed}", one.Run))]);

    var rows = Row.Of(measurements);
    IReadOnlyList<Claim> claims = Claim.OverSeeds(measurements.GroupBy(one => one.Seed).SelectMany(group => Claims.Check([.. group])));
    Report.Tables(rows);
    Screen.Claims(claims);
    Screen.Line($"\n{Report.Doubts(measurements)}\n\n{Report.Remark}");
    Screen.Line($"\nReport: {Report.Html(rows, claims, settings, measurements).Save(folder).Html}");
    if (json)
    {
        Report.Json(measurements, claims);
    }
}
