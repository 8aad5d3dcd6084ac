using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Bottleneck;

/// <summary>Tables, charts and claims of finished trials.</summary>
internal static class Report
{
    private const string Remark =
        "I(X; Z): a lower bound by a fresh critic on the finished encoder, for X uniform over the training images (at most log n) with fresh noise; ± its standard error. "
        + "By p(z|x): structured InfoNCE (at most log 4,096 = 8.3) and the leave-one-out bound of Gaussian encoders, which need no critic. KL: E KL(p(z|x), N(0, 1)) of Gaussian encoders, above I(X; Z). The deterministic net's codes name their images: I(X; Z) is log n there, whatever it learned. "
        + "The paper's errors are recalled, not re-read, and of 60,000 images and wider networks.";

    /// <summary>A line as soon as a classifier is trained.</summary>
    public static void Finished(Trial trial) => Screen.Line(
        $"  {$"{trial.Name}, seed {trial.Seed}",-40} test error {Screen.Number(100 * trial.Test.Error)} %{(trial.Information is { } value ? $", I(X; Z) {Screen.Number(value.Value)}" : "")}, {Screen.Number(trial.Duration.TotalSeconds, 0)} s");

    /// <summary>Everything that was found.</summary>
    public static void Show(IReadOnlyList<Trial> trials, HtmlReport page)
    {
        var claims = Claims.OverSeeds(trials);
        page.Claims(claims);
        page.Text(Remark);
        page.ShowTable(["", "beta", "validation", "test", "paper (recalled)", "I(X; Z), nats"], Headline(trials), digits: 2, "At the beta that validates best, seed by seed: errors, %");
        page.ShowTable(["", "seed", "validation", "test", "I(X; Z) at least", "by p(z|x), between", "KL, at most", "clipped, % of steps", "s"], Rows(trials), digits: 2, "All trials: errors, %, and nats");
        foreach (var seed in trials.GroupBy(trial => trial.Seed))
        {
            Charts(page, seed.Key, [.. seed]);
        }

        Screen.Dim(Remark);
        Screen.Line();
        Screen.Heading("Claims of Belghazi et al. 2018, scaled");
        Screen.Claims(claims);
    }

    /// <summary>Everything, for programs.</summary>
    public static object Summary(IReadOnlyList<Trial> trials) => new
    {
        Trials = trials.Select(trial => new
        {
            trial.Contender.Name, trial.Beta, trial.Seed, trial.Validation, trial.Test, Information = trial.Information?.Value, InformationSe = trial.Information?.StandardError, KnownAtLeast = trial.Known?.AtLeast.Value, KnownAtMost = trial.Known?.AtMost.Value, trial.Rate,
            trial.Epochs, Seconds = trial.Duration.TotalSeconds, Chosen = IsChosen(trial, trials),
        }),
        Claims = Claims.OverSeeds(trials),
    };

    private static bool IsChosen(Trial trial, IEnumerable<Trial> all) =>
        ReferenceEquals(trial, Claims.Chosen(all.Where(other => other.Contender == trial.Contender && other.Seed == trial.Seed)));

    private static List<Cell[]> Headline(IReadOnlyList<Trial> trials)
    {
        List<Cell[]> rows = [];
        foreach (var of in trials.GroupBy(trial => trial.Contender))
        {
            Trial[] chosen = [.. of.GroupBy(trial => trial.Seed).Select(Claims.Chosen)];
            rows.Add(
            [
                of.Key.Name, of.Key.Penalty == Penalty.None ? "" : string.Join(", ", chosen.Select(trial => FormattableString.Invariant($"{trial.Beta}"))),
                Cell.OverSeeds(chosen.Select(trial => 100 * trial.Validation.Error)), Cell.OverSeeds(chosen.Select(trial => 100 * trial.Test.Error)).Mark(), of.Key.Published,
                of.Key.Penalty == Penalty.None ? "" : Cell.OverSeeds(chosen.Select(trial => trial.Information!.Value)),
            ]);
        }

        return rows;
    }

    private static List<Cell[]> Rows(IReadOnlyList<Trial> trials) =>
    [
        .. trials.Select(trial => (Cell[])
        [
            IsChosen(trial, trials) ? trial.Name + " (chosen)" : trial.Name, trial.Seed, 100 * trial.Validation.Error, 100 * trial.Test.Error,
            trial.Information is { } value ? new Cell(value.Value, value.StandardError) : "", Between(trial), double.IsNaN(trial.Rate) ? "" : trial.Rate,
            trial.Contender.Penalty == Penalty.Mine && trial.Beta > 0 ? 100 * trial.Epochs.Average(epoch => epoch.Clipped) : "", (long)Math.Round(trial.Duration.TotalSeconds),
        ]),
    ];

    private static string Between(Trial trial) => trial.Known is var (least, most) ? $"{Screen.Number(least.Value)} and {Screen.Number(most.Value)}" : "";

    private static void Charts(HtmlReport page, long seed, IReadOnlyList<Trial> trials)
    {
        double plain = 100 * trials.First(trial => trial.Contender == Contender.Deterministic).Test.Error;
        var penalised = trials.Where(trial => trial.Contender.Penalty != Penalty.None).GroupBy(trial => trial.Contender)
            .Select(of => (of.Key.Name, Trials: of.OrderBy(trial => trial.Beta).ToArray())).ToArray();
        List<Line> Over(Func<Trial, double> of) =>
            [.. penalised.Select(line => (line.Name, Trials: line.Trials.Where(trial => trial.Beta > 0).ToArray())).Select(line => new Line(line.Name, [.. line.Trials.Select(trial => trial.Beta)], [.. line.Trials.Select(of)]))];

        page.Section(FormattableString.Invariant($"Seed {seed}"));
        page.Figure(
            new LineChart("Test error", "beta", "%", Over(trial => 100 * trial.Test.Error)) { LogX = true, References = [new("deterministic net", plain)] },
            new LineChart("I(X; Z) by a fresh critic", "beta", "nats", Over(trial => trial.Information!.Value)) { LogX = true });
        page.Figure(new LineChart(
            "Information plane: what the code keeps of the image, what it tells of the label (validation images); from beta 0 or the least to the greatest", "I(X; Z), nats, at least", "log 10 - cross entropy, nats",
            [.. penalised.Select(line => new Line(line.Name, [.. line.Trials.Select(trial => trial.Information!.Value)], [.. line.Trials.Select(trial => trial.Validation.Relevant)]))])
            { References = [new("log 10", Math.Log(10))] });
        page.Figure([.. penalised.Select(line => Trajectory(line.Name, [.. line.Trials.Where(trial => trial.Beta > 0)]))]);
    }

    private static LineChart Trajectory(string name, IReadOnlyList<Trial> trials) => new(
        $"{name}: the penalty, epoch by epoch", "epoch", "nats",
        [.. trials.Select(trial => new Line(FormattableString.Invariant($"beta {trial.Beta}"), [.. trial.Epochs.Select((_, i) => i + 1.0)], [.. trial.Epochs.Select(epoch => epoch.Penalty)]))]);
}
