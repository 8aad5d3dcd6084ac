using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Infomax;

/// <summary>Tables, charts and claims of finished runs.</summary>
internal static class Report
{
    private const string Remark =
        "linear, MLP, SVM: test accuracy of a classifier on the frozen layer, %. I(X; Y): a lower bound by MINE on test images and their codes, ± its standard error. NDM: KL from p(y) to the product of its units' densities by MINE's plug-in on test codes; where units depend without noise it has no limit. directions: how many of 64 the codes spread in, by their covariance. "
        + "MS-SSIM (two scales): of test images and what an MLP decoder makes of their codes. The paper's accuracies are recalled, on CIFAR-10 with wider encoders, all training images and a nonlinear classifier.";

    /// <summary>A line as soon as an encoder is measured.</summary>
    public static void Finished(InfomaxRun run) => Screen.Line(
        $"  {run.Name,-50} linear on Y {Percent(run.Measured!.Linear[^1])} %, I(X; Y) {Screen.Number(run.Measured.Information.Value)}, NDM {Screen.Number(run.Measured.Dependency)} nats, {Screen.Number(run.Duration.TotalSeconds, 0)} s");

    /// <summary>Everything that was found.</summary>
    public static void Show(IReadOnlyCollection<InfomaxRun> runs, IReadOnlyDictionary<string, float[]> originals, HtmlReport page)
    {
        IReadOnlyList<Claim> claims = Claims.OverSeeds(runs);
        page.Claims(claims);
        page.Text(Remark);
        foreach (var set in runs.GroupBy(run => run.Set, StringComparer.Ordinal))
        {
            page.Section(set.Key);
            bool several = set.Select(run => run.Seed).Distinct().Count() > 1;
            page.ShowTable(
                ["", .. Measurement.Layers.Select(layer => "linear " + layer), .. Measurement.Layers.Select(layer => "MLP " + layer), "SVM Y", "paper conv", "paper fc", "paper Y"],
                [.. set.GroupBy(run => run.Variant).Select(Accuracies)], digits: 1, $"{set.Key}: accuracy, %{(several ? ", ± the spread between seeds" : "")}");
            page.ShowTable(["", "seed", "I(X; Y) at least", "NDM", "directions", "MS-SSIM", "s"], [.. set.Select(Nats)], digits: 2, $"{set.Key}: nats, and MS-SSIM");
            long first = set.Min(run => run.Seed);
            page.Figure(new LineChart(
                $"{set.Key}: the objective on its batches, seed {first} (of the supervised rival less the cross entropy)", "step", "nats",
                [.. set.Where(run => run.Seed == first && run.Trail.Count > 0).Select(run => new Line(run.Variant.Name, [.. run.Trail.Select(look => look.Step)], [.. run.Trail.Select(look => look.Value)]))]));
            page.Figure(
            [
                Picture.Grid($"{set.Key}: test images", originals[set.Key], Sizes.Side, Sizes.Side, columns: 16),
                .. set.Where(run => run.Seed == first).Select(run => Picture.Grid($"Decoded from the codes of {run.Variant.Name}", run.Measured!.Reconstructions, Sizes.Side, Sizes.Side, columns: 16)),
            ]);
        }

        Screen.Dim(Remark);
        Screen.Line();
        Screen.Heading("Claims of Hjelm et al. 2019, scaled");
        Screen.Claims(claims);
    }

    /// <summary>Everything, for programs.</summary>
    public static object Summary(IReadOnlyCollection<InfomaxRun> runs) => new
    {
        Runs = runs.Select(run => new
        {
            run.Set, run.Variant.Name, run.Variant.Gamma, run.Seed, run.Measured!.Linear, run.Measured.Mlp, run.Measured.Svm, Information = run.Measured.Information.Value,
            InformationSe = run.Measured.Information.StandardError, run.Measured.Dependency, run.Measured.Directions, run.Measured.Similarity, Seconds = run.Duration.TotalSeconds,
        }),
        Claims = Claims.OverSeeds(runs),
    };

    private static Cell[] Accuracies(IGrouping<Variant, InfomaxRun> of)
    {
        Measurement[] seeds = [.. of.Select(run => run.Measured!)];
        Published? paper = of.Key.Published;
        return
        [
            of.Key.Name, .. Measurement.Layers.Select((_, i) => Cell.OverSeeds(seeds.Select(one => 100 * one.Linear[i]))), .. Measurement.Layers.Select((_, i) => Cell.OverSeeds(seeds.Select(one => 100 * one.Mlp[i]))),
            Cell.OverSeeds(seeds.Select(one => 100 * one.Svm)), .. new[] { paper?.Conv, paper?.Hidden, paper?.Code }.Select(value => value is { } v && !double.IsNaN(v) ? new Cell(v) : ""),
        ];
    }

    private static Cell[] Nats(InfomaxRun run) =>
    [
        run.Variant.Name, run.Seed, new Cell(run.Measured!.Information.Value, run.Measured.Information.StandardError), run.Measured.Dependency, run.Measured.Directions, run.Measured.Similarity,
        (long)Math.Round(run.Duration.TotalSeconds),
    ];

    private static string Percent(double share) => Screen.Number(100 * share, 1);
}
