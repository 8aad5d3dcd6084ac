using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Testing;

/// <summary>The project of an imagined user: sources compiled with nullable on, against what such a project references.</summary>
public static class UserProject
{
    /// <summary>A line that divides one source into several files.</summary>
    public const string FileBreak = "\n//// next file\n";

    private const string ReferencesKey = "MiDsl.Testing.References";

    /// <summary>Diagnose: doc comments are checked as in a project that writes a documentation file.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    // Every compilation grows from this one, so that the references are read and bound once.
    private static readonly Lazy<CSharpCompilation> Empty = new(() => CSharpCompilation.Create(
        "UserProject",
        references: References(),
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            optimizationLevel: OptimizationLevel.Release)));

    /// <summary>The sources as one compilation, in files Source0.cs, Source1.cs, ...</summary>
    public static CSharpCompilation Compile(params string[] sources) =>
        Empty.Value.AddSyntaxTrees(Files(sources).Select((text, i) => Parse(text, $"Source{i}.cs")));

    /// <summary>The files that the sources are divided into.</summary>
    public static IEnumerable<string> Files(IEnumerable<string> sources) =>
        sources.SelectMany(source => source.Split(FileBreak));

    internal static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);

    private static ImmutableArray<MetadataReference> References()
    {
        // Written by Tests.targets; a test process loads one test assembly.
        var paths = AppDomain.CurrentDomain.GetAssemblies()
            .SelectMany(assembly => assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
            .FirstOrDefault(metadata => string.Equals(metadata.Key, ReferencesKey, StringComparison.Ordinal))?.Value
            ?? throw new HarnessException("No references: does the test project import tests/Testing/Tests.targets?");
        return [.. paths.Split('|').Select(path => MetadataReference.CreateFromFile(path))];
    }
}
