using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MiDsl.Samples.Common;

/// <summary>What the samples have in common on the screen.</summary>
public static class Screen
{
    private const int RedirectedWidth = 110;

    static Screen()
    {
        // A file or a pipe has no width (the default of 80 would break tables) and shows no colours.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = RedirectedWidth;
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }
    }

    /// <summary>Whether a live display can be drawn.</summary>
    public static bool IsLive => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;

    /// <summary>The banner: what runs, under which seed, on how many threads.</summary>
    /// <param name="title">The sample.</param>
    /// <param name="settings">What a reader needs to repeat the run, e.g. <c>seed 0, 2 threads</c>.</param>
    public static void Banner(string title, string settings)
    {
        AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left, Style = "teal" });
        Dim(settings);
        AnsiConsole.WriteLine();
    }

    /// <summary>A line of text.</summary>
    /// <param name="text">Plain text.</param>
    public static void Line(string text = "") => Write(new Text(text + "\n"));

    /// <summary>A line with Spectre.Console's markup.</summary>
    /// <param name="markup">Values in it are escaped by the caller.</param>
    public static void Rich(string markup) => Write(new Markup(markup + "\n"));

    /// <summary>A line that may be passed over.</summary>
    /// <param name="text">Plain text.</param>
    public static void Dim(string text) => Write(new Text(text + "\n", new Style(decoration: Decoration.Dim)));

    /// <summary>A table, or anything else that Spectre.Console draws.</summary>
    /// <param name="what">What to draw.</param>
    public static void Write(IRenderable what) => AnsiConsole.Write(what);

    /// <summary>A heading.</summary>
    /// <param name="text">Plain text.</param>
    public static void Heading(string text) => Write(new Text(text + "\n", new Style(decoration: Decoration.Bold)));

    /// <summary>A table in the samples' style.</summary>
    /// <param name="columns">Headers; all but the first column are aligned to the right.</param>
    public static Table Table(params ReadOnlySpan<string> columns)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderStyle("grey");
        for (int i = 0; i < columns.Length; i++)
        {
            TableColumn column = new($"[bold]{Markup.Escape(columns[i])}[/]");
            table.AddColumn(i == 0 ? column.NoWrap() : column.RightAligned());
        }

        return table;
    }

    /// <summary>Claims, a line each: held, not held, or for how many seeds.</summary>
    /// <param name="claims">Of several seeds: <see cref="Claim.OverSeeds"/>.</param>
    public static void Claims(IEnumerable<Claim> claims)
    {
        foreach (Claim claim in claims)
        {
            string colour = claim.Held == claim.Seeds ? "green" : claim.Held == 0 ? "red" : "yellow";
            Rich($"  [{colour}]{claim.Verdict,-12}[/]  {Markup.Escape(claim.Text)}: [dim]{Markup.Escape(claim.Numbers)}[/]");
        }
    }

    /// <summary>A table in the samples' style, of the same rows that <see cref="HtmlReport.Table"/> takes.</summary>
    /// <param name="columns">Headers.</param>
    /// <param name="rows">A cell a column.</param>
    /// <param name="digits">Decimals of the numbers.</param>
    public static void WriteTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Cell>> rows, int digits = 3)
    {
        Table table = new Table().Border(TableBorder.Rounded).BorderStyle("grey");
        for (int i = 0; i < columns.Count; i++)
        {
            TableColumn column = new($"[bold]{Markup.Escape(columns[i])}[/]");
            table.AddColumn(Cell.AreNumbers(rows, i) ? column.RightAligned() : i == 0 ? column.NoWrap() : column);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell.Show(digits), cell.Marked ? new Style(Color.Green, decoration: Decoration.Bold) : null)));
        }

        Write(table);
    }

    /// <summary>A number, the same in every culture; one that has run away as a power of ten.</summary>
    /// <param name="number">Mostly nats.</param>
    /// <param name="digits">Decimals.</param>
    public static string Number(double number, int digits = 2) =>
        Math.Abs(number) < 1000
            ? number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : number.ToString("0e+0", CultureInfo.InvariantCulture);
}
