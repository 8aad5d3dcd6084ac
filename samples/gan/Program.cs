using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using Gan;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

Option<bool> full = new("--full") { Description = "30,000 steps instead of 10,000. The paper's layers and steps were not at hand: this is no copy of its setting." };
Option<string> target = new("--target") { Description = "gaussians, spiral or both (default).", DefaultValueFactory = _ => "both" };
target.AcceptOnlyFromAmong("gaussians", "spiral", "both");
Option<double[]> beta = new("--beta") { Description = "Weights of the information, compared with the plain GAN. Default 1.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
Option<int?> steps = new("--steps") { Description = "Steps of the generator. Default 10,000." };
Option<long> seed = new("--seed") { Description = "First seed of weights, batches and samples. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 3.", DefaultValueFactory = _ => 3 };
Option<string?> checkpoints = new("--checkpoints") { Description = RunCheckpoint.FolderHelp };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
RootCommand command = new("A GAN against the same GAN that also keeps the information on its code, I(G(z); c) by MINE: which parts of the data they cover.") { full, target, beta, steps, seed, seeds, checkpoints, report, json };
seeds.Demand(value => value >= 1, "give at least 1");
steps.Demand(value => value is null or >= 1, "give at least 1");
beta.Demand(value => value.All(weight => weight >= 0 && double.IsFinite(weight)), "give finite weights, 0 or above");

return SampleCommand.Run(command, args, (given, cancellation) => Run(
    given.GetValue(target)!, given.GetValue(beta)!, given.GetValue(steps) ?? (given.GetValue(full) ? 30_000 : 10_000),
    given.GetValue(seed), given.GetValue(seeds), given.GetValue(checkpoints), given.GetValue(report), given.GetValue(json), cancellation));

static int Run(string target, double[] betas, int steps, long seed, int seeds, string? checkpoints, string? folder, bool json, CancellationToken cancellation)
{
    const string Title = "A GAN that keeps the information on its code";
    string settings = string.Create(
        CultureInfo.InvariantCulture,
        $"{steps:N0} steps, batches of {GanTraining.BatchSize}, 2 x {GanTraining.Hidden} ReLU, z = [{GanTraining.Noise} noise, {GanTraining.Code} code], Adam 1e-3, seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}; tuned on seeds 100 to 102: the number of steps, and the turns of the spiral on the plain GAN alone");
    HtmlReport report = new("gan", Title, settings);
    Screen.Banner(Title, settings);

    // The matrices are small: a second thread gains nothing.
    set_num_threads(1);
    List<GanTarget> targets = [.. target == "spiral" ? (GanTarget[])[] : [new Grid()], .. target == "gaussians" ? (GanTarget[])[] : [new Spiral()]];
    List<GanRun> runs = [.. from t in targets from b in betas.Prepend(0).Distinct() from i in Enumerable.Range(0, seeds) select new GanRun(t, b, seed + i, steps)];
    return Jobs.RunAndReport([.. runs.Select(run => new Job($"{run.Target.Name}, {run.Name}, seed {run.Seed}", progress =>
    {
        run.Run(progress, cancellation, checkpoints);
        Report.Finished(run);
    }))], report, () => Report.Show(runs, report), () => Report.Summary(runs), folder, json);
}
