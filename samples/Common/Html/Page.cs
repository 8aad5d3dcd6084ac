using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;

namespace MiDsl.Samples.Common;

/// <summary>The HTML of a report: texts, tables and images are written here, charts are drawn by report.js from the JSON.</summary>
internal static class Page
{
    /// <summary>The page.</summary>
    /// <param name="report">Its parts.</param>
    /// <param name="json">The same as JSON, without any '&lt;'.</param>
    public static string Write(HtmlReport report, string json)
    {
        StringBuilder body = new();
        for (int part = 0; part < report.Parts.Count; part++)
        {
            body.Append(report.Parts[part] switch
            {
                SectionPart section => $"<h2>{Escape(section.Title)}</h2>\n",
                TextPart text => $"<p>{Escape(text.Text)}</p>\n",
                TablePart table => Table(table),
                ClaimsPart claims => Claims(claims),
                FigurePart figure => Figure(figure, part),
                Part other => throw new NotSupportedException($"A page has no place for a {other.GetType().Name}."),
            });
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,">
            <title>{Escape(report.Title)}</title>
            <style>
            {Resource("report.css")}</style>
            <script>
            addEventListener('error', e => document.documentElement.dataset.error = e.message);
            </script>
            </head>
            <body>
            <header>
            <h1>{Escape(report.Title)}</h1>
            <button id="theme" type="button" hidden></button>
            <p>{Escape(report.Subtitle)}</p>
            </header>
            <main>
            {body}</main>
            <footer>
            <p>The same numbers as JSON: {Escape(report.Name)}.json. MiDsl, MIT licence.</p>
            <details><summary>Charts: Apache ECharts 6.1.0, Apache License 2.0</summary>
            <pre>{Escape(Resource("NOTICE"))}
            {Escape(Resource("LICENSE"))}
            {Escape(Resource("LICENSE-d3"))}</pre></details>
            </footer>
            <script type="application/json" id="report">{json}</script>
            <script>
            {Resource("echarts.min.js")}
            </script>
            <script>
            {Resource("report.js")}</script>
            </body>
            </html>

            """;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Table(TablePart table)
    {
        bool[] numbers = [.. table.Columns.Select((_, i) => Cell.AreNumbers(table.Rows, i))];
        string Class(int column, bool marked) => (numbers[column], marked) switch
        {
            (true, true) => " class=\"number marked\"",
            (true, false) => " class=\"number\"",
            (false, true) => " class=\"marked\"",
            _ => "",
        };

        StringBuilder html = new("<div class=\"wide\"><table>\n");
        if (table.Caption.Length > 0)
        {
            html.Append("<caption>").Append(Escape(table.Caption)).Append("</caption>\n");
        }

        html.Append("<thead><tr>").AppendJoin("", table.Columns.Select((column, i) => $"<th{Class(i, marked: false)}>{Escape(column)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select((cell, i) => $"<td{Class(i, cell.Marked)}>{Escape(cell.Show(table.Digits))}</td>")).Append("</tr>\n");
        }

        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Claims(ClaimsPart part)
    {
        StringBuilder html = new("<ul class=\"claims\">\n");
        foreach (Claim claim in part.Claims)
        {
            string verdict = claim.Held == claim.Seeds ? "held" : claim.Held == 0 ? "failed" : "partly";
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"{verdict}\"><b>{Escape(claim.Verdict)}</b><span>{Escape(claim.Text)} <small>{Escape(claim.Numbers)}</small></span></li>\n");
        }

        return html.Append("</ul>\n").ToString();
    }

    private static string Figure(FigurePart figure, int part)
    {
        StringBuilder html = new($"<div class=\"figure {(figure.Panels.Count switch { 1 => "one", 2 or 4 => "many two", _ => "many" })}\">\n");
        for (int i = 0; i < figure.Panels.Count; i++)
        {
            Panel panel = figure.Panels[i];
            html.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Escape(panel.Title)}</figcaption>");
            html.Append(panel is Picture picture ? Image(picture) : Chart(panel, part, i));
            html.Append("</figure>\n");
        }

        return html.Append("</div>\n").ToString();
    }

    private static string Chart(Panel panel, int part, int index)
    {
        string height = panel is IntervalChart intervals ? string.Create(CultureInfo.InvariantCulture, $" style=\"height: {70 + (34 * intervals.Rows.Count)}px\"") : "";
        string kind = panel.GetType().Name.ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"<div class=\"chart {kind}\" role=\"img\" aria-label=\"{Escape(panel.Title)}\" data-part=\"{part}\" data-panel=\"{index}\"{height}></div>");
    }

    // Small images are enlarged by a whole factor, so that their pixels stay square.
    private static string Image(Picture picture)
    {
        int scale = Math.Clamp(480 / picture.Width, 1, 12);
        string source = Convert.ToBase64String(Png.Encode(picture));
        return string.Create(CultureInfo.InvariantCulture, $"<img alt=\"{Escape(picture.Title)}\" width=\"{picture.Width * scale}\" height=\"{picture.Height * scale}\" src=\"data:image/png;base64,{source}\">");
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(Page).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly does not embed {name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
