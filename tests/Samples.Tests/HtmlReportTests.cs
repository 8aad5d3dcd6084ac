using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MiDsl.Samples.Common;
using Xunit;

namespace MiDsl.Samples.Tests;

public class HtmlReportTests
{
    private readonly HtmlReport report = new("test", "Test");

    public static TheoryData<Panel, string> Undrawable => new()
    {
        { new LineChart("Curves", "step", "nats", []), "The panel 'Curves' cannot be drawn: it has no lines." },
        { new LineChart("Curves", "step", "nats", [new("MINE", [1, 2], [1])]), "The panel 'Curves' cannot be drawn: 'MINE' has 2 x but 1 y." },
        { new LineChart("Curves", "step", "nats", [new("MINE", [1], [1]) { Error = [] }]), "The panel 'Curves' cannot be drawn: 'MINE' has 1 y but 0 errors." },
        { new IntervalChart("Estimates", "nats", []), "The panel 'Estimates' cannot be drawn: it has no rows." },
        { new ScatterChart("GAN", new PointSet("data", [1], [])), "The panel 'GAN' cannot be drawn: 'data' has 1 x but 0 y." },
        { new HeatMap("Layers", ["a", "b"], ["c"], [[1]]), "The panel 'Layers' cannot be drawn: a row has 1 values but there are 2 column labels." },
        { new Picture("Digits", 2, 2, 3, new byte[4]), "The panel 'Digits' cannot be drawn: 4 bytes are not 2 by 2 pixels of 3 channels." },
    };

    [Theory]
    [MemberData(nameof(Undrawable))]
    public void A_panel_that_cannot_be_drawn_is_refused_by_name(Panel panel, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => report.Figure(panel)).Message);

    [Fact]
    public void A_row_needs_a_cell_a_column() => Assert.StartsWith(
        "A table of 2 columns (name, nats) cannot have a row of 1 cells.",
        Assert.Throws<ArgumentException>(() => report.Table(["name", "nats"], [["MINE"]])).Message);

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("a b")]
    public void A_name_that_is_no_file_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => new HtmlReport(name, "Test"));

    [Fact]
    public void The_page_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        List<string> pages = [];
        try
        {
            foreach (string culture in (string[])["", "fi-FI", "ar-SA"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                DirectoryInfo folder = Directory.CreateTempSubdirectory("midsl-report");
                pages.Add(File.ReadAllText(Demonstration.Report().Save(folder.FullName).Html));
                folder.Delete(recursive: true);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(pages[0], pages[1]);
        Assert.Equal(pages[0], pages[2]);
    }

    [Fact]
    public void Claims_of_several_seeds_are_counted()
    {
        Claim claim = Assert.Single(Claim.OverSeeds([new("it holds", true, "1"), new("it holds", false, "3"), new("it holds", true, "2")]));
        Assert.Equal(new Claim("it holds", 2, 3, "1; 3; 2"), claim);
        Assert.Equal("2 of 3 seeds", claim.Verdict);
        Assert.Equal("held", new Claim("it holds", true, "").Verdict);
        Assert.Equal("not held", new Claim("it holds", false, "").Verdict);
    }

    [Fact]
    public void A_training_is_kept_and_passed_on()
    {
        List<int> heard = [];
        TrainingCurve curve = new(look => heard.Add(look.Step));
        Assert.Equal(double.NegativeInfinity, curve.BestValidation);
        curve.Report(new(100, 200, 0.5, 0.4, 0.4, 100, TimeSpan.Zero));
        curve.Report(new(200, 200, 0.6, 0.3, 0.4, 100, TimeSpan.Zero));
        Assert.Equal([100, 200], heard);
        Assert.Equal(0.4, curve.BestValidation);
        LineChart chart = curve.Chart("MINE", [new("truth", 1)]);
        Assert.Equal([100, 200], chart.Lines[0].X);
        Assert.Equal([0.5, 0.6], chart.Lines[0].Y);
        Assert.Equal([0.4, 0.3], chart.Lines[1].Y);
    }
}
