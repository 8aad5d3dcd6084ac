using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Scoreboard;

/// <summary>Tables, page and JSON.</summary>
internal sealed class Report
{
    private const string Reading =
        "A value with ! is farther from the truth than 10 % and than .05 nats. Several seeds: their mean. A job without a finite value is left out of the mean "
        + "error and near nothing. A lower bound that is tight is three standard errors above the truth once in 740 times by chance.";

    // What fits side by side.
    private const int ScreenColumns = 5, PageColumns = 7;

    private readonly IReadOnlyList<Outcome> outcomes;
    private readonly IReadOnlyList<Score> scores;
    private readonly IReadOnlyList<Claim> claims;
    private readonly IReadOnlyList<Published> published;

    /// <param name="outcomes">In the order of the tables.</param>
    /// <param name="comparable">Whether the published numbers are of the same tasks and pairs.</param>
    public Report(IReadOnlyList<Outcome> outcomes, bool comparable)
    {
        this.outcomes = outcomes;
        (scores, claims, published) = (Score.Of(outcomes), Claims.Check(outcomes), comparable ? Published.All : []);
    }

    public void Print()
    {
        foreach (string[] names in scores.Select(score => score.Name).Chunk(ScreenColumns))
        {
            Screen.WriteTable(["Task", "truth", .. names], [.. Rows(names)], digits: 2);
        }

        Screen.WriteTable(SummaryColumns, [.. Summary()]);
        Screen.Line(Covered);
        Screen.Claims(claims);
        foreach (string fault in Faults())
        {
            Screen.Line(fault);
        }

        Screen.Line($"\n{Reading}");
    }

    public HtmlReport Html(string set, string settings)
    {
        HtmlReport page = new($"scoreboard-{set}", $"Scoreboard: {set}", settings);
        page.Claims(claims);
        page.Table(SummaryColumns, Summary());
        page.Text(Covered);
        page.Text(Reading);
        page.Section("Value against truth, nats");
        page.Figure([.. scores.Select(score => Chart(score.Name))]);
        page.Text(FormattableString.Invariant($"Values outside {Range.Low:F1} to {Range.High:F1} nats are left out of the charts; the table has them."));
        page.Section("Values, nats");
        foreach (string[] names in scores.Select(score => score.Name).Chunk(PageColumns))
        {
            page.Table(["Task", "truth", .. names], Rows(names));
        }

        foreach (string fault in Faults())
        {
            page.Text(fault);
        }

        page.Data(Values());
        return page;
    }

    public void Json() => JsonLine.Write(new { Values = Values(), Scores = scores, Published = published, Claims = claims });

    private static string[] SummaryColumns => ["Estimator", "side", "mean abs. error", "within 10 %", "within 10 % or .05", "tasks", "failed", "CPU s a task"];

    /// <summary>How honest the standard errors are: those of an unbiased value cover the truth 95 times in a hundred.</summary>
    private string Covered => "Truths within two standard errors of the value: " + string.Join(", ", outcomes
        .Where(one => one.IsFinite).GroupBy(one => one.Job.Estimator, StringComparer.Ordinal)
        .Select(group => FormattableString.Invariant($"{group.Key} {100.0 * group.Count(one => one.Error <= 2 * one.Answer.Value!.StandardError) / group.Count():F0} %"))) + ".";

    private (double Low, double High) Range
    {
        get
        {
            double greatest = outcomes.Max(one => one.Truth);
            return (-0.5, Math.Max(1, 1.4 * greatest));
        }
    }

    private IEnumerable<Cell[]> Summary()
    {
        long tasks = outcomes.Select(one => one.Job.Task).Distinct(StringComparer.Ordinal).Count();
        return
        [
            .. scores.Select(score => (Cell[])[score.Name, score.Side, new Cell(score.MeanError, score.StandardError), Count(score.WithinShare), Count(score.Near), tasks, (long)score.Failed, score.Seconds]),
            .. published.Select(peer => (Cell[])[peer.Name, "", peer.MeanError, (long)peer.WithinShare, "", tasks, "", ""]),
        ];

        // Whole with one seed, a mean with several.
        static Cell Count(double count) => count == Math.Floor(count) ? (Cell)(long)count : count;
    }

    private IEnumerable<Cell[]> Rows(IReadOnlyList<string> names) =>
        from task in outcomes.GroupBy(one => one.Job.Task, StringComparer.Ordinal)
        select (Cell[])[task.Key, task.First().Truth, .. names.Select(name => ValueOf([.. task.Where(one => one.Job.Estimator == name)]))];

    private static Cell ValueOf(Outcome[] seeds)
    {
        Outcome[] finite = [.. seeds.Where(one => one.IsFinite)];
        if (finite.Length == 0)
        {
            return double.NaN;
        }

        double mean = finite.Average(one => one.Value);
        Outcome whole = finite[0] with { Answer = finite[0].Answer with { Value = finite[0].Answer.Value! with { Value = mean } } };
        return new Cell(mean).Flag(!whole.IsNear);
    }

    private ScatterChart Chart(string name)
    {
        Outcome[] all = [.. outcomes.Where(one => one.Job.Estimator == name && one.Value >= Range.Low && one.Value <= Range.High)];
        float[] truths = [.. all.Select(one => (float)one.Truth)];
        float[] diagonal = [.. Enumerable.Range(0, 121).Select(i => (float)(i / 120.0 * outcomes.Max(one => one.Truth)))];
        return new(name, new PointSet("truth", diagonal, diagonal), new PointSet("value", truths, [.. all.Select(one => (float)one.Value)])) { XLabel = "truth", YLabel = "value" };
    }

    private IEnumerable<string> Faults() =>
        from one in outcomes
        where !one.IsFinite
        select FormattableString.Invariant($"Failed: {one.Job.Estimator} on {one.Job.Task}, seed {one.Job.Seed}: {one.Answer.Fault ?? one.Answer.Value?.Reason}");

    private object[] Values() =>
    [
        .. outcomes.Select(one => new
        {
            one.Job.Task, one.Truth, one.Job.Estimator, one.Job.Seed, one.Value, Se = one.Answer.Value?.StandardError, one.Answer.Value?.AtLeast, one.Answer.Value?.AtLeastError, one.Answer.Value?.Direction,
            one.Answer.Value?.Reason, one.Answer.Fault, one.IsNear, one.Answer.Seconds,
        }),
    ];
}
