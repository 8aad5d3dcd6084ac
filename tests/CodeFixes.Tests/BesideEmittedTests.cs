extern alias Generators;

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Generators::MiDsl.Generators;
using MiDsl.Analyzers;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace MiDsl.CodeFixes.Tests;

/// <summary>A build and an editor ask the analyzers about classes that have their emitted part already: it changes nothing of what they say.</summary>
public sealed class BesideEmittedTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(EstimatorAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    [Fact]
    public async Task Problems_are_reported_as_without_it()
    {
        AnalyzerRun alone = new([.. Analyzers]), beside = new([.. Analyzers]) { Generator = new EstimatorGenerator() };
        List<string> differences = [];
        foreach (string source in await RuleExamples.All())
        {
            string[] wanted = await Found(alone, source), found = await Found(beside, source);
            if (!wanted.SequenceEqual(found))
            {
                differences.Add($"missing:\n  {string.Join("\n  ", wanted.Except(found))}\nunexpected:\n  {string.Join("\n  ", found.Except(wanted))}\nin\n{source}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} sources:\n{string.Join("\n----\n", differences)}");
    }

    private static async Task<string[]> Found(AnalyzerRun run, string source) =>
        [.. (await run.Diagnostics(source)).Where(d => d.Id.StartsWith("MIDSL", StringComparison.Ordinal)).Select(d => d.ToString()).Order(StringComparer.Ordinal)];
}
