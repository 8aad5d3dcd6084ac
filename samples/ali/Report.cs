using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Ali;

/// <summary>Pictures, curves, tables and claims of finished runs.</summary>
internal static class Report
{
    /// <summary>A line as soon as a model is trained.</summary>
    public static void Finished(AliRun run)
    {
        Quality quality = run.Quality;
        string digits = double.IsFinite(quality.Accuracy) ? $", {Screen.Number(100 * quality.Accuracy, 1)} % digits kept" : "";
        Screen.Line(
            $"  {$"{run.Data.Name}, {run.Name}",-44}L2 {Screen.Number(quality.Reconstruction)}, {quality.Modes} modes, "
            + $"{Screen.Number(100 * quality.HighQuality, 1)} % quality{digits}, {Screen.Number(run.Duration.TotalSeconds, 0)} s");
    }

    /// <summary>Everything that was found, set by set.</summary>
    public static void Show(IReadOnlyList<AliRun> runs, HtmlReport report)
    {
        report.Text(
            "L2: mean over 10,000 held-out points of the squared distance to their reconstruction, z drawn from q(z|x); their mean reconstructs each by the mean of all. Modes: with at least 20 of 10,000 samples. "
            + "High quality: of the Gaussians' samples, within three standard deviations of a mode; of digits, given a class with at least .9 by a classifier of our own. "
            + "ALICE here has an explicit squared error; as it descends the very number that is measured, it is no equal rival there.");
        foreach (var of in runs.GroupBy(run => run.Data))
        {
            AliRun[] group = [.. of];
            var claims = Claims.Of(group);
            report.Section(of.Key.Name);
            report.Claims(claims);
            QualityTable.Show(of.Key, group, report);
            ClipReport.Table(group.Where(run => run.Rival.Beta > 0).Select(run => (run.Name, run.Clipping)), "I_q(X; Z)", report);
            report.Figure([.. group.GroupBy(run => run.Seed).Select(Curves)]);
            foreach (AliRun run in group)
            {
                report.Figure(run.Pictures);
            }

            Screen.Heading($"Claims, {of.Key.Name}");
            Screen.Claims(claims);
            Screen.Line();
        }
    }

    /// <summary>Everything, for programs.</summary>
    public static object Summary(IReadOnlyList<AliRun> runs) => new
    {
        Runs = runs.Select(run => new
        {
            Data = run.Data.Name,
            Rival = run.Rival.Name,
            run.Rival.Beta,
            run.Rival.Lambda,
            run.Seed,
            run.Steps,
            run.Quality,
            Clipping = ClipReport.Summary(run.Clipping),
            Seconds = run.Duration.TotalSeconds,
        }),
        Claims = runs.GroupBy(run => run.Data).SelectMany(group => Claims.Of([.. group]).Select(claim => new { Data = group.Key.Name, claim.Text, claim.Held, claim.Seeds, claim.Numbers })),
    };

    private static LineChart Curves(IGrouping<long, AliRun> seed) => new(
        $"Reconstruction error while training, seed {seed.Key}", "step", "L2",
        [.. seed.Select(run => new Line(run.Rival.Name, [.. run.Trail.Select(at => at.Step)], [.. run.Trail.Select(at => at.Reconstruction)]))]) { YMin = 0 };
}
