using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Tabular;

/// <summary>Table, charts, recommendation and JSON.</summary>
internal static class Report
{
    public static void Finished(Result result) => Screen.Line($"  {result.Value}");

    public static void Show(IReadOnlyList<Result> results, Result recommended, IReadOnlyList<Reference> truth, HtmlReport report)
    {
        string[] columns = ["Estimator", "Nats", "Side", "Validation", "Verdict"];
        List<Cell[]> rows = [.. results.Select(result => (Cell[])
        [
            ((Cell)result.Name).Mark(result == recommended),
            new Cell(result.Value.Value, result.Value.StandardError),
            Side(result.Value),
            result.Value is LowerBound ? result.Validation : "",
            Words(result.Value.Verdict),
        ])];
        string[] remarks = [.. results.Where(result => result.Value.VerdictText.Length > 0).Select(result => $"{result.Name}: {result.Value.VerdictText}")];
        string choice = $"{recommended.Name}, at least {Screen.Number(recommended.Value.Value, 3)} ± {Error(recommended.Value)} nats";
        const string Reason =
            "The lower bound that was highest on validation pairs, reported on test pairs that had no part in the choice. "
            + "SMILE, KSG and the Gaussian form are estimates: they may lie on either side of the truth.";

        Screen.Line();
        Screen.WriteTable(columns, rows);
        foreach (string remark in remarks)
        {
            Screen.Line(remark);
        }

        Screen.Rich($"\n[bold]Recommended:[/] [bold green]{choice}[/]");
        Screen.Line(Reason);

        report.Text($"Recommended: {choice}. {Reason}");
        report.Figure(new IntervalChart(
            "Mutual information, bars of ± 1.96 standard errors", "nats", [.. results.Select(result => IntervalRow.Of(result.Name, result.Value))]) { References = truth });
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

    public static void Json(IReadOnlyList<Result> results, Result recommended) => JsonLine.Write(new
    {
        Recommended = new { recommended.Name, recommended.Value.Value, Se = recommended.Value.StandardError },
        Estimates = results.Select(result => new
        {
            result.Name,
            Direction = Side(result.Value),
            result.Value.Value,
            Se = result.Value.StandardError,
            Verdict = Words(result.Value.Verdict),
        }),
    });

    private static string Error(InformationValue value) =>
        double.IsFinite(value.StandardError) ? Screen.Number(value.StandardError, 3) : "unknown";

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
