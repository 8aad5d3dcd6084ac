using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using GanMi;
using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

Option<bool> full = new("--full") { Description = "3 layers of 1,024, d = 2, 10, 100, S up to 30,000, K up to 1,000,000, 60,000 images. Days; never run to the end by us." };
Option<bool> quick = new("--quick") { Description = "A tiny model, to see that all runs." };
Option<string?> only = new("--model") { Description = "One model alone, by its name, e.g. GAN10." };
Option<int?> pairs = new("--pairs") { Description = "Simulated pairs of every bound, a multiple of 8. Default 32; 128 with --full." };
Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<string?> data = new("--data") { Description = "Folder with the MNIST files. Default artifacts/data/mnist (./build.sh data)." };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
RootCommand command = new("Information between the latent variable of a GAN and its images, between bounds on both sides (Brekelmans et al. 2022).") { full, quick, only, pairs, seed, data, json, report };
command.Validators.Add(given =>
{
    if (given.GetValue(pairs) is { } count && (count < 8 || count % 8 != 0))
    {
        given.AddError("--pairs is a multiple of 8");
    }
});
command.SetAction(given =>
{
    try
    {
        bool isFull = given.GetValue(full);
        Run(
            [.. (isFull ? GanModels.Full : given.GetValue(quick) ? GanModels.Tiny : GanModels.Quick).Where(one => one.Name == (given.GetValue(only) ?? one.Name))],
            isFull ? 60_000 : given.GetValue(quick) ? 1_000 : 10_000, given.GetValue(pairs) ?? (isFull ? 128 : 32),
            given.GetValue(seed), given.GetValue(data), given.GetValue(json), given.GetValue(report));
        return 0;
    }
    catch (DataException e)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();

static void Run(IReadOnlyList<GanModel> generators, int count, int pairs, long seed, string? data, bool json, string? reportFolder)
{
    // Chains move few rows at a time: a second thread gains little, and sums in one order are the same everywhere.
    set_num_threads(1);
    string folder = Artifacts.Folder("models");
    string settings = FormattableString.Invariant(
        $"MNIST, the first {count:N0} training images; all bounds on the same {pairs} pairs simulated from each generator with Gaussian noise of variance .03 on its pixels (InfoNCE on pairs of its own); seed {seed}, one thread");
    Screen.Banner("How much a GAN's image tells of its latent variable", settings);
    Screen.Dim($"Trained models stay in {folder}, one for each declaration, number of images, training steps and seed; delete them to train anew. The information depends on the variance, which we set.\n");
    using Tensor images = tensor(ImageSets.Load("mnist", ImageSetPart.Train, data).Take(count).ToUnit()).reshape(count, -1);

    List<(GanModel Gan, LearnedModel Model, List<Bracket> Brackets)> results = [];
    foreach (GanModel gan in generators)
    {
        LearnedModel? model = null;
        List<Bracket> brackets = [];
        Jobs.Run(
        [
            new($"{gan.Name}, training", tell => model = gan.Train(folder, images, seed, tell)),
            .. gan.Known.Select(bound => new Job($"{gan.Name}, {bound.Name}", tell => Keep(brackets, bound.Run(model!, seed, pairs, tell)))),
            new($"{gan.Name}, {Bracket.InfoNce}", tell => Keep(brackets, gan.InfoNce(model!, seed, tell))),
        ]);
        BracketReport.Show(model!, brackets);
        results.Add((gan, model!, brackets));
    }

    List<Claim> claims = [.. results.SelectMany(one => BracketClaims.Check(one.Gan.Name, "q", one.Brackets))];
    Screen.Heading("Claims of Brekelmans et al. 2022, scaled");
    Screen.Claims(claims);

    HtmlReport page = new("gan-mi", "How much a GAN's image tells of its latent variable", settings);
    page.Claims(claims);
    foreach (var (gan, model, brackets) in results)
    {
        BracketReport.Add(page, model, brackets);
        page.Figure(gan.Draw(model, 64));
    }

    object[] values = [.. results.SelectMany(one => BracketReport.Data(one.Model, one.Brackets))];
    page.Data(values);
    Screen.Line($"\nReport: {page.Save(reportFolder).Html}");
    if (json)
    {
        JsonLine.Write(new { Values = values, Claims = claims });
    }
}

static void Keep(List<Bracket> brackets, Bracket one)
{
    brackets.Add(one);
    Screen.Dim($"  {one}");
}
