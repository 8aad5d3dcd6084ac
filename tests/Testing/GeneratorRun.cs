using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MiDsl.Testing;

/// <summary>One run of a generator over a user's project, and what came of it.</summary>
public sealed class GeneratorRun
{
    private GeneratorRun(CSharpCompilation input, CSharpCompilation output, GeneratorDriverRunResult result)
    {
        Input = input;
        Output = output;
        Exception = result.Results.Single().Exception;
        GeneratorDiagnostics = result.Diagnostics;
        Files = new SortedDictionary<string, string>(
            result.Results.Single().GeneratedSources.EmptyIfDefault().ToDictionary(
                file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>The user's sources alone.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The user's sources with the generated ones.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>Generated text by hint name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>What the generator itself reported, CS8785 included.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics { get; }

    /// <summary>What the generator threw.</summary>
    public Exception? Exception { get; }

    /// <summary>What the compiler says of user's and generated sources together.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics =>
        field.IsDefault ? field = Output.GetDiagnostics() : field;

    /// <summary>All generated files below each other, for comparison or a snapshot of the whole.</summary>
    public string Text =>
        string.Concat(Files.Select(file => $"//// {file.Key}\n{file.Value.TrimEnd()}\n\n"));

    /// <summary>Runs a generator over the sources.</summary>
    public static GeneratorRun Of<TGenerator>(params string[] sources)
        where TGenerator : IIncrementalGenerator, new() =>
        Of(new TGenerator(), UserProject.Compile(sources));

    /// <summary>Runs a generator over a compilation.</summary>
    public static GeneratorRun Of(IIncrementalGenerator generator, CSharpCompilation input)
    {
        var driver = Driver(generator).RunGeneratorsAndUpdateCompilation(input, out var output, out _);
        return new(input, (CSharpCompilation)output, driver.GetRunResult());
    }

    internal static GeneratorDriver Driver(IIncrementalGenerator generator, bool trackSteps = false) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: UserProject.ParseOptions,
            driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: trackSteps));

    /// <summary>The one file whose hint name ends so.</summary>
    public string File(string ending)
    {
        var found = Files.Where(file => file.Key.EndsWith(ending, StringComparison.Ordinal)).ToArray();
        return found.Length == 1
            ? found[0].Value
            : throw new HarnessException($"{found.Length} files end with '{ending}'; generated: {Names()}");
    }

    /// <summary>
    /// Fails unless everything compiles: no error anywhere, no warning in generated code, nothing reported by the
    /// generator. Analyzers are not asked.
    /// </summary>
    /// <param name="allowed">Ids that may occur.</param>
    public GeneratorRun AssertCompiles(params string[] allowed)
    {
        if (Files.Count == 0)
        {
            throw new HarnessException($"Nothing was generated.{Exception}");
        }

        Fail(GeneratorDiagnostics.Concat(CompilerDiagnostics.Where(IsFailure)), allowed);
        return this;
    }

    /// <summary>Fails if the generator threw, whatever it was given.</summary>
    public GeneratorRun AssertNoException() =>
        Exception is null && !GeneratorDiagnostics.Any(d => d.Id is "CS8784" or "CS8785")
            ? this
            : throw new HarnessException($"The generator threw: {Exception}\n{string.Join('\n', GeneratorDiagnostics)}");

    /// <summary>Fails if sources that compile alone no longer compile with what was generated.</summary>
    /// <param name="allowed">Ids that may occur.</param>
    public GeneratorRun AssertAddsNoError(params string[] allowed)
    {
        // Errors that were there before are the user's; asked for cheaply first.
        if (Files.Count > 0
            && !HasError(Input.GetParseDiagnostics())
            && !HasError(Input.GetDiagnostics()))
        {
            Fail(CompilerDiagnostics.Where(IsFailure), allowed);
        }

        return this;
    }

    /// <summary>Emits, loads and makes the whole ready to be called.</summary>
    public CompiledEstimator Load() => CompiledEstimator.Load(Output);

    private static bool HasError(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    private bool IsFailure(Diagnostic diagnostic) =>
        !diagnostic.IsSuppressed
        && (diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning && IsGenerated(diagnostic.Location.SourceTree)));

    private bool IsGenerated(SyntaxTree? tree) => tree is not null && !Input.ContainsSyntaxTree(tree);

    private void Fail(IEnumerable<Diagnostic> diagnostics, string[] allowed)
    {
        var failures = diagnostics.Where(d => !allowed.Contains(d.Id, StringComparer.Ordinal)).ToArray();
        if (failures.Length == 0)
        {
            return;
        }

        var message = new StringBuilder($"{failures.Length} unexpected diagnostics; generated: {Names()}\n");
        foreach (var failure in failures.Take(6))
        {
            message.Append("  ").Append(failure.ToString()).Append('\n');
            if (failure.Location.SourceTree is { } tree)
            {
                var line = failure.Location.GetLineSpan().StartLinePosition.Line;
                message.Append(CultureInfo.InvariantCulture, $"    > {tree.GetText().Lines[line].ToString().Trim()}\n");
            }
        }

        throw new HarnessException(message.ToString());
    }

    private string Names() => Files.Count == 0 ? "nothing" : string.Join(", ", Files.Keys);
}
