using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace MineKsg;

/// <summary>Tables, page and JSON.</summary>
internal static class Report
{
    public const string Remark =
        "MINE's value is the tangent of Donsker-Varadhan, a lower bound; the plug-in value of the paper stands beside it and is biased upwards. " +
        "From n pairs a high-confidence lower bound cannot be much above log n nats (9.0 for 8,192 test pairs; McAllester and Stratos 2020). " +
        "In d = 20 at |rho| .9 and .99 the values are lower bounds in expectation only: a few scores carry them, and their errors do not tell.";

    private static readonly string[] Names = [Contender.Mine, Contender.MineF, Contender.KsgName];

    public static void Tables(IReadOnlyList<Row> rows)
    {
        foreach (var group in rows.GroupBy(row => row.Pairs.Dim))
        {
            Screen.Heading(Heading(group.Key));
            Screen.WriteTable(Columns(group.Key), [.. group.Select(Cells)]);
            Screen.Line();
        }
    }

    /// <summary>What the runs say against themselves.</summary>
    public static string Doubts(IEnumerable<Measurement> measurements)
    {
        string[] doubts = [.. measurements.Where(one => one.Value.Verdict != Verdict.Ok).Select(one => FormattableString.Invariant($"{one.Contender.Name} at rho {one.Pairs.Rho}, d = {one.Pairs.Dim}, seed {one.Seed}: {one.Value.Verdict}"))];
        return doubts.Length == 0 ? "No run doubts itself." : $"Runs that doubt themselves: {string.Join("; ", doubts)}.";
    }

    public static HtmlReport Html(IReadOnlyList<Row> rows, IReadOnlyList<Claim> claims, string settings, IReadOnlyCollection<Measurement> measurements)
    {
        HtmlReport page = new("mine-ksg", "MINE against KSG on correlated Gaussians", settings);
        page.Claims(claims);
        page.Figure([.. rows.GroupBy(row => row.Pairs.Dim).Select(group => Chart(group.Key, [.. group]))]);
        foreach (var group in rows.GroupBy(row => row.Pairs.Dim))
        {
            page.Section(Heading(group.Key));
            page.Table(Columns(group.Key), group.Select(Cells));
        }

        page.Text(Doubts(measurements));
        page.Text(Remark);
        page.Data(Values(measurements));
        return page;
    }

    public static void Json(IReadOnlyCollection<Measurement> measurements, IReadOnlyList<Claim> claims) => JsonLine.Write(new { Values = Values(measurements), Claims = claims });

    private static object[] Values(IEnumerable<Measurement> measurements) =>
    [
        .. measurements.Select(one => new
        {
            one.Contender.Name, one.Pairs.Dim, one.Pairs.Rho, one.Seed, one.Pairs.Truth, Value = one.Nats, Se = one.Value.StandardError, one.PlugIn,
            one.Value.Verdict, one.Value.VerdictText, Steps = one.Value.Settings?.StepsRun, one.Seconds,
        }),
    ];

    private static LineChart Chart(int dim, IReadOnlyList<Row> rows)
    {
        double[] rho = [.. rows.Select(row => row.Pairs.Rho)], truth = [.. rows.Select(row => row.Pairs.Truth)];
        return new($"d = {dim}", "rho", "nats",
        [
            .. Names.Select(name => new Line(name, rho, [.. rows.Select(row => row.Value(name).Value)]) { Error = [.. rows.Select(row => row.Value(name).Error)] }),
            new("truth", rho, truth) { Style = LineStyle.Truth },
        ])
        {
            // A value that has run away would flatten all others.
            YMin = 0, YMax = Math.Ceiling(truth.Max()),
        };
    }

    private static string Heading(int dim) => dim == 1
        ? "d = 1: nats on pairs that were held out (KSG: on all), ± standard error"
        : $"d = {dim}: nats on fresh pairs, ± standard error; the share of the truth that is missed";

    private static string[] Columns(int dim) => dim == 1
        ? ["rho", "truth", .. Names]
        : ["rho", "truth", Contender.Mine, "plug-in", Contender.MineF, Contender.KsgName, "MINE misses", "KSG misses"];

    private static Cell[] Cells(Row row)
    {
        Cell rho = row.Pairs.Rho.ToString(CultureInfo.InvariantCulture);
        return row.Pairs.Dim == 1
            ? [rho, row.Pairs.Truth, .. Names.Select(row.Value)]
            : [rho, row.Pairs.Truth, row.Value(Contender.Mine), row.PlugIn(), row.Value(Contender.MineF), row.Value(Contender.KsgName), Share(row.Missed(Contender.Mine)), Share(row.Missed(Contender.KsgName))];
    }

    private static Cell Share(double share) => double.IsNaN(share) ? "" : share;
}
