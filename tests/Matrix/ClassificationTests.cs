extern alias Analyzers;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MiDsl.Declarations;
using MiDsl.Generators;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;
using Xunit.Abstractions;

namespace MiDsl.Matrix.Tests;

/// <summary>Nothing falls between a rule and a plan.</summary>
public sealed class ClassificationTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_combination_breaks_a_rule_or_has_a_plan()
    {
        Walk walk = Walk.Whole;
        int plans = walk.Planned.Count, refused = walk.Ids.Values.Sum();
        output.WriteLine(FormattableString.Invariant($"{plans + refused:N0} combinations: {plans:N0} have a plan, {refused:N0} break a rule"));
        foreach ((string id, int count) in walk.Ids.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            output.WriteLine(FormattableString.Invariant($"  {id} {count,10:N0}"));
        }

        Assert.Empty(walk.Failures.Take(5));
        Assert.InRange(plans, 100, int.MaxValue);
        Assert.InRange(refused, 100_000, int.MaxValue);
    }

    /// <summary>Any two coordinates take every pair of their values: what the records say is what sources say, through reader, analyzer and generator.</summary>
    [Fact]
    public async Task Sources_are_judged_like_records()
    {
        // Few of those hold a whole declaration: every hundredth one that has a plan stands beside them.
        Combination[] sample = [.. Pairwise(), .. Walk.Whole.Planned.Where((_, i) => i % 100 == 0)];
        var failures = new List<string>();
        int planned = 0, index = 0;
        var run = new AnalyzerRun(new Analyzers::MiDsl.Analyzers.EstimatorAnalyzer());
        foreach (Combination[] part in sample.Chunk(100))
        {
            // One file a class: a diagnostic's file says whose it is.
            string[] names = [.. part.Select(_ => $"C{index++}")];
            string[] sources = [ToyModel.Source, .. part.Zip(names, (combination, name) => ToyModel.Usings + combination.Source(name))];
            CSharpCompilation compilation = UserProject.Compile(sources);
            ILookup<string, Diagnostic> found = (await run.Diagnostics(sources)).Where(d => d.Id.StartsWith("MIDSL", StringComparison.Ordinal) && d.Severity == DiagnosticSeverity.Error)
                .ToLookup(d => d.Location.SourceTree!.FilePath);
            GeneratorRun generated = GeneratorRun.Of(new EstimatorGenerator(), compilation).AssertNoException();
            for (int i = 0; i < part.Length; i++)
            {
                SyntaxTree tree = compilation.SyntaxTrees.ElementAt(i + 1);
                var type = (INamedTypeSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single())!;
                EstimatorDeclaration read = DeclarationReader.Read(type, CancellationToken.None), record = part[i].Declaration(names[i]);
                string[] ids = [.. found[tree.FilePath].Select(d => d.Id).Order(StringComparer.Ordinal)];
                string[] expected = [.. RuleBook.Refusals(record).Select(p => p.Id).Order(StringComparer.Ordinal)];
                bool invalid = generated.Files.Keys.Any(file => file.StartsWith(names[i] + ".", StringComparison.Ordinal) && file.EndsWith("Invalid.g.cs", StringComparison.Ordinal));
                planned += invalid ? 0 : 1;
                if (!Equals(read, record))
                {
                    failures.Add($"reads otherwise: {part[i]}\n  {read}\n  {record}");
                }
                else if (!ids.SequenceEqual(expected) || invalid != (expected.Length > 0))
                {
                    failures.Add($"analyzer says [{string.Join(", ", ids)}], records [{string.Join(", ", expected)}], the generator {(invalid ? "refuses" : "emits")}: {part[i]}");
                }
            }
        }

        output.WriteLine($"{sample.Length} sources, every pair of values among them; {planned} have a plan");
        Assert.Empty(failures.Take(5));
        Assert.InRange(planned, 50, sample.Length - 50);
    }

    // Greedy: each next row covers as many uncovered pairs of values as the best of some random candidates.
    private static IEnumerable<Combination> Pairwise()
    {
        var random = new Random(3);
        int n = Combination.Sizes.Length;
        var open = new HashSet<(int, int, int, int)>();
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                for (int a = 0; a < Combination.Sizes[i]; a++)
                {
                    for (int b = 0; b < Combination.Sizes[j]; b++)
                    {
                        open.Add((i, a, j, b));
                    }
                }
            }
        }

        while (open.Count > 0)
        {
            (int first, int a, int second, int b) = open.First();
            int[]? best = null;
            int most = -1;
            for (int candidate = 0; candidate < 20; candidate++)
            {
                int[] row = [.. Combination.Sizes.Select(size => random.Next(size))];
                (row[first], row[second]) = (a, b);
                int covers = Covered(row).Count(open.Contains);
                (best, most) = covers > most ? (row, covers) : (best, most);
            }

            open.ExceptWith(Covered(best!));
            yield return Combination.Of(best!);
        }

        IEnumerable<(int, int, int, int)> Covered(int[] row) =>
            from i in Enumerable.Range(0, n)
            from j in Enumerable.Range(i + 1, n - i - 1)
            select (i, row[i], j, row[j]);
    }
}
