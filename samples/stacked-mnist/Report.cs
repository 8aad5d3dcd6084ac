using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace StackedMnist;

/// <summary>Tables, curves, pictures and claims of finished runs.</summary>
internal static class Report
{
    /// <summary>A line as soon as a generator is trained.</summary>
    public static void Finished(StackedRun run) => Screen.Line(
        $"  {run.Name,-32}{run.Coverage.Covered,5} of {run.Data.ModeCount} modes, KL {Screen.Number(run.Coverage.Kl, 3)}, "
        + $"confidence {Screen.Number(100 * run.Coverage.Confidence, 1)} %, {Screen.Number(run.Duration.TotalSeconds, 0)} s");

    /// <summary>Everything that was found.</summary>
    public static void Show(IReadOnlyList<StackedRun> runs, HtmlReport report)
    {
        StackedDigits data = runs[0].Data;
        var claims = Claims.OverSeeds(runs);
        report.Text(FormattableString.Invariant(
            $"Mode: the digits that a classifier of our own reads in the channels, right for {100 * data.ClassifierAccuracy:F2} % of the test digits. A mode is covered by one sample of {data.Measured:N0}, as in the literature; unreadable samples fall somewhere too, so the KL tells more. ")
            + "KL: sum of p_k log(p_k / q_k) over the samples' histogram p and the data's q, nats. Confidence: mean of the classifier's greatest probability.");
        if (Claims.Void(runs) is { Count: > 0 } seeds)
        {
            report.Text($"With seed {string.Join(", ", seeds)} plain DCGAN covers every mode: nothing can cover more, and that claim is void there. The KL is left.");
        }

        report.Claims(claims);
        Table(runs, report);
        ClipReport.Table(Informed(runs), "I(G(z); c)", report);
        foreach (var seed in runs.GroupBy(run => run.Seed))
        {
            report.Figure([Curves($"Modes while training, seed {seed.Key}", "modes", seed, coverage => coverage.Covered), Curves($"KL while training, seed {seed.Key}", "nats", seed, coverage => coverage.Kl)]);
            using var digits = data.HeldOut(seed.Key, StackedRun.Columns * StackedRun.Rows);
            report.Figure([Picture("test digits, channel beside channel", data, digits.data<float>().ToArray()), .. seed.Select(run => Picture(run.Name, data, run.Samples))]);
        }

        report.Figure([.. Informed(runs).Select(run => ClipReport.Chart(run.Name, run.Log))]);
        Screen.Heading("Claims");
        Screen.Claims(claims);
        Screen.Line();
    }

    /// <summary>Everything, for programs.</summary>
    public static object Summary(IReadOnlyList<StackedRun> runs) => new
    {
        runs[0].Data.ModeCount,
        runs[0].Data.Measured,
        runs[0].Data.ClassifierAccuracy,
        Runs = runs.Select(run => new
        {
            run.Rival.Name,
            run.Rival.Beta,
            run.Rival.Packing,
            run.Seed,
            run.Steps,
            run.Coverage,
            Clipping = ClipReport.Summary(run.Clipping),
            Seconds = run.Duration.TotalSeconds,
        }),
        Claims = Claims.OverSeeds(runs),
    };

    private static void Table(IReadOnlyList<StackedRun> runs, HtmlReport report)
    {
        StackedDigits data = runs[0].Data;
        using var held = data.HeldOut(runs[0].Seed, data.Measured);
        List<Cell[]> rows = [Row("test digits", data.Measure(held))];
        foreach (var same in runs.GroupBy(run => run.Rival))
        {
            Cell Mean(Func<ModeCoverage, double> of) => Cell.OverSeeds(same.Select(run => of(run.Coverage))).Mark();
            rows.AddRange(same.Select(run => Row(run.Name, run.Coverage)));
            rows.AddRange(same.Count() > 1 ? (Cell[][])[[$"{same.Key.Name}, mean ± spread", Mean(of => of.Covered), Mean(of => of.Kl), Mean(of => 100 * of.Confidence)]] : []);
        }

        rows.AddRange(Published.ThousandModes.Select(row => (Cell[])[$"{row.Name}, 1,000 modes (recalled)", row.Covered % 1 == 0 ? (Cell)(long)row.Covered : row.Covered, row.Kl, ""]));
        string[] columns = ["", "modes", "KL, nats", "confidence, %"];
        report.ShowTable(columns, rows, digits: 3, data.Name);
    }

    private static Cell[] Row(string name, ModeCoverage coverage) => [name, coverage.Covered, coverage.Kl, 100 * coverage.Confidence];

    private static IEnumerable<(string Name, ClipLog Log)> Informed(IEnumerable<StackedRun> runs) =>
        runs.Where(run => run.Rival.Beta > 0).Select(run => (run.Name, run.Clipping));

    private static LineChart Curves(string title, string unit, IEnumerable<StackedRun> runs, Func<ModeCoverage, double> of) => new(
        title, "step", unit,
        [.. runs.Select(run => new Line(run.Rival.Name, [.. run.Trail.Select(at => at.Step)], [.. run.Trail.Select(at => of(at.Coverage))]))]) { YMin = 0 };

    // Channel beside channel: an image of one row of digits.
    private static Picture Picture(string title, StackedDigits data, float[] samples)
    {
        using var scope = NewDisposeScope();
        float[] images = tensor(samples).reshape(-1, data.Channels, SmallDigits.Side, SmallDigits.Side).permute(0, 2, 1, 3).contiguous().data<float>().ToArray();
        return MiDsl.Samples.Common.Picture.Grid(title, images, data.Channels * SmallDigits.Side, SmallDigits.Side, StackedRun.Columns);
    }
}
