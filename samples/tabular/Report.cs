using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using Spectre.Console;

namespace Tabular;

/// <summary>Table, recommendation and JSON.</summary>
internal static class Report
{
    public static void Finished(Result result) => Screen.Line($"  {result.Value}");

    public static void Table(IReadOnlyList<Result> results, Result recommended)
    {
        Table table = Screen.Table("Estimator", "Nats", "±", "Side", "Validation", "Verdict");
        foreach (Result result in results)
        {
            string name = result == recommended ? $"[bold green]{result.Name}[/]" : result.Name;
            string validation = double.IsNaN(result.Validation) || result.Value is not LowerBound ? "" : Screen.Number(result.Validation, 3);
            table.AddRow(name, Screen.Number(result.Value.Value, 3), Error(result.Value), Side(result.Value), validation, Words(result.Value.Verdict));
        }

        Screen.Line();
        Screen.Write(table);
        foreach (Result result in results.Where(result => result.Value.VerdictText.Length > 0))
        {
            Screen.Line($"{result.Name}: {result.Value.VerdictText}");
        }

        Screen.Line();
        Screen.Rich($"[bold]Recommended:[/] [bold green]{recommended.Name}, at least {Screen.Number(recommended.Value.Value, 3)} ± {Error(recommended.Value)} nats[/]");
        Screen.Line("The lower bound that was highest on validation pairs, reported on test pairs that had no part in the choice.");
        Screen.Line("SMILE, KSG and the Gaussian form are estimates: they may lie on either side of the truth.");
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
        _ => "overfitted",
    };
}
