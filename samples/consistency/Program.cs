using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Consistency;
using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

Option<bool> full = new("--full") { Description = "4,000 steps a fit, 60,000 images, every third t. Hours." };
Option<string> set = new("--set") { Description = "mnist, fashion or both (default).", DefaultValueFactory = _ => "both" };
set.AcceptOnlyFromAmong("mnist", "fashion", "both");
Option<string?> data = new("--data") { Description = "A folder that holds the files of the set; with it --set must name one. Default artifacts/data (./build.sh data)." };
Option<string[]> bound = new("--bound") { Description = "Only these: InfoNCE, MINE, NWJ, SMILE, VAEs. Default all.", AllowMultipleArgumentsPerToken = true };
bound.AcceptOnlyFromAmong("InfoNCE", "MINE", "NWJ", "SMILE", "VAEs");
Option<int?> images = new("--images") { Description = "Training images used, half of them for the pairs of one image. Default 20,000; 60,000 with --full." };
Option<long> seed = new("--seed") { Description = "Seed of halves, split, weights and batches. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
RootCommand command = new("Self-consistency of four bounds and of three autoencoders on images: what must hold of any information, checked where nobody knows it.") { full, set, data, bound, images, seed, seeds, json, report };
command.Validators.Add(given =>
{
    if (given.GetValue(data) is not null && given.GetValue(set) is not ("mnist" or "fashion"))
    {
        given.AddError("--data holds the files of one set: say which with --set mnist or --set fashion");
    }

    if (given.GetValue(images) < 20)
    {
        given.AddError("--images is at least 20; with fewer than some hundreds nothing is learned");
    }
});
command.SetAction(given =>
{
    try
    {
        bool isFull = given.GetValue(full);
        string[] sets = given.GetValue(set) switch { "mnist" => ["mnist"], "fashion" => ["fashion-mnist"], _ => ["mnist", "fashion-mnist"] };
        Run(sets, given.GetValue(data), given.GetValue(bound) is { Length: > 0 } some ? some : [""], given.GetValue(images) ?? (isFull ? 60_000 : 20_000), isFull, given.GetValue(seed), Math.Max(1, given.GetValue(seeds)), given.GetValue(json), given.GetValue(report));
        return 0;
    }
    catch (DataException e)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();

static void Run(string[] sets, string? folder, string[] bounds, int count, bool full, long seed, int seeds, bool json, string? reportFolder)
{
    SelfConsistencyOptions options = new() { Kept = full ? [0, 3, 6, 9, 12, 15, 18, 21, 24, 28] : [0, 7, 14, 21, 28] };
    string settings = FormattableString.Invariant(
        $"{string.Join(" and ", sets)}, the first {count:N0} training images, {(full ? "4,000" : "400")} steps of 128 pairs, separable critic of 2 normalised layers of {(full ? 256 : 128)}, autoencoders of one layer of {(full ? "256 with 10,000" : "64 with 300")} steps, {(seeds > 1 ? $"seeds {seed} to {seed + seeds - 1}" : $"seed {seed}")}");
    Screen.Banner("Self-consistency on images", settings);

    // A second thread gains nothing on matrices of 128 rows; sums in one order are the same everywhere.
    set_num_threads(1);
    var loaded = sets.ToDictionary(name => name, name => Some(name, folder, count), StringComparer.Ordinal);
    List<Trial> trials =
    [
        .. from i in Enumerable.Range(0, seeds) from name in sets from contender in (full ? Contender.Full : Contender.Quick).Where(one => bounds.Any(name => one.Name.StartsWith(name, StringComparison.Ordinal)))
           select new Trial(contender, name, loaded[name], options, seed + i),
    ];
    Screen.Rich("[bold](1) I(x; h_t(x))[/], nats on held-out images");
    Screen.Line($"  {"t",-34}{string.Concat(options.Kept.Select(kept => $"{kept,8}"))}");
    Jobs.Run([.. trials.Select(trial => new Job($"{trial.Set}, {trial.Contender.Name}, seed {trial.Seed}", tell =>
    {
        trial.Run(tell);
        Report.Finished(trial);
    }))]);
    Screen.Line();
    Report.Tables(Summary.Of(trials));
    Screen.Heading("Claims of Song and Ermon 2020");
    Screen.Claims(Claims.OverSeeds(trials));
    Screen.Line($"\nReport: {ReportPage.Save(trials, settings, reportFolder)}");
    if (json)
    {
        Report.Json(trials);
    }
}

static ImageSet Some(string name, string? folder, int count)
{
    ImageSet all = ImageSets.Load(name, ImageSetPart.Train, folder);
    return all.Take(Math.Min(count, all.Count));
}
