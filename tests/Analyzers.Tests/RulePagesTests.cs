using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
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
        DiagnosticDescriptor rule = Rule(id);
        string title = rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "rules", id + ".md"));
        Assert.StartsWith($"# {id}: {title}\n", page);
        Assert.Contains(rule.DefaultSeverity == DiagnosticSeverity.Error ? "\nRefused:\n" : "\nWarned of:\n", page);
        Assert.Contains($"[{id}]({id}.md) | {title} | {rule.DefaultSeverity.ToString().ToLowerInvariant()} |", File.ReadAllText(Path.Combine(Root(), "docs", "rules", "README.md")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_id_leads_to_its_page(string id) => Assert.EndsWith($"/docs/rules/{id}.md", Rule(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_is_an_error_up_to_14_and_a_warning_up_to_22(string id) =>
        Assert.Equal(int.Parse(id[5..], System.Globalization.CultureInfo.InvariantCulture) is >= 15 and <= 22 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, Rule(id).DefaultSeverity);

    [Fact]
    public void Every_numbered_rule_has_its_id() =>
        Assert.Equal(Enumerable.Range(1, 25).Select(n => $"MIDSL{n:000}"), AllIds);

    [Fact]
    public void Ids_are_those_of_the_release_table()
    {
        string[] released = [.. File.ReadAllLines(Path.Combine(Root(), "src", "Analyzers", "MiDsl.Analyzers", "AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("MIDSL", StringComparison.Ordinal)).Select(line => line[..8])];
        Assert.Equal(string.Join(' ', released), string.Join(' ', new EstimatorAnalyzer().SupportedDiagnostics.Select(d => d.Id)));
    }

    [Fact]
    public void Every_analyzer_reports_what_the_table_has()
    {
        IEnumerable<string> ids = AllAnalyzers.Make().SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Distinct();
        Assert.Empty(ids.Except(AllIds));
    }

    private static IEnumerable<string> AllIds => new EstimatorAnalyzer().SupportedDiagnostics.Select(d => d.Id);

    private static DiagnosticDescriptor Rule(string id) => new EstimatorAnalyzer().SupportedDiagnostics.Single(d => d.Id == id);

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}

/// <summary>What the package holds.</summary>
internal static class AllAnalyzers
{
    public static DiagnosticAnalyzer[] Make() =>
        [.. typeof(EstimatorAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
