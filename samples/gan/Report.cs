using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Gan;

/// <summary>Pictures, charts, tables and claims of finished runs.</summary>
internal static class Report
{
    // More points only fill the page.
    private const int PointsShown = 2500;

    /// <summary>A line as soon as a generator is trained.</summary>
    public static void Finished(GanRun run) => Screen.Line(
        $"  {$"{run.Target.Name}, {run.Name}, seed {run.Seed}",-36}{run.Coverage.Covered,3} of {run.Target.CellCount} {run.Target.Cells}, "
        + $"{Screen.Number(100 * run.Coverage.HighQuality, 1)} % high quality, KL {Screen.Number(run.Coverage.Kl)}, {Screen.Number(run.Duration.TotalSeconds, 0)} s");

    /// <summary>Everything that was found, target by target.</summary>
    public static void Show(IReadOnlyList<GanRun> runs, HtmlReport report)
    {
        report.Text(
            "High quality: within three standard deviations of a mode, or of the spiral. Covered: modes, or arcs of equal length, with at least 20 of 10,000 "
            + "samples. KL: sum of p_k log(p_k K) over the histogram p of high-quality samples, nats. Points spread evenly over a square have nearly all "
            + "cells, hardly any KL and little quality: the three belong together. No published numbers stand beside ours: the paper has pictures of both targets (recalled, not re-read).");
        foreach (var of in runs.GroupBy(run => run.Target))
        {
            GanRun[] group = [.. of];
            var claims = Claims.OverSeeds(group);
            report.Section(of.Key.Name);
            report.Claims(claims);
            Table(report, $"{of.Key.Name}: coverage", ["", $"{of.Key.Cells} of {of.Key.CellCount}", "high quality, %", "KL, nats"], CoverageRows(of.Key, group));
            foreach (var seed in group.GroupBy(run => run.Seed))
            {
                report.Figure([Picture($"data, seed {seed.Key}", Data(of.Key, seed.Key)), .. seed.Select(run => Picture($"{run.Name}, seed {run.Seed}", run.Samples))]);
            }

            if (group.Any(run => run.Beta > 0))
            {
                Table(
                    report, "Norms of the generator's gradients: |g_a| adversarial, |g_m| information before clipping",
                    ["", "|g_a|, mean", "last", "|g_m|, mean", "last", "clipped, % of steps", "I(G(z); c), last"], NormRows(group));
                report.Figure([.. group.Where(run => run.Beta > 0).Select(NormChart)]);
            }

            Screen.Heading($"Claims, {of.Key.Name}");
            Screen.Claims(claims);
            Screen.Line();
        }
    }

    /// <summary>Everything, for programs.</summary>
    public static object Summary(IReadOnlyList<GanRun> runs) => new
    {
        Runs = runs.Select(run => new
        {
            Target = run.Target.Name,
            run.Beta,
            run.Seed,
            run.Steps,
            run.Coverage,
            Cells = run.Target.CellCount,
            Clipping = run.Beta == 0 ? null : new { Mean = Norms(run.Clipping.Mean()), Last = Norms(run.Clipping.Steps[^1]), run.Clipping.ShareActed },
            Seconds = run.Duration.TotalSeconds,
        }),
        Claims = runs.GroupBy(run => run.Target).SelectMany(group => Claims.OverSeeds([.. group]).Select(claim => new { Target = group.Key.Name, claim.Text, claim.Held, claim.Seeds, claim.Numbers })),
    };

    private static object Norms(ClippedStep step) => new { step.Main, step.Term, step.Scale, step.Information };

    private static List<Cell[]> CoverageRows(Target target, IReadOnlyCollection<GanRun> runs)
    {
        long seed = runs.First().Seed;
        float[] even = new float[2 * Coverage.Samples];
        new Rng(seed, RandomStream.Test).FillUniform(even, -5, 5);
        List<Cell[]> rows = [Row("the data itself", Coverage.Of(target, Data(target, seed))), Row("evenly over [-5, 5]^2", Coverage.Of(target, even))];
        foreach (var same in runs.GroupBy(run => run.Name, StringComparer.Ordinal))
        {
            Cell OverSeeds(Func<Coverage, double> of) => Mean([.. same.Select(run => of(run.Coverage))]);
            rows.AddRange(same.Select(run => Row($"{same.Key}, seed {run.Seed}", run.Coverage)));
            rows.Add([$"{same.Key}, mean ± spread", OverSeeds(of => of.Covered).Mark(), OverSeeds(of => 100 * of.HighQuality).Mark(), OverSeeds(of => of.Kl).Mark()]);
        }

        return rows;
    }

    private static Cell[] Row(string name, Coverage coverage) => [name, coverage.Covered, 100 * coverage.HighQuality, coverage.Kl];

    private static List<Cell[]> NormRows(IEnumerable<GanRun> runs) =>
    [
        .. from run in runs
           where run.Beta > 0
           let mean = run.Clipping.Mean()
           let last = run.Clipping.Steps[^1]
           select (Cell[])[$"{run.Name}, seed {run.Seed}", mean.Main, last.Main, mean.Term, last.Term, 100 * run.Clipping.ShareActed, last.Information],
    ];

    private static LineChart NormChart(GanRun run)
    {
        var trail = run.Clipping.Trail().ToList();
        double[] steps = [.. trail.Select(at => at.Step)];
        Line Curve(string name, Func<ClippedStep, double> of) => new(name, steps, [.. trail.Select(at => of(at.Mean))]);
        return new($"{run.Name}, seed {run.Seed}, means over {run.Steps / trail.Count} steps", "step", "norm, and share",
        [
            Curve("|g_a|", step => step.Main), Curve("|g_m|", step => step.Term), Curve("share of g_m that is let through", step => step.Scale) with { Style = LineStyle.Dashed },
        ]) { YMin = 0 };
    }

    private static ScatterChart Picture(string title, float[] points) => new(title, PointSet.OfRows("samples", points.AsSpan(0, 2 * PointsShown)));

    private static float[] Data(Target target, long seed)
    {
        float[] points = new float[2 * Coverage.Samples];
        target.Draw(new Rng(seed, RandomStream.Test), points);
        return points;
    }

    // ± the spread between seeds, unknown for one.
    private static Cell Mean(double[] seeds)
    {
        double mean = seeds.Average();
        return new(mean, Math.Sqrt(seeds.Sum(value => (value - mean) * (value - mean)) / (seeds.Length - 1)));
    }

    private static void Table(HtmlReport report, string caption, string[] columns, IReadOnlyList<Cell[]> rows)
    {
        Screen.Heading(caption);
        Screen.WriteTable(columns, rows, digits: 2);
        report.Table(columns, rows, digits: 2, caption);
    }
}
