using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.Declarations;

/// <summary>Reads how a further part of the class is written, and whether it can be.</summary>
internal static class TypeReader
{
    public static TypeShape Read(INamedTypeSymbol type, List<Problem> problems)
    {
        bool canHaveParts = true;
        void Refuse(string message, MendKind kind, string title, string modifier)
        {
            canHaveParts = false;
            problems.Add(new Problem(RuleIds.TypeShape, message, Place.TypeName).MendedBy(new Mend(kind, title, Place.TypeName, modifier)));
        }

        if (type.IsFileLocal)
        {
            Refuse($"'{type.Name}' is file-local, so generated code in another file cannot add members to it; make it internal (drop 'file')", MendKind.RemoveModifier, $"Make '{type.Name}' internal: drop 'file'", "file");
        }
        else if (!IsPartial(type))
        {
            Refuse($"'{type.Name}' is not partial, so the estimator cannot be written into it; add the modifier: partial class {type.Name}", MendKind.AddModifier, $"Make '{type.Name}' partial", "partial");
        }

        var enclosing = new Stack<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            enclosing.Push(HeaderOf(outer));
            if (!IsPartial(outer))
            {
                Refuse($"'{type.Name}' lies in '{outer.Name}', which is not partial; add the modifier there: partial {KeywordOf(outer)} {outer.Name}", MendKind.AddModifier, $"Make '{type.Name}' and the types around it partial", "partial");
            }
        }

        if (type.IsStatic)
        {
            Refuse($"'{type.Name}' is static, but an estimator is an object that holds its trained critic; drop 'static'", MendKind.RemoveModifier, $"Drop 'static' of '{type.Name}'", "static");
        }
        else if (type.IsAbstract)
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{type.Name}' is abstract, so nothing could be fitted; drop 'abstract' or annotate a concrete class", Place.TypeName)
                .MendedBy(new Mend(MendKind.RemoveModifier, $"Drop 'abstract' of '{type.Name}'", Place.TypeName, "abstract")));
        }

        string[] clashes = [.. Clashes.Of(type, problems)];
        return new TypeShape(
            type.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString(EscapedNamespace) : "",
            enclosing.ToEquatableArray(),
            HeaderOf(type),
            type.Name,
            MetadataNameOf(type),
            canHaveParts,
            clashes.ToEquatableArray(),
            CapturedNames.In(type).ToEquatableArray());
    }

    private static readonly SymbolDisplayFormat EscapedNamespace = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat EscapedName = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static string HeaderOf(INamedTypeSymbol type) => $"{KeywordOf(type)} {type.ToDisplayString(EscapedName)}";

    private static string KeywordOf(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    private static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static string MetadataNameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? MetadataNameOf(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() + "." + type.MetadataName
        : type.MetadataName;
}
