using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using MiDsl;
using MiDsl.Samples.Common;
using StackedMnist;
using static TorchSharp.torch;

Option<bool> full = new("--full") { Description = "Three channels, 1,000 modes, 26,000 samples and 10,000 steps. An hour or more; never run to the end by us." };
Option<bool> quick = new("--quick") { Description = "Twenty steps and a weak classifier, to see that all runs." };
Option<double[]> beta = new("--beta") { Description = "Weights of the information. Default 1.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
Option<int?> steps = new("--steps") { Description = "Steps of the generator. Default 2,000, with --full 10,000." };
Option<long> seed = new("--seed") { Description = "First seed of weights, batches and samples. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<string?> data = new("--data") { Description = "Folder with the MNIST files. Default artifacts/data/mnist (./build.sh data)." };
Option<string?> checkpoints = new("--checkpoints") { Description = RunCheckpoint.FolderHelp };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
RootCommand command = new("Which modes of stacked digits a DCGAN covers: plain, with the information I(G(z); c) on its code by MINE, and as PacGAN.") { full, quick, beta, steps, seed, seeds, data, checkpoints, report, json };
seeds.Demand(value => value >= 1, "give at least 1");
steps.Demand(value => value is null or >= 1, "give at least 1");
beta.Demand(value => value.All(weight => weight > 0 && double.IsFinite(weight)), "give finite weights above 0");

return SampleCommand.Run(command, args, (given, cancellation) => Run(
    given.GetValue(full), given.GetValue(quick), given.GetValue(data), given.GetValue(beta)!, given.GetValue(steps),
    given.GetValue(seed), given.GetValue(seeds), given.GetValue(checkpoints), given.GetValue(report), given.GetValue(json), cancellation));

static int Run(bool full, bool quick, string? data, double[] betas, int? asked, long seed, int seeds, string? checkpoints, string? folder, bool json, CancellationToken cancellation)
{
    const string Title = "Modes of stacked digits";
    int steps = asked ?? (quick ? 20 : full ? 10_000 : 2_000);

    // The images are small: a second thread gains nothing.
    set_num_threads(1);
    using StackedDigits digits = new(ImageSets.Load("mnist", ImageSetPart.Train, data), ImageSets.Load("mnist", ImageSetPart.Test, data), channels: full ? 3 : 2, steps: quick ? 100 : 1500);
    string settings = string.Create(
        CultureInfo.InvariantCulture,
        $"{digits.Channels} channels of 14 x 14, {steps:N0} steps, batches of {StackedTraining.BatchSize} samples, packed or not, z = [{StackedTraining.Noise} noise, {StackedTraining.Code} code], generator of {2 * Dcgan.OfGenerator} and {Dcgan.OfGenerator} channels, Adam {StackedTraining.LearningRate}, seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}.")
        + $" The discriminator has {Dcgan.OfDiscriminator} and {2 * Dcgan.OfDiscriminator} channels, so that plain DCGAN loses modes: with 16 and 32, and a generator of as many, it has all 100 within 300 steps. This, the steps and the code's length were chosen on seeds 100 and 101";
    HtmlReport report = new("stacked-mnist", Title, settings);
    Screen.Banner(Title, settings);

    Rival[] rivals = [Rival.Plain, .. betas.Distinct().Select(Rival.Informed), Rival.Packed];
    List<StackedRun> runs = [.. from rival in rivals from i in Enumerable.Range(0, seeds) select new StackedRun(digits, rival, seed + i, steps, quick ? 1 : 15)];
    return Jobs.RunAndReport([.. runs.Select(run => new Job(run.Name, progress =>
    {
        run.Run(progress, cancellation, checkpoints);
        Report.Finished(run);
    }))], report, () => Report.Show(runs, report), () => Report.Summary(runs), folder, json);
}
