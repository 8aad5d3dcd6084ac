using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MiDsl.Analyzers;
using MiDsl.Generators;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace MiDsl.Fuzz.Tests;

/// <summary>
/// Whatever stands in a file: generator and analyzers neither throw nor hang, and the generator finds no internal error. 20,000 mutants, or as many
/// as MIDSL_MUTANTS says.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    // Far above what starvation on a busy machine can make of the milliseconds that a mutant takes.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(EstimatorAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("MIDSL_MUTANTS"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int count) ? count : 20_000;

    [Fact]
    public async Task No_mutant_makes_anything_throw()
    {
        var mutants = new Mutants();

        // A mutant is an edit of its original: what did not change is not written again, as in an IDE.
        (CSharpCompilation Compilation, GeneratorDriver Driver)[] originals = [.. Enumerable.Range(0, mutants.Count).Select(i =>
        {
            CSharpCompilation compilation = UserProject.Compile(mutants.Original(i));
            return (compilation, CSharpGeneratorDriver.Create([new EstimatorGenerator().AsSourceGenerator()], parseOptions: UserProject.ParseOptions).RunGenerators(compilation));
        })];
        var failures = new ConcurrentBag<string>();
        long slowest = 0, spoken = 0;

        // Awaited, not blocked: threads that wait for the analyzers' own tasks would starve them, and look like hangs.
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), async (number, _) =>
        {
            (string name, string text) = mutants[number];
            var clock = Stopwatch.StartNew();
            (string? failure, int found) = await Judge(originals[number % mutants.Count], text).ConfigureAwait(false);
            System.Threading.Interlocked.Add(ref spoken, found);
            InterlockedMax(ref slowest, clock.ElapsedMilliseconds);
            if (failure is not null || clock.Elapsed > Hang)
            {
                failures.Add($"{name}: {failure ?? $"took {clock.Elapsed}"}");
            }
        });

        output.WriteLine($"{Count:N0} mutants of {mutants.Count} sources, the slowest in {slowest} ms; rules spoke {spoken:N0} times");
        Assert.True(failures.IsEmpty, $"{failures.Count} failures, the first:\n{string.Join('\n', failures.Take(5))}");
        Assert.True(spoken > Count / 20, "the mutants break hardly a rule: the run sees nothing");
    }

    private static async Task<(string? Failure, int Found)> Judge((CSharpCompilation Compilation, GeneratorDriver Driver) original, string text)
    {
        SyntaxTree old = original.Compilation.SyntaxTrees.Single();
        CSharpCompilation compilation = original.Compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, UserProject.ParseOptions, old.FilePath));
        GeneratorRunResult run = original.Driver.RunGenerators(compilation).GetRunResult().Results.Single();
        if (run.Exception is { } thrown)
        {
            return (thrown.ToString(), 0);
        }

        if (!run.Diagnostics.IsDefaultOrEmpty)
        {
            return (run.Diagnostics[0].ToString(), 0);
        }

        // An exception comes as AD0001.
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return (found.FirstOrDefault(d => d.Id == "AD0001")?.ToString(), found.Length);
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (long seen = most; value > seen; seen = System.Threading.Interlocked.Read(ref most))
        {
            System.Threading.Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
