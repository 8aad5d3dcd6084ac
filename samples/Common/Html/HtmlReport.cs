using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>
/// What a run found, as one self-contained HTML page and the same numbers as JSON. Parts stand on the page in the order
/// in which they are added. Texts are plain; values that are not finite are gaps in charts and null in JSON.
/// </summary>
public sealed class HtmlReport
{
    /// <summary>Help of the samples' option --report.</summary>
    public const string FolderHelp = "Folder for the HTML report and its JSON. Default artifacts/reports.";

    private readonly List<Part> parts = [];
    private object? data;

    /// <summary>An empty report.</summary>
    /// <param name="name">Of its files, e.g. <c>mine-ksg</c>: letters, digits, '-' and '_'.</param>
    /// <param name="title">Of the page.</param>
    /// <param name="subtitle">What a reader needs to repeat the run: data, seeds, what was tuned.</param>
    /// <exception cref="ArgumentException">The name is no file name.</exception>
    public HtmlReport(string name, string title, string subtitle = "")
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"'{name}' cannot name a report's files: use letters, digits, '-' and '_'.", nameof(name));
        }

        (Name, Title, Subtitle) = (name, title, subtitle);
    }

    internal string Name { get; }

    internal string Title { get; }

    internal string Subtitle { get; }

    internal IReadOnlyList<Part> Parts => parts;

    /// <summary>A heading; what follows belongs to it.</summary>
    public void Section(string title) => parts.Add(new SectionPart(title));

    /// <summary>A paragraph.</summary>
    public void Text(string text) => parts.Add(new TextPart(text));

    /// <summary>A table; numbers are aligned to the right.</summary>
    /// <param name="columns">Headers.</param>
    /// <param name="rows">A cell a column: texts, numbers, <c>new Cell(value, error)</c>; <see cref="Cell.Mark"/> lets one stand out.</param>
    /// <param name="digits">Decimals of the numbers shown; the JSON has all.</param>
    /// <param name="caption">Above it.</param>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are columns.</exception>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<Cell>> rows, int digits = 3, string caption = "")
    {
        IReadOnlyList<Cell>[] all = [.. rows];
        foreach (IReadOnlyList<Cell> row in all.Where(row => row.Count != columns.Count))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A table of {columns.Count} columns ({string.Join(", ", columns)}) cannot have a row of {row.Count} cells."), nameof(rows));
        }

        parts.Add(new TablePart(caption, columns, all, digits));
    }

    /// <summary>The same table on the screen and on the page.</summary>
    /// <param name="columns">Headers.</param>
    /// <param name="rows">A cell a column.</param>
    /// <param name="digits">Decimals of the numbers shown.</param>
    /// <param name="caption">Above it.</param>
    public void ShowTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Cell>> rows, int digits, string caption)
    {
        Screen.Heading(caption);
        Screen.WriteTable(columns, rows, digits);
        Table(columns, rows, digits, caption);
    }

    /// <summary>Claims with their verdicts; of several seeds: <see cref="Claim.OverSeeds"/>.</summary>
    public void Claims(IEnumerable<Claim> claims) => parts.Add(new ClaimsPart([.. claims]));

    /// <summary>Charts or images; several stand side by side as far as there is room.</summary>
    /// <exception cref="ArgumentException">A panel cannot be drawn, e.g. has more x than y.</exception>
    public void Figure(params IReadOnlyList<Panel> panels)
    {
        foreach (Panel panel in panels)
        {
            foreach (string fault in panel.Faults())
            {
                throw new ArgumentException($"The panel '{panel.Title}' cannot be drawn: {fault}.", nameof(panels));
            }
        }

        parts.Add(new FigurePart([.. panels]));
    }

    /// <summary>Anything else for the JSON, under <c>data</c>.</summary>
    public void Data(object value) => data = value;

    /// <summary>Writes NAME.html, NAME.json, and NAME.md without the charts.</summary>
    /// <param name="folder">Created where missing; by default artifacts/reports in the repository, else reports.</param>
    /// <returns>The first two files.</returns>
    public (string Html, string Json) Save(string? folder = null)
    {
        folder ??= Artifacts.Folder("reports");
        Directory.CreateDirectory(folder);
        string html = Path.GetFullPath(Path.Combine(folder, Name + ".html")), json = Path.ChangeExtension(html, ".json");
        string text = ToJson();
        File.WriteAllText(json, text);
        File.WriteAllText(html, Page.Write(this, text));
        File.WriteAllText(Path.ChangeExtension(html, ".md"), Markdown.Write(this));
        return (html, json);
    }

    internal string ToJson() => Common.Json.Text(new { Name, Title, Subtitle, Parts, Data = data });
}
