using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl.Samples.Common;

namespace MineKsg;

/// <summary>Tables, page and JSON.</summary>
internal static class Report
{
    public const string Remark =
        "MINE's value is the tangent of Donsker-Varadhan, a lower bound; the plug-in value of the paper stands beside it and is biased upwards. " +
        "From n samples no lower bound certifies much more than log n nats (9.2 for 10,000): what is read at |rho| = .99 in d = 20, and mostly at .9, " +
        "leans on few scores, and its standard error does not tell. There MINE's critic has the right order of magnitude at best.";

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
            YMin = -0.02 * truth.Max(), YMax = 1.1 * truth.Max(),
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
