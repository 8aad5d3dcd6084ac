using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Tabular;

/// <summary>Table, charts, recommendation and JSON.</summary>
internal static class Report
{
    public static void Finished(Result result) => Screen.Line($"  {result.Value}");

    public static void Show(IReadOnlyList<Result> results, Recommendation best, IReadOnlyList<Reference> truth, HtmlReport report)
    {
        string[] columns = ["Estimator", "Nats", "Side", "Validation", "Verdict"];
        List<Cell[]> rows = [.. results.Select(result => (Cell[])
        [
            result.Name,
            new Cell(result.Value.Value, result.Value.StandardError),
            Side(result.Value),
            result.Value is LowerBound ? result.Validation : "",
            Words(result.Value.Verdict),
        ])];
        string[] remarks = [.. results.Where(result => result.Value.VerdictText.Length > 0).Select(result => $"{result.Name}: {result.Value.VerdictText}")];
        string choice = $"{best.Value}", bound = $"Certified: {best.AtLeast}";
        string[] why = [.. new[] { best.Reason, best.Value.VerdictText }.Where(text => text.Length > 0)];

        Screen.Line();
        Screen.WriteTable(columns, rows);
        foreach (string remark in remarks)
        {
            Screen.Line(remark);
        }

        Screen.Rich($"\n[bold]Recommended:[/] [bold green]{choice}[/]");
        foreach (string text in (string[])[bound, .. why])
        {
            Screen.Line(text);
        }

        report.Text($"Recommended: {choice}. {bound}. {string.Join(" ", why)}");
        report.Figure(new IntervalChart(
            "Mutual information, bars of ± 1.96 standard errors", "nats", [IntervalRow.Of("recommended", best.Value), .. results.Select(result => IntervalRow.Of(result.Name, result.Value))]) { References = truth });
        report.Table(columns, rows);
        foreach (string remark in remarks)
        {
            report.Text(remark);
        }

        report.Section("Training");

        // SMILE's weights are chosen by the objective that trained them: its clipped value rises with overfitting.
        report.Figure([.. results.Where(result => result.Curve is not null).Select(result =>
            result.Curve!.Chart(result.Name, truth, result.Value is LowerBound ? "validation" : "validation, Jensen-Shannon objective"))]);
    }

    public static void Json(IReadOnlyList<Result> results, Recommendation best) => JsonLine.Write(new
    {
        Recommended = new
        {
            best.Value.Name, best.Value.Value, Se = best.Value.StandardError, AtLeast = best.AtLeast.Value, AtLeastSe = best.AtLeast.StandardError,
            Verdict = Words(best.Value.Verdict), best.Reason,
        },
        Estimates = results.Select(result => new
        {
            result.Name,
            Direction = Side(result.Value),
            result.Value.Value,
            Se = result.Value.StandardError,
            Verdict = Words(result.Value.Verdict),
        }),
    });

    private static string Side(InformationValue value) => value.Direction switch
    {
        Direction.Lower => "lower",
        Direction.Upper => "upper",
        _ => "estimate",
    };

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Saturated => "saturated",
        Verdict.StillRising => "still rising",
        Verdict.Diverged => "diverged",
        Verdict.Uncertified => "uncertified",
        Verdict.Disagreement => "in disagreement",
        _ => "overfitted",
    };
}
