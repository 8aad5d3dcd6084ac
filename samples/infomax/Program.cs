using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using Infomax;
using MiDsl;
using MiDsl.Samples.Common;

Option<bool> quick = new("--quick") { Description = "Twenty steps on 500 images, to see that all runs." };
Option<bool> all = new("--all") { Description = "Every bound, global and local, encode-and-dot and concat-and-convolve, on Fashion-MNIST and MNIST." };
Option<string[]> set = new("--set") { Description = "Some of fashion-mnist (default), mnist, cifar-10.", AllowMultipleArgumentsPerToken = true };
set.AcceptOnlyFromAmong("fashion-mnist", "mnist", "cifar-10");
Option<int?> steps = new Option<int?>("--steps") { Description = "Steps of the encoder. Default 1,500." }.Demand(value => value is null or >= 1, "give at least 1");
Option<int?> images = new Option<int?>("--images") { Description = "Images that train encoder and probes. Default 10,000." }.Demand(value => value is null or >= 300, "give at least 300");
Option<long> seed = new("--seed") { Description = "First seed of weights and batches. Default 0." };
Option<int> seeds = new Option<int>("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 }.Demand(value => value >= 1, "give at least 1");
Option<string?> data = new("--data") { Description = "Folder with the files of the one set: for CIFAR-10 its binary version. Default artifacts/data (./build.sh data)." };
Option<string?> checkpoints = new("--checkpoints") { Description = RunCheckpoint.FolderHelp };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
RootCommand command = new("Deep InfoMax: encoders that learn without labels, by the information of their codes on the whole feature map or on each location (Hjelm et al. 2019).") { quick, all, set, steps, images, seed, seeds, data, checkpoints, report, json };
command.Validators.Add(given =>
{
    if (given.GetValue(data) is not null && given.GetValue(set) is not { Length: 1 })
    {
        given.AddError("--data names the folder of one set: give one --set");
    }
});

return SampleCommand.Run(command, args, (given, cancellation) =>
{
    Sizes sizes = given.GetValue(quick) ? Sizes.Tiny : Sizes.Scaled;
    sizes = sizes with { Steps = given.GetValue(steps) ?? sizes.Steps, Images = given.GetValue(images) ?? sizes.Images };
    string[] sets = given.GetValue(set) is { Length: > 0 } some ? some : given.GetValue(all) ? ["fashion-mnist", "mnist"] : ["fashion-mnist"];
    return Run(sizes, sets, given.GetValue(all) ? Variant.All : Variant.Headline, given.GetValue(seed), given.GetValue(seeds), given.GetValue(data), given.GetValue(checkpoints), given.GetValue(report), given.GetValue(json), cancellation);
});

static int Run(Sizes sizes, IReadOnlyList<string> sets, IReadOnlyList<Variant> variants, long seed, int seeds, string? folder, string? checkpoints, string? reportFolder, bool json, CancellationToken cancellation)
{
    const string Title = "Encoders that learn by the information of their codes";
    string settings = string.Create(
        CultureInfo.InvariantCulture,
        $"{sizes.Images:N0} images and {sizes.Tests:N0} to test, convolutions {Sizes.Channels / 2}-{Sizes.Channels}, {Sizes.Hidden}-{Sizes.Code}, {sizes.Steps} steps of {Sizes.BatchSize}, Adam {Sizes.LearningRate}, seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}; steps and norms chosen on seed 100");
    HtmlReport page = new("infomax", Title, settings);
    Screen.Banner(Title, settings);

    List<InfomaxRun> runs = [];
    List<Job> jobs = [];
    List<Pictures> loaded = [];
    Dictionary<string, float[]> originals = [];
    try
    {
        foreach (string name in sets)
        {
            Pictures train = Pictures.Of(ImageSets.Load(name, ImageSetPart.Train, folder), sizes.Images), test = Pictures.Of(ImageSets.Load(name, ImageSetPart.Test, folder), sizes.Tests);
            loaded.AddRange([train, test]);
            originals[name] = test.FirstPixels(32);
            foreach (InfomaxRun run in from s in Enumerable.Range(0, seeds) from variant in variants select new InfomaxRun(variant, name, seed + s, sizes))
            {
                runs.Add(run);
                jobs.Add(new(run.Name, tell =>
                {
                    run.Run(train, test, tell, cancellation, checkpoints);
                    Report.Finished(run);
                }));
            }
        }

        return Jobs.RunAndReport(jobs, page, () => Report.Show(runs, originals, page), () => Report.Summary(runs), reportFolder, json);
    }
    finally
    {
        loaded.ForEach(pictures => pictures.Dispose());
    }
}
