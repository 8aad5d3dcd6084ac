using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Threading.Tasks;
using MiDsl.Samples.Common;
using Xunit;

namespace MiDsl.Samples.Tests;

public class BrowserTests(SavedReport report) : IClassFixture<SavedReport>
{
    private const string LightPaper = "rgb(255, 255, 255)", DarkPaper = "rgb(22, 25, 29)";

    [Theory]
    [InlineData(false, LightPaper)]
    [InlineData(true, DarkPaper)]
    public async Task Every_chart_is_drawn_with_all_its_points(bool dark, string paper)
    {
        string dom = await Browser.DomOf(report.Html, dark);
        var page = Browser.DataOf(dom, "html");
        Assert.DoesNotContain("error", page.Keys);
        Assert.Equal(paper, page["paper"]);
        Assert.Equal(ExpectedPoints(), Browser.AllDataOf(dom, "div class=\"chart").Select(chart => int.Parse(chart["drawn"], CultureInfo.InvariantCulture)));
        Assert.Contains("<div class=\"legend\">", dom);
    }

    [Fact]
    public async Task The_button_goes_from_auto_over_light_to_dark()
    {
        string clicked = report.Page + "<script>{ const theme = document.getElementById('theme'); theme.click(); theme.click(); }</script>";
        string dom = await Browser.DomOf(report.Write("clicked.html", clicked));
        var page = Browser.DataOf(dom, "html");
        Assert.Equal("dark", page["theme"]);
        Assert.Equal(DarkPaper, page["paper"]);
        Assert.Contains("Theme: dark", dom);
    }

    [Fact]
    public async Task A_training_that_came_apart_leaves_empty_charts()
    {
        HtmlReport diverged = new("diverged", "Nothing but NaN");
        diverged.Figure(
            new LineChart("line", "step", "nats", [new("MINE", [1, 2], [double.NaN, double.NaN]) { Error = [1, 1] }]),
            new IntervalChart("intervals", "nats", [new("MINE", double.NaN, double.NaN, double.NaN)]),
            new ScatterChart("points", PointSet.OfRows("GAN", [float.NaN, float.PositiveInfinity])),
            new HeatMap("matrix", ["a"], ["b"], [[double.NaN]]));
        var page = Browser.DataOf(await Browser.DomOf(diverged.Save(report.Folder).Html), "html");
        Assert.DoesNotContain("error", page.Keys);
        Assert.Equal("4", page["drawn"]);
    }

    [Fact]
    public async Task The_legend_takes_a_line_away()
    {
        // Of the first line chart: the validation line, and its band.
        string clicked = report.Page + """
            <script>{
              const box = document.querySelector('.linechart'), marks = () => box.querySelectorAll('path').length;
              document.body.dataset.before = marks();
              box.previousElementSibling.querySelector('[value=validation]').click();
              echarts.getInstanceByDom(box).on('finished', () => { document.body.dataset.after = marks(); });
            }</script>
            """;
        var body = Browser.DataOf(await Browser.DomOf(report.Write("legend.html", clicked)), "body");
        Assert.True(int.Parse(body["after"], CultureInfo.InvariantCulture) < int.Parse(body["before"], CultureInfo.InvariantCulture), $"{body["before"]} marks before, {body["after"]} after");
    }

    [Fact]
    public async Task A_narrow_page_does_not_scroll_sideways()
    {
        // Chromium has no window narrower than 500 pixels, but frames are.
        string frame = report.Write("narrow.html", """
            <html><body>
            <iframe src="demonstration.html" style="width: 400px; height: 900px; border: 0"></iframe>
            <script>setInterval(() => {
              const page = document.querySelector('iframe').contentDocument.documentElement;
              Object.assign(document.body.dataset, page.dataset, { width: page.clientWidth });
            }, 100);</script>
            </body></html>
            """);
        var page = Browser.DataOf(await Browser.DomOf(frame), "body");
        Assert.DoesNotContain("error", page.Keys);
        Assert.InRange(int.Parse(page["width"], CultureInfo.InvariantCulture), 380, 400);
        Assert.Equal(Demonstration.Charts.ToString(CultureInfo.InvariantCulture), page["drawn"]);
        Assert.Equal("0", page["overflow"]);
    }

    [Fact]
    public async Task A_fault_of_the_script_is_seen()
    {
        string broken = report.Page.Replace("\"kind\":\"heatmap\"", "\"kind\":\"unheard-of\"");
        var page = Browser.DataOf(await Browser.DomOf(report.Write("broken.html", broken)), "html");
        Assert.Contains("error", page.Keys);
    }

    [Fact]
    public async Task The_readme_names_the_library_that_runs()
    {
        string version = Browser.DataOf(await Browser.DomOf(report.Html), "html")["echarts"];
        Assert.Contains($"Apache ECharts {version}, Apache License 2.0", report.Page);
        string root = typeof(BrowserTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
        Assert.StartsWith($"Apache ECharts {version}, ", await File.ReadAllTextAsync(Path.Combine(root, "samples", "Common", "Html", "echarts", "README.md")));
    }

    // Points of each chart, as the JSON has them.
    private int[] ExpectedPoints()
    {
        using JsonDocument json = JsonDocument.Parse(report.Json);
        JsonElement[] panels = [.. json.RootElement.GetProperty("parts").EnumerateArray().Where(part => part.GetProperty("kind").GetString() == "figure")
            .SelectMany(part => part.GetProperty("panels").EnumerateArray()).Where(panel => panel.GetProperty("kind").GetString() != "picture")];
        Assert.Equal(Demonstration.Charts, panels.Length);
        return [.. panels.Select(panel => panel.GetProperty("kind").GetString() switch
        {
            "lines" => panel.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("x").GetArrayLength()),
            "intervals" => panel.GetProperty("rows").GetArrayLength(),
            "scatter" => panel.GetProperty("sets").EnumerateArray().Sum(set => set.GetProperty("x").GetArrayLength()),
            _ => panel.GetProperty("values").EnumerateArray().Sum(row => row.GetArrayLength()),
        })];
    }
}
