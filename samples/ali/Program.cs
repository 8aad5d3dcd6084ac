using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using Ali;
using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

Option<bool> quick = new("--quick") { Description = "A hundred steps, to see that all runs." };
Option<string> set = new("--set") { Description = "gaussians, mnist or both (default).", DefaultValueFactory = _ => "both" };
set.AcceptOnlyFromAmong("gaussians", "mnist", "both");
Option<double[]> beta = new("--beta") { Description = "Weights of the information, compared with plain ALI. Default 1.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
Option<double[]> lambda = new("--lambda") { Description = "Weights of ALICE's reconstruction error. Default 1.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
Option<int?> steps = new("--steps") { Description = "Steps of encoder and decoder. Default 5,000 on the Gaussians, 3,000 on MNIST." };
Option<long> seed = new("--seed") { Description = "First seed of weights, batches and samples. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 3.", DefaultValueFactory = _ => 3 };
Option<string?> data = new("--data") { Description = "Folder with the MNIST files. Default artifacts/data/mnist (./build.sh data)." };
Option<string?> checkpoints = new("--checkpoints") { Description = RunCheckpoint.FolderHelp };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
RootCommand command = new("ALI against ALI that also keeps the information I_q(X; Z) on its codes by MINE, and against ALICE: how well data are reconstructed.") { quick, set, beta, lambda, steps, seed, seeds, data, checkpoints, report, json };
seeds.Demand(value => value >= 1, "give at least 1");
steps.Demand(value => value is null or >= 1, "give at least 1");
foreach (Option<double[]> weights in (Option<double[]>[])[beta, lambda])
{
    weights.Demand(value => value.All(weight => weight >= 0 && double.IsFinite(weight)), "give finite weights, 0 or above");
}

return SampleCommand.Run(command, args, (given, cancellation) =>
{
    Rival[] rivals = [Rival.Plain, .. given.GetValue(beta)!.Select(weight => new Rival(weight, 0)), .. given.GetValue(lambda)!.Select(weight => new Rival(0, weight))];
    int? asked = given.GetValue(steps) ?? (given.GetValue(quick) ? 100 : null);
    return Run(given.GetValue(set)!, given.GetValue(data), [.. rivals.Distinct()], asked, given.GetValue(seed), given.GetValue(seeds), given.GetValue(checkpoints), given.GetValue(report), given.GetValue(json), cancellation);
});

static int Run(string set, string? folder, IReadOnlyList<Rival> rivals, int? steps, long seed, int seeds, string? checkpoints, string? reportFolder, bool json, CancellationToken cancellation)
{
    const string Title = "A bidirectional adversarial model that keeps the information on its codes";
    const int Points = 5_000, Images = 3_000, OfClassifier = 3_000;

    // The matrices are small: a second thread gains nothing.
    set_num_threads(1);
    using Gaussians gaussians = new();
    using Digits? digits = set == "gaussians" ? null : new(ImageSets.Load("mnist", ImageSetPart.Train, folder), ImageSets.Load("mnist", ImageSetPart.Test, folder), OfClassifier);
    List<(DataSet Data, int Steps)> sets = [.. set == "mnist" ? ((DataSet, int)[])[] : [(gaussians, steps ?? Points)], .. digits is null ? ((DataSet, int)[])[] : [(digits, steps ?? Images)]];
    string settings = string.Join("; ", sets.Select(one => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Data.Name}: {one.Steps:N0} steps, 2 x {one.Data.Hidden} ReLU, z of {one.Data.Latent}, Adam {one.Data.LearningRate}")))
        + string.Create(CultureInfo.InvariantCulture, $"; batches of {AliTraining.BatchSize}, seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}; steps, rates and weights chosen on seeds 100 to 102");
    HtmlReport report = new("ali", Title, settings);
    Screen.Banner(Title, settings);

    List<AliRun> runs = [.. from one in sets from rival in rivals from i in Enumerable.Range(0, seeds) select new AliRun(one.Data, rival, seed + i, one.Steps)];
    return Jobs.RunAndReport([.. runs.Select(run => new Job($"{run.Data.Name}, {run.Name}", progress =>
    {
        run.Run(progress, cancellation, checkpoints);
        Report.Finished(run);
    }))], report, () => Report.Show(runs, report), () => Report.Summary(runs), reportFolder, json);
}
