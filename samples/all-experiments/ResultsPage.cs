using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace AllExperiments;

/// <summary>docs/experiments.md: a section for each experiment, each rewritten by its own run; what never ran says so.</summary>
internal static partial class ResultsPage
{
    private const string Head = """
        # The papers' experiments

        Written by `./build.sh run all-experiments --report`, section by section as each experiment runs; nothing is edited by hand. Numbers marked
        as recalled were not re-read in their paper. A claim that is not held stays not held.
        """;

    /// <summary>The page with one section replaced.</summary>
    /// <param name="page">As it was; empty for none yet.</param>
    /// <param name="outcome">What ran.</param>
    public static string With(string page, Outcome outcome)
    {
        var sections = Sections(page);
        sections[outcome.Experiment.Name] = outcome.Section();
        return Write(sections);
    }

    /// <summary>The page of some sections, the others not run.</summary>
    public static string Write(IReadOnlyDictionary<string, string> sections) =>
        Head.ReplaceLineEndings("\n") + "\n\n" + Summary(sections) + "\n" + string.Join("\n", Experiment.All.Select(one =>
            $"<!-- {one.Name} -->\n{(sections.TryGetValue(one.Name, out string? section) ? section : $"## {one.Title}\n\n{one.Source}. Not run yet: `{one.Command(1, all: false)}`.\n")}<!-- end -->\n"));

    // A row an experiment: what its section says of its run.
    private static string Summary(IReadOnlyDictionary<string, string> sections)
    {
        StringBuilder table = new("| experiment | command | minutes | claims held | for some seeds | not held |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
        foreach (Experiment one in Experiment.All)
        {
            Match run = sections.TryGetValue(one.Name, out string? section) ? Verdicts().Match(section) : Match.Empty;
            table.Append(run.Success
                ? $"| {one.Title} | `{run.Groups["command"]}` | {run.Groups["minutes"]} | {run.Groups["held"]} | {run.Groups["some"]} | {run.Groups["none"]} |\n"
                : $"| {one.Title} | not run yet | | | | |\n");
        }

        return table.ToString();
    }

    [GeneratedRegex(@"`(?<command>[^`]*)`, (?<minutes>[0-9.]+) minutes\. Claims: (?<held>\d+) held, (?<some>\d+) for some seeds, (?<none>\d+) not held", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Verdicts();

    /// <summary>The sections of a page that were run.</summary>
    public static Dictionary<string, string> Sections(string page)
    {
        Dictionary<string, string> sections = [];
        string text = page.ReplaceLineEndings("\n");
        foreach (Experiment one in Experiment.All)
        {
            string begin = $"<!-- {one.Name} -->\n", end = "<!-- end -->";
            int from = text.IndexOf(begin, StringComparison.Ordinal);
            int to = from < 0 ? -1 : text.IndexOf(end, from, StringComparison.Ordinal);
            if (to >= 0 && text[(from + begin.Length)..to] is var section && !section.Contains(". Not run yet: `", StringComparison.Ordinal))
            {
                sections[one.Name] = section;
            }
        }

        return sections;
    }
}
