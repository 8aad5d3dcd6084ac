using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Consistency;

/// <summary>The report: what the critics saw, curves against t, ratios, tables and claims.</summary>
internal static class ReportPage
{
    /// <summary>Of both declarations.</summary>
    private const int BatchSize = 128;

    /// <summary>Writes it.</summary>
    /// <param name="trials">Finished ones.</param>
    /// <param name="subtitle">Data, seeds, training.</param>
    /// <param name="folder">Where; by default artifacts/reports.</param>
    /// <returns>The page.</returns>
    public static string Save(IReadOnlyList<Trial> trials, string subtitle, string? folder)
    {
        HtmlReport report = new("consistency", "Self-consistency on images", subtitle);
        report.Text(
            "The information of an image x and its top t rows h_t(x) is known to nobody, but three things are: it is 0 at t = 0 and never falls with t; "
            + "X = [x, x] and Y = [h_t(x), h_t-3(x)] hold no more of it; two independent images hold twice as much (Song and Ermon 2020, 1910.06222).");
        report.Claims(Claims.OverSeeds(trials));
        foreach (var set in Summary.Of(trials).GroupBy(summary => summary.Set, StringComparer.Ordinal))
        {
            Section(report, set.Key, [.. set]);
        }

        report.Data(Report.Rows(trials));
        return report.Save(folder).Html;
    }

    private static void Section(HtmlReport report, string set, IReadOnlyList<Summary> summaries)
    {
        Trial any = summaries[0].Trials[0];
        report.Section(set);
        report.Figure(Pictures(any.Images, summaries[0].Kept));
        Reference cap = new($"log {BatchSize}", Math.Log(BatchSize));
        report.Figure(
            Chart("(1) I(x; h_t(x))", "nats", summaries, (summary, i) => summary.At(i, point => point.Baseline.Value), cap),
            Chart("(2) I([x, x]; [h_t(x), h_t-3(x)])", "nats", summaries, (summary, i) => summary.At(i, point => point.DataProcessing.Value), cap),
            Chart("(3) I([x1, x2]; [h_t(x1), h_t(x2)])", "nats", summaries, (summary, i) => summary.At(i, point => point.Additivity.Value), cap));
        report.Figure(
            Chart("(2) / (1)", "ratio", summaries, (summary, i) => summary.Ratio(i, point => point.DataProcessingRatio), new Reference("ideal", 1)),
            Chart("(3) / (1)", "ratio", summaries, (summary, i) => summary.Ratio(i, point => point.AdditivityRatio), new Reference("ideal", 2)));
        foreach (Summary summary in summaries)
        {
            report.Table(
                ["t", "(1)", "(2)", "(3)", "(2) / (1)", "(3) / (1)"],
                summary.Kept.Select((kept, i) => (IReadOnlyList<Cell>)
                [
                    (long)kept,
                    Value(summary.At(i, point => point.Baseline.Value)),
                    Value(summary.At(i, point => point.DataProcessing.Value)),
                    Value(summary.At(i, point => point.Additivity.Value)),
                    Value(summary.Ratio(i, point => point.DataProcessingRatio)),
                    Value(summary.Ratio(i, point => point.AdditivityRatio)),
                ]),
                caption: $"{summary.Contender}: mean and spread over {summary.Trials.Count} seeds");
        }
    }

    /// <summary>Eight images, a row of them for each t.</summary>
    private static Picture Pictures(ImageSet images, ImmutableArray<int> kept)
    {
        const int Shown = 8;
        ImageSet few = images.Take(Shown);
        float[] pixels = [.. kept.SelectMany(few.TopRows)];
        return Picture.Grid($"h_t(x) at t = {string.Join(", ", kept)}", pixels, few.Columns, few.Rows, Shown);
    }

    private static LineChart Chart(
        string title, string unit, IReadOnlyList<Summary> summaries, Func<Summary, int, (double Mean, double Spread)> at, params Reference[] references) =>
        new(title, "t, rows kept", unit,
        [
            .. summaries.Select(summary =>
            {
                (double Mean, double Spread)[] values = [.. summary.Kept.Select((_, i) => at(summary, i))];
                return new Line(summary.Contender, [.. summary.Kept.Select(kept => (double)kept)], [.. values.Select(value => value.Mean)])
                {
                    Error = summary.Trials.Count > 1 ? [.. values.Select(value => value.Spread)] : null,
                };
            }),
        ])
        {
            References = references,
        };

    private static Cell Value((double Mean, double Spread) value) => double.IsNaN(value.Mean) ? "-" : new Cell(value.Mean, value.Spread);
}
