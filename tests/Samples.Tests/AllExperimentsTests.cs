using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AllExperiments;
using MiDsl.Samples.Common;
using Xunit;

namespace MiDsl.Samples.Tests;

public sealed class AllExperimentsTests
{
    private static readonly Experiment Noise = Experiment.All.Single(one => one.Name == "noise");

    [Fact]
    public void A_report_is_also_Markdown()
    {
        HtmlReport report = new("test", "Two curves", "seed 0");
        report.Section("Part");
        report.Text("One sentence.");
        report.Table(["bound", "nats"], [["MINE | f", new Cell(1.23456, 0.1).Mark()], ["NWJ", 2L]], digits: 2, caption: "Values");
        report.Claims([new Claim("the first is larger", held: false, "1.23 against 2")]);
        report.Figure(new LineChart("Curves", "step", "nats", [new("MINE", [1], [1])]));
        Assert.Equal(
            """
            Two curves. seed 0.

            **Part**

            One sentence.

            *Values*

            | bound | nats |
            | --- | ---: |
            | MINE \| f | **1.23 ± 0.10** |
            | NWJ | 2 |

            | claim | verdict | numbers |
            | --- | --- | --- |
            | the first is larger | not held | 1.23 against 2 |

            """.ReplaceLineEndings("\n"),
            Saved(report, ".md"));
    }

    [Fact]
    public void Verdicts_are_counted_and_a_section_replaces_its_own_alone()
    {
        HtmlReport report = new("noise", "Noise", "seed 0 to 2");
        report.Claims([new("one", 3, 3, "1"), new("two", 1, 3, "2"), new("three", 0, 3, "3"), new("four", 3, 3, "4")]);
        Outcome outcome = Outcome.Of(Noise, Noise.Command(3, all: false), 2.04, Saved(report, ".md"), Saved(report, ".json"));
        Assert.Equal((2, 1, 1), (outcome.Held, outcome.Partly, outcome.NotHeld));
        Assert.Contains("`./build.sh run noise --seeds 3`, 2.0 minutes. Claims: 2 held, 1 for some seeds, 1 not held.", outcome.Section(), StringComparison.Ordinal);

        string first = ResultsPage.With("", outcome);
        Assert.Equal([Noise.Name], ResultsPage.Sections(first).Keys);
        Outcome other = outcome with { Experiment = Experiment.All[0], Report = "New." };
        string both = ResultsPage.With(first, other);
        Assert.Equal(outcome.Section(), ResultsPage.Sections(both)["noise"]);
        Assert.Equal(both, ResultsPage.With(both, other));
        Assert.Contains("| Noise and nonlinearity | `./build.sh run noise --seeds 3` | 2.0 | 2 | 1 | 1 |", both, StringComparison.Ordinal);
        Assert.Equal(Experiment.All.Count - 2, both.Split("| not run yet |").Length - 1);
        Assert.Equal(Experiment.All.Count - 2, both.Split(". Not run yet: `").Length - 1);
    }

    [Fact]
    public void Every_experiment_is_a_sample_and_has_a_section() => Assert.All(Experiment.All, one =>
    {
        string folder = Path.Combine(Artifacts.Repository!, "samples", one.Name);
        Assert.True(Directory.Exists(folder), folder);
        string program = File.ReadAllText(Path.Combine(folder, "Program.cs"));
        Assert.Contains("\"--report\"", program, StringComparison.Ordinal);
        Assert.Equal(one.HasSeeds, program.Contains("\"--seeds\"", StringComparison.Ordinal));
        Assert.All(one.Arguments(1, all: true), option => Assert.Contains($"\"{option}\"", program, StringComparison.Ordinal));
    });

    [Fact]
    public void The_page_in_docs_is_as_the_runs_wrote_it()
    {
        string page = File.ReadAllText(Path.Combine(Artifacts.Repository!, "docs", "experiments.md"));
        Assert.Equal(page, ResultsPage.Write(ResultsPage.Sections(page)));
    }

    private static string Saved(HtmlReport report, string extension)
    {
        string folder = Directory.CreateTempSubdirectory("midsl-report").FullName;
        string text = File.ReadAllText(Path.ChangeExtension(report.Save(folder).Html, extension));
        Directory.Delete(folder, recursive: true);
        return text;
    }
}
