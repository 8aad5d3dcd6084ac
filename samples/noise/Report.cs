using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl.Samples.Common;

namespace Noise;

/// <summary>Tables, page and JSON.</summary>
internal static class Report
{
    private static readonly string[] Sigmas = [.. NoisyFunction.Sigmas.Select(sigma => sigma.ToString(CultureInfo.InvariantCulture))];
    private static readonly string[] Columns = ["", .. Sigmas.Select(sigma => $"sigma {sigma}")];

    public static string Equitability => string.Create(CultureInfo.InvariantCulture,
        $"Equitability would have the value depend on sigma alone. The true information itself does not do so: over the three f it differs by {string.Join(", ", NoisyFunction.Sigmas.Select(sigma => $"{Claims.TrueSpread(sigma):0.000} at sigma {sigma}"))}. A good estimator must show these differences.");

    public static void Tables(IReadOnlyList<Row> rows)
    {
        Screen.Heading("Nats on fresh pairs, ± standard error, and the truth");
        Screen.WriteTable(Columns, [.. Lines(rows)]);
        Screen.Line();
    }

    public static HtmlReport Html(IReadOnlyList<Row> rows, IReadOnlyList<Claim> claims, string settings, IReadOnlyCollection<Measurement> measurements)
    {
        HtmlReport page = new("noise", "Noise and nonlinearity", settings);
        page.Claims(claims);
        page.Figure(Map("MINE", rows, row => row.Value.Value), Map("Truth", rows, row => row.Truth), Map("MINE - truth", rows, row => row.Value.Value - row.Truth) with { Diverging = true });
        page.Figure(Chart(rows));
        page.Table(Columns, Lines(rows), caption: "Nats");
        page.Text(Equitability);
        page.Data(Values(measurements));
        return page;
    }

    public static void Json(IReadOnlyCollection<Measurement> measurements, IReadOnlyList<Claim> claims) => JsonLine.Write(new { Values = Values(measurements), Claims = claims });

    private static object[] Values(IEnumerable<Measurement> measurements) =>
    [
        .. measurements.Select(one => new
        {
            F = one.Pairs.Name, one.Pairs.Sigma, one.Seed, one.Pairs.Truth, Value = one.Nats, Se = one.Value.StandardError, one.Value.Verdict, one.Value.VerdictText,
        }),
    ];

    private static HeatMap Map(string title, IReadOnlyList<Row> rows, Func<Row, double> value) => new(
        title, Sigmas, [.. Functions(rows).Select(group => group.Key)], [.. Functions(rows).Select(group => (double[])[.. group.Select(value)])]) { XLabel = "sigma", YLabel = "f" };

    private static LineChart Chart(IReadOnlyList<Row> rows) => new("MINE and the truth", "sigma", "nats",
    [
        .. Functions(rows).SelectMany((group, i) => (Line[])
        [
            new(group.Key, NoisyFunction.Sigmas, [.. group.Select(row => row.Value.Value)]) { Colour = i, Error = [.. group.Select(row => row.Value.Error)] },
            new($"{group.Key}, truth", NoisyFunction.Sigmas, [.. group.Select(row => row.Truth)]) { Colour = i, Style = LineStyle.Dashed },
        ]),
    ]);

    private static IEnumerable<IReadOnlyList<Cell>> Lines(IReadOnlyList<Row> rows)
    {
        foreach (var group in Functions(rows))
        {
            yield return [group.Key, .. group.Select(row => row.Value)];
            yield return ["  truth", .. group.Select(row => (Cell)row.Truth)];
        }

        yield return ["spread over f", .. BySigma(rows, row => row.Value.Value)];
        yield return ["  truth", .. BySigma(rows, row => row.Truth)];
    }

    private static IEnumerable<Cell> BySigma(IReadOnlyList<Row> rows, Func<Row, double> value) =>
        NoisyFunction.Sigmas.Select(sigma => (Cell)(rows.Where(row => row.Pairs.Sigma == sigma).Max(value) - rows.Where(row => row.Pairs.Sigma == sigma).Min(value)));

    private static IEnumerable<IGrouping<string, Row>> Functions(IReadOnlyList<Row> rows) => rows.GroupBy(row => row.Pairs.Name, StringComparer.Ordinal);
}
