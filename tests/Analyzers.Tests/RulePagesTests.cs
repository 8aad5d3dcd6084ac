using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>Ids, pages and release tables belong together.</summary>
public sealed class RulePagesTests
{
    public static TheoryData<string> Ids => new(new EstimatorAnalyzer().SupportedDiagnostics.Select(d => d.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_has_a_page_with_its_title(string id)
    {
        string title = new EstimatorAnalyzer().SupportedDiagnostics.Single(d => d.Id == id).Title.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "rules", id + ".md"));
        Assert.StartsWith($"# {id}: {title}\n", page);
        Assert.Contains($"[{id}]({id}.md) | {title} |", File.ReadAllText(Path.Combine(Root(), "docs", "rules", "README.md")));
    }

    [Fact]
    public void Ids_are_those_of_the_release_table()
    {
        string[] released = [.. File.ReadAllLines(Path.Combine(Root(), "src", "Analyzers", "MiDsl.Analyzers", "AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("MIDSL", System.StringComparison.Ordinal)).Select(line => line[..8])];
        Assert.Equal(string.Join(' ', released), string.Join(' ', new EstimatorAnalyzer().SupportedDiagnostics.Select(d => d.Id)));
    }

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}
