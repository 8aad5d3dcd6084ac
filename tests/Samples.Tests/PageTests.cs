using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using MiDsl.Samples.Common;
using Xunit;

namespace MiDsl.Samples.Tests;

public class PageTests(SavedReport report) : IClassFixture<SavedReport>
{
    [Fact]
    public void Text_of_the_sample_cannot_become_markup()
    {
        Assert.DoesNotContain("<b>'", report.Page);
        Assert.DoesNotContain("throw 1</script>", report.Page);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;throw 1&lt;/script&gt; &amp; &quot;quotes&quot; &#39;n&#39; &lt;b&gt;", report.Page);

        // The error listener, the JSON, ECharts and report.js.
        Assert.Equal(4, Regex.Count(report.Page, "</script", RegexOptions.IgnoreCase));
    }

    [Fact]
    public void Page_and_file_hold_the_same_json()
    {
        string embedded = report.Page.Split("<script type=\"application/json\" id=\"report\">")[1].Split("</script>")[0];
        Assert.Equal(report.Json, embedded);
        Assert.DoesNotContain('<', embedded);
    }

    [Fact]
    public void Json_holds_the_numbers_of_every_part()
    {
        using JsonDocument json = JsonDocument.Parse(report.Json);
        JsonElement[] parts = [.. json.RootElement.GetProperty("parts").EnumerateArray()];
        JsonElement Part(string kind) => parts.First(part => part.GetProperty("kind").GetString() == kind);
        JsonElement Panel(string kind) => parts.Where(part => part.GetProperty("kind").GetString() == "figure")
            .SelectMany(part => part.GetProperty("panels").EnumerateArray()).First(panel => panel.GetProperty("kind").GetString() == kind);

        Assert.Equal("""{"text":"SMILE with tau 1 is within 0.3 of the truth","held":2,"seeds":3,"numbers":"0.15; 0.12; 0.31","verdict":"2 of 3 seeds"}""", Part("claims").GetProperty("claims")[1].GetRawText());
        Assert.Equal("""["InfoNCE",{"value":0.665,"error":0.029},"ok",768]""", Part("table").GetProperty("rows")[0].GetRawText());
        Assert.Equal("""["Gaussian",null,"diverged",4000]""", Part("table").GetProperty("rows")[2].GetRawText());
        Assert.Equal("""{"name":"Gaussian closed form","value":0.307,"low":null,"high":null,"side":"neither"}""", Panel("intervals").GetProperty("rows")[4].GetRawText());
        Assert.Equal(Math.Log(64), Panel("lines").GetProperty("references")[0].GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, Panel("lines").GetProperty("lines")[1].GetProperty("y")[120].ValueKind);
        Assert.Equal(2500, Panel("scatter").GetProperty("sets")[0].GetProperty("x").GetArrayLength());
        Assert.Equal(3, Panel("heatmap").GetProperty("values")[1][1].GetDouble());
        Assert.Equal("""{"seeds":[0,1,2],"missing":null}""", json.RootElement.GetProperty("data").GetRawText());
    }

    [Fact]
    public void Nothing_is_fetched()
    {
        foreach (string fetch in (string[])["(src|href)\\s*=\\s*[\"']?(https?:)?//", "url\\(\\s*[\"']?https?:", "@import"])
        {
            Assert.Empty(Regex.Matches(report.Page, fetch, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture));
        }

        Assert.Contains("Apache License", report.Page);
    }

    [Fact]
    public void Numbers_stand_to_the_right_and_are_written_alike_everywhere()
    {
        Assert.Contains("<th>Estimator</th><th class=\"number\">Nats</th><th>Verdict</th><th class=\"number\">Pairs</th>", report.Page);
        Assert.Contains("<td class=\"number marked\">0.665 &#177; 0.029</td>", report.Page);
        Assert.Contains("<td class=\"number\">4,000</td>", report.Page);
    }

    [Fact]
    public void A_warning_is_a_number_still()
    {
        HtmlReport warning = new("warning", "Warning");
        warning.Table(["nats", "of"], [[new Cell(0.5, 0.1).Flag(), new Cell(0.5).Flag(false)]]);
        (string html, string json) = warning.Save(report.Folder);
        Assert.Contains("<td class=\"number\">0.500 &#177; 0.100 !</td><td class=\"number\">0.500</td>", File.ReadAllText(html));
        Assert.Contains("""[{"value":0.5,"error":0.1},0.5]""", File.ReadAllText(json));
    }
}
