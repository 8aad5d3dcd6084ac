using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.Declarations;

/// <summary>Turns the place that a rule names into the user's syntax: as narrow as it is there. Analyzers mark it, code fixes edit it.</summary>
internal static class PlaceResolver
{
    private static readonly string[] MemberRoles = ["Joint", "Marginal", "Conditional", "Variational"];

    public static Location Resolve(INamedTypeSymbol type, Place place, CancellationToken cancellation)
    {
        SyntaxNode? attribute = AttributeAt(type, place, cancellation), argument = ArgumentOf(attribute as AttributeSyntax, place.Argument);
        Location? location = place.Kind switch
        {
            PlaceKind.Attribute => attribute?.GetLocation(),
            PlaceKind.Argument => (argument ?? attribute)?.GetLocation(),
            PlaceKind.Member when place.Argument.Length > 0 && argument is not null => argument.GetLocation(),
            PlaceKind.Member => type.GetMembers(place.Name).OrderBy(EmittedParts.Declare).Select(EmittedParts.PlaceOf).FirstOrDefault(),
            _ => null,
        };
        return location ?? EmittedParts.PlaceOf(type) ?? Location.None;
    }

    /// <summary>The attribute that a place is, or lies in: on the class, or on the member that it names.</summary>
    public static AttributeSyntax? AttributeAt(INamedTypeSymbol type, Place place, CancellationToken cancellation)
    {
        if (place.Kind != PlaceKind.Member)
        {
            return place.Name.Length > 0 ? SyntaxOf(type, place.Name, cancellation, place.Index) : null;
        }

        string[] roles = place.Role.Length > 0 ? [place.Role] : MemberRoles;
        AttributeSyntax[] found = [.. type.GetMembers(place.Name).SelectMany(m => roles.Select(role => SyntaxOf(m, role, cancellation))).OfType<AttributeSyntax>()];
        return found.FirstOrDefault(a => place.Argument.Length > 0 && ArgumentOf(a, place.Argument) is not null) ?? found.FirstOrDefault();
    }

    /// <summary>A named argument, or the first positional one where the name is empty.</summary>
    public static AttributeArgumentSyntax? ArgumentOf(AttributeSyntax? attribute, string name) =>
        attribute?.ArgumentList?.Arguments.FirstOrDefault(a =>
            name.Length == 0 ? a.NameEquals is null : a.NameEquals?.Name.Identifier.ValueText == name);

    private static AttributeSyntax? SyntaxOf(ISymbol symbol, string attribute, CancellationToken cancellation, int index = 0) =>
        DeclarationReader.AttributesOn(symbol, $"MiDsl.{attribute}Attribute").ElementAtOrDefault(index)?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
}
