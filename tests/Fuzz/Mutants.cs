using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using MiDsl.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Fuzz.Tests;

/// <summary>Sources with estimators in them, one to four tokens deleted, doubled, swapped, replaced or inserted. The same number gives the same mutant.</summary>
internal sealed class Mutants
{
    private static readonly string[] Strays =
        ["<", ">", "\"", "(", ")", "[", "]", "{", "}", "#if", "#endif", "@", "$\"{", "/*", "partial", "null", ",", ";", "=>", "await", "static", "file", "record", "ref", "?", "0x", "\\u0041", "typeof(", "nameof(", "default", "-1", "1e999"];

    private readonly (string Name, string Text, TextSpan[] Tokens)[] sources;

    public Mutants() => sources =
    [
        .. Corpus.Valid.Concat(Files("samples").SelectMany(Estimators))
            .OrderBy(source => source.Name, StringComparer.Ordinal)
            .Select(source => (source.Name, source.Source, Tokens(source.Source))),
    ];

    /// <summary>How many sources there are.</summary>
    public int Count => sources.Length;

    /// <summary>A source as it is.</summary>
    public string Original(int source) => sources[source].Text;

    /// <summary>A mutant of the source number modulo Count.</summary>
    public (string Name, string Text) this[int number]
    {
        get
        {
            var random = new Random(number);
            (string name, string text, TextSpan[] tokens) = sources[number % sources.Length];

            // From the end, so that earlier places stay what they were.
            int[] places = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(tokens.Length)).Distinct().OrderDescending()];
            var mutant = new StringBuilder(text);
            foreach (int i in places)
            {
                TextSpan at = tokens[i];
                string own = text.Substring(at.Start, at.Length);
                switch (random.Next(5))
                {
                    case 0:
                        mutant.Remove(at.Start, at.Length);
                        break;
                    case 1:
                        mutant.Insert(at.End, " " + own);
                        break;
                    case 2:
                        mutant.Remove(at.Start, at.Length).Insert(at.Start, Other(random));
                        break;
                    case 3:
                        mutant.Insert(at.Start, Strays[random.Next(Strays.Length)] + " ");
                        break;
                    default:
                        mutant.Insert(at.Start, Other(random) + " ");
                        break;
                }
            }

            return ($"{name}, number {number}", mutant.ToString());
        }
    }

    // A token of any source: what is well formed elsewhere.
    private string Other(Random random)
    {
        (_, string text, TextSpan[] tokens) = sources[random.Next(sources.Length)];
        TextSpan span = tokens[random.Next(tokens.Length)];
        return text.Substring(span.Start, span.Length);
    }

    private static TextSpan[] Tokens(string text) =>
        [.. CSharpSyntaxTree.ParseText(text, UserProject.ParseOptions).GetRoot().DescendantTokens().Select(token => token.Span).Where(span => span.Length > 0)];

    // Each estimator of a file, with the file's usings: short sources make many mutants.
    private static IEnumerable<(string Name, string Source)> Estimators((string Name, string Source) file)
    {
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(file.Source, UserProject.ParseOptions).GetCompilationUnitRoot();
        return root.DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "Estimator"))
            .Select(type => ($"{file.Name}/{type.Identifier.Text}", root.Usings.ToFullString() + type.ToFullString()));
    }

    private static IEnumerable<(string Name, string Source)> Files(string folder)
    {
        string root = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", folder);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
