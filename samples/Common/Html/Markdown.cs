using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MiDsl.Samples.Common;

/// <summary>A report as Markdown: texts, tables and claims; charts stay on the page.</summary>
internal static class Markdown
{
    public static string Write(HtmlReport report)
    {
        StringBuilder text = new($"{Plain(report.Title)}. {Plain(report.Subtitle)}.\n");
        foreach (Part part in report.Parts)
        {
            text.Append(part switch
            {
                SectionPart section => $"\n**{Plain(section.Title)}**\n",
                TextPart paragraph => $"\n{Plain(paragraph.Text)}\n",
                TablePart table => Table(table),
                ClaimsPart claims => Claims(claims.Claims),
                _ => "",
            });
        }

        return text.ToString();
    }

    private static string Table(TablePart table) =>
        (table.Caption.Length > 0 ? $"\n*{Plain(table.Caption)}*\n\n" : "\n")
        + Row(table.Columns) + Row(table.Columns.Select((_, column) => Cell.AreNumbers(table.Rows, column) ? "---:" : "---"))
        + string.Concat(table.Rows.Select(row => Row(row.Select(cell => cell.Marked ? $"**{cell.Show(table.Digits)}**" : cell.Show(table.Digits)))));

    private static string Claims(IEnumerable<Claim> claims) =>
        "\n" + Row(["claim", "verdict", "numbers"]) + Row(["---", "---", "---"])
        + string.Concat(claims.Select(claim => Row([claim.Text, claim.Verdict, claim.Numbers])));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Plain))} |\n";

    private static string Plain(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
