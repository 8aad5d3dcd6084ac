using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MiDsl.Testing;

/// <summary>Analyzers over a user's project, held against what marked sources expect.</summary>
public sealed class AnalyzerRun(params DiagnosticAnalyzer[] analyzers)
{
    private static readonly AsyncLocal<Action<string>?> Recorder = new();

    /// <summary>The marked sources that some tests would verify, without running analyzers: other tests begin with the same examples.</summary>
    public static async Task<IReadOnlyList<string>> Record(Func<Task> tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        var sources = new List<string>();
        Recorder.Value = sources.Add;
        await tests().ConfigureAwait(false);
        Recorder.Value = null;
        return sources;
    }

    /// <summary>Runs before the analyzers, where the sources use what is generated.</summary>
    public IIncrementalGenerator? Generator { get; init; }

    /// <summary>
    /// Fails unless exactly the marked diagnostics are found: the analyzers' own and the compiler's errors, ids and
    /// spans. See <see cref="DiagnosticMarkup"/>; <see cref="UserProject.FileBreak"/> divides files.
    /// </summary>
    /// <param name="marked">The source with its marks.</param>
    /// <param name="expectedMessages">Messages of the analyzers' diagnostics in the order of their places; none: not compared.</param>
    public async Task Verify(string marked, params string[] expectedMessages)
    {
        if (Recorder.Value is { } record)
        {
            record(marked);
            return;
        }

        var files = UserProject.Files([marked]).Select(DiagnosticMarkup.Parse).ToArray();
        var compilation = Compile([.. files.Select(file => file.Source)]);
        var found = await Relevant(compilation).ConfigureAwait(false);

        var failures = new StringBuilder();
        var messages = new List<string>();
        var trees = compilation.SyntaxTrees.Take(files.Length).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            var here = found.Where(d => d.Location.SourceTree == trees[i]).ToArray();
            Compare(files[i], trees[i], here, failures);
            messages.AddRange(here
                .Where(IsOwn)
                .OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Location.SourceSpan.End).ThenBy(d => d.Id, StringComparer.Ordinal)
                .Select(Message));
        }

        // No place in the user's sources: nothing can mark it, so nothing expects it.
        foreach (var other in found.Where(d => !trees.Contains(d.Location.SourceTree)))
        {
            failures.Append("unexpected, in no source: ").Append(other).Append('\n');
        }

        if (failures.Length == 0 && expectedMessages.Length > 0 && !messages.SequenceEqual(expectedMessages, StringComparer.Ordinal))
        {
            failures.Append("Messages differ.\nexpected:\n  ").AppendJoin("\n  ", expectedMessages)
                .Append("\nfound:\n  ").AppendJoin("\n  ", messages).Append('\n');
        }

        if (failures.Length > 0)
        {
            throw new HarnessException(failures.ToString());
        }
    }

    /// <summary>All that the analyzers report, AD0001 included, and the compiler's errors.</summary>
    public Task<ImmutableArray<Diagnostic>> Diagnostics(params string[] sources) => Relevant(Compile(sources));

    /// <summary>Fails if an analyzer threw, whatever it was given.</summary>
    public async Task AssertNoException(params string[] sources)
    {
        var crash = (await Diagnostics(sources).ConfigureAwait(false)).FirstOrDefault(d => d.Id is "AD0001");
        if (crash is not null)
        {
            throw new HarnessException($"An analyzer threw: {crash}");
        }
    }

    private CSharpCompilation Compile(string[] sources)
    {
        var compilation = UserProject.Compile(sources);
        return Generator is null ? compilation : GeneratorRun.Of(Generator, compilation).AssertNoException().Output;
    }

    private async Task<ImmutableArray<Diagnostic>> Relevant(CSharpCompilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null, // null: an exception becomes AD0001
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        var all = await compilation.WithAnalyzers([.. analyzers], options).GetAllDiagnosticsAsync().ConfigureAwait(false);
        return [.. all.Where(d => IsOwn(d) || d.Severity == DiagnosticSeverity.Error)];
    }

    private bool IsOwn(Diagnostic diagnostic) =>
        diagnostic.Id is "AD0001" || analyzers.Any(a => a.SupportedDiagnostics.Any(s => s.Id == diagnostic.Id));

    private static void Compare(DiagnosticMarkup expected, SyntaxTree tree, Diagnostic[] found, StringBuilder failures)
    {
        var spans = DiagnosticMarkup.Ordered(found.Select(d => new MarkedSpan(d.Id, d.Location.SourceSpan))).ToArray();
        if (spans.SequenceEqual(expected.Spans))
        {
            return;
        }

        // Removing one by one keeps count of equal ones.
        var unexpected = found.ToList();
        foreach (var span in expected.Spans)
        {
            var match = unexpected.FindIndex(d => new MarkedSpan(d.Id, d.Location.SourceSpan) == span);
            if (match >= 0)
            {
                unexpected.RemoveAt(match);
            }
            else
            {
                Describe(failures, "missing", span, tree, string.Empty);
            }
        }

        foreach (var diagnostic in unexpected)
        {
            Describe(failures, "unexpected", new(diagnostic.Id, diagnostic.Location.SourceSpan), tree, ": " + Message(diagnostic));
        }

        failures.Append("---- ").Append(tree.FilePath).Append(", marked as found\n")
            .Append(DiagnosticMarkup.Write(expected.Source, spans)).Append('\n');
    }

    private static void Describe(StringBuilder to, string what, MarkedSpan mark, SyntaxTree tree, string message)
    {
        var start = tree.GetLineSpan(mark.Span).StartLinePosition;
        to.Append(CultureInfo.InvariantCulture, $"{what,-10} {mark.Id} at ({start.Line + 1},{start.Character + 1}) ")
            .Append('\'').Append(tree.GetText().ToString(mark.Span)).Append('\'').Append(message).Append('\n');
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
