using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>What adaptive clipping saw and did, for a report.</summary>
public static class ClipReport
{
    private const string Caption = "The information term: norms of the generator's gradients, |g_a| adversarial, |g_m| information before clipping";

    /// <summary>A row a run on the screen and in the report; nothing where there is no run.</summary>
    /// <param name="runs">Of those with an information term.</param>
    /// <param name="information">What it is, e.g. <c>I(G(z); c)</c>.</param>
    /// <param name="report">Where it goes.</param>
    public static void Table(IEnumerable<(string Name, ClipLog Log)> runs, string information, HtmlReport report)
    {
        string[] columns = ["", "|g_a|, mean", "at the end", "|g_m|, mean", "at the end", "clipped, % of steps", $"{information} at the end, nats"];
        Cell[][] rows =
        [
            .. from run in runs
               let mean = run.Log.Mean()
               let last = run.Log.Last()
               select (Cell[])[run.Name, mean.Main, last.Main, mean.Term, last.Term, 100 * run.Log.ShareActed, last.Information],
        ];
        if (rows.Length > 0)
        {
            report.ShowTable(columns, rows, digits: 2, Caption);
        }
    }

    /// <summary>The norms over the steps of a run, and how much of the information's gradient was let through.</summary>
    public static LineChart Chart(string name, ClipLog log)
    {
        (double Step, ClippedStep Mean)[] trail = [.. log.Trail()];
        double[] steps = [.. trail.Select(at => at.Step)];
        Line Curve(string curve, Func<ClippedStep, double> of) => new(curve, steps, [.. trail.Select(at => of(at.Mean))]);
        return new($"{name}, means over {log.Steps.Count / trail.Length} steps", "step", "norm, and share",
        [
            Curve("|g_a|", step => step.Main), Curve("|g_m|", step => step.Term), Curve("share of g_m that is let through", step => step.Scale) with { Style = LineStyle.Dashed },
        ]) { YMin = 0 };
    }

    /// <summary>For programs; null where nothing was clipped.</summary>
    public static object? Summary(ClipLog log) =>
        log.Steps.Count == 0 ? null : new { Mean = Norms(log.Mean()), Last = Norms(log.Last()), log.ShareActed };

    private static object Norms(ClippedStep step) => new { step.Main, step.Term, step.Scale, step.Information };
}
