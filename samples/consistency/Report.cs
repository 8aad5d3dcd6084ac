using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using Spectre.Console;

namespace Consistency;

/// <summary>Tables, claims and JSON of finished trials.</summary>
internal static class Report
{
    /// <summary>A line as soon as a trial is done.</summary>
    public static void Finished(Trial trial) => Screen.Line(
        $"  {$"{trial.Set}, {trial.Contender.Name}, seed {trial.Seed}",-34}{string.Concat(trial.Result.Points.Select(point => $"{Screen.Number(point.Baseline.Value),8}"))}");

    /// <summary>(1), (2) and (3) by t, then both ratios, for each set.</summary>
    public static void Tables(IReadOnlyList<Summary> summaries)
    {
        foreach (var set in summaries.GroupBy(summary => summary.Set, StringComparer.Ordinal))
        {
            Table table = Screen.Table(["t", .. set.First().Kept.Select(kept => kept.ToString(CultureInfo.InvariantCulture))]);
            foreach (Summary summary in set)
            {
                Row(table, $"{summary.Contender,-13}(1)", summary, i => summary.At(i, point => point.Baseline.Value));
                Row(table, $"{"",-13}(2)", summary, i => summary.At(i, point => point.DataProcessing.Value));
                Row(table, $"{"",-13}(3)", summary, i => summary.At(i, point => point.Additivity.Value));
                Row(table, $"{"",-13}(2)/(1)", summary, i => summary.Ratio(i, point => point.DataProcessingRatio));
                Row(table, $"{"",-13}(3)/(1)", summary, i => summary.Ratio(i, point => point.AdditivityRatio));
            }

            Screen.Heading($"{set.Key}: nats, and ratios where (1) is enough to take one of; ± spread between seeds");
            Screen.Write(table);
            Screen.Line();
        }
    }

    /// <summary>Everything, for programs.</summary>
    public static void Json(IReadOnlyList<Trial> trials) => JsonLine.Write(new { Trials = Rows(trials), Claims = Claims.OverSeeds(trials) });

    /// <summary>Every value of every trial.</summary>
    public static IEnumerable<object> Rows(IReadOnlyList<Trial> trials) => trials.Select(trial => new
    {
        trial.Set,
        Bound = trial.Contender.Name,
        trial.Seed,
        Points = trial.Result.Points.Select(point => new
        {
            point.Kept,
            Baseline = Value(point.Baseline),
            DataProcessing = Value(point.DataProcessing),
            Additivity = Value(point.Additivity),
        }),
    });

    private static object Value(InformationValue value) =>
        new { value.Value, value.StandardError, Verdict = value.Verdict.ToString() };

    private static void Row(Table table, string name, Summary summary, Func<int, (double Mean, double Spread)> cell) => table.AddRow(
        [Markup.Escape(name), .. summary.Kept.Select((_, i) => Text(cell(i)))]);

    private static string Text((double Mean, double Spread) cell) =>
        double.IsNaN(cell.Mean) ? "-" : double.IsNaN(cell.Spread) ? Number(cell.Mean) : $"{Number(cell.Mean)}±{Number(cell.Spread)}";

    // Rounded first: what is 0.00 has no sign.
    private static string Number(double value) => Screen.Number(Math.Round(value, 2) + 0.0);
}
