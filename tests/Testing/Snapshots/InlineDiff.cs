using System;
using System.Linq;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace MiDsl.Testing;

/// <summary>The lines that differ, with a few around them.</summary>
internal static class InlineDiff
{
    private const int Context = 3;
    private const int MostLines = 200;

    public static string Of(string before, string now)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(before, now, ignoreWhitespace: false).Lines;
        var shown = Enumerable.Range(0, lines.Count)
            .Where(i => Enumerable.Range(Math.Max(0, i - Context), (2 * Context) + 1)
                .Any(j => j < lines.Count && lines[j].Type != ChangeType.Unchanged))
            .Take(MostLines);

        var text = new StringBuilder();
        var last = -1;
        foreach (var i in shown)
        {
            text.Append(i > last + 1 ? "  ...\n" : string.Empty)
                .Append(Sign(lines[i].Type)).Append(' ').Append(lines[i].Text).Append('\n');
            last = i;
        }

        return text.ToString();
    }

    private static char Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => '+',
        ChangeType.Deleted => '-',
        _ => ' ',
    };
}
