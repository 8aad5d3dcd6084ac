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
            report.ShowTable(["", $"{of.Key.Cells} of {of.Key.CellCount}", "high quality, %", "KL, nats"], CoverageRows(of.Key, group), digits: 2, $"{of.Key.Name}: coverage");
            foreach (var seed in group.GroupBy(run => run.Seed))
            {
                report.Figure([Picture($"data, seed {seed.Key}", Data(of.Key, seed.Key)), .. seed.Select(run => Picture($"{run.Name}, seed {run.Seed}", run.Samples))]);
            }

            if (group.Any(run => run.Beta > 0))
            {
                (string Name, ClipLog Log)[] clipped = [.. group.Where(run => run.Beta > 0).Select(run => ($"{run.Name}, seed {run.Seed}", run.Clipping))];
                ClipReport.Table(clipped, "I(G(z); c)", report);
                report.Figure([.. clipped.Select(run => ClipReport.Chart(run.Name, run.Log))]);
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
            Clipping = ClipReport.Summary(run.Clipping),
            Seconds = run.Duration.TotalSeconds,
        }),
        Claims = runs.GroupBy(run => run.Target).SelectMany(group => Claims.OverSeeds([.. group]).Select(claim => new { Target = group.Key.Name, claim.Text, claim.Held, claim.Seeds, claim.Numbers })),
    };

    private static List<Cell[]> CoverageRows(GanTarget target, IReadOnlyCollection<GanRun> runs)
    {
        long seed = runs.First().Seed;
        float[] even = new float[2 * Coverage.Samples];
        new Rng(seed, RandomStream.Test).FillUniform(even, -5, 5);
        List<Cell[]> rows = [Row("the data itself", Coverage.Of(target, Data(target, seed))), Row("evenly over [-5, 5]^2", Coverage.Of(target, even))];
        foreach (var same in runs.GroupBy(run => run.Name, StringComparer.Ordinal))
        {
            Cell Mean(Func<Coverage, double> of) => Cell.OverSeeds(same.Select(run => of(run.Coverage)));
            rows.AddRange(same.Select(run => Row($"{same.Key}, seed {run.Seed}", run.Coverage)));
            rows.Add([$"{same.Key}, mean ± spread", Mean(of => of.Covered).Mark(), Mean(of => 100 * of.HighQuality).Mark(), Mean(of => of.Kl).Mark()]);
        }

        return rows;
    }

    private static Cell[] Row(string name, Coverage coverage) => [name, coverage.Covered, 100 * coverage.HighQuality, coverage.Kl];

    private static ScatterChart Picture(string title, float[] points) => new(title, PointSet.OfRows("samples", points.AsSpan(0, 2 * PointsShown)));

    private static float[] Data(GanTarget target, long seed)
    {
        float[] points = new float[2 * Coverage.Samples];
        target.Draw(new Rng(seed, RandomStream.Test), points);
        return points;
    }
}
