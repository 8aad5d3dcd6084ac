using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>Analyzers and code fixes see a class with its emitted part; what is said of it concerns the user's parts alone.</summary>
internal static class EmittedParts
{
    // The compiler files a generator's sources under its name.
    private const string Folder = "MiDsl.Generators.EstimatorGenerator";

    /// <summary>Whether the member was written by the generator.</summary>
    public static bool Declare(ISymbol member) =>
        member.DeclaringSyntaxReferences is { IsEmpty: false } references && references.All(reference => Hold(reference.SyntaxTree));

    /// <summary>The symbol's places in the user's files first.</summary>
    public static Location? PlaceOf(ISymbol symbol) => symbol.Locations.OrderBy(location => Hold(location.SourceTree)).FirstOrDefault();

    private static bool Hold(SyntaxTree? tree) => tree is not null && tree.FilePath.IndexOf(Folder, StringComparison.Ordinal) >= 0;
}
