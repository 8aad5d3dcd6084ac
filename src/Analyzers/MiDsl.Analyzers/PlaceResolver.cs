using System.Linq;
using System.Threading;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.Analyzers;

/// <summary>Turns the place that a rule names into a location in the user's source: as narrow as it is there.</summary>
internal static class PlaceResolver
{
    public static Location Resolve(INamedTypeSymbol type, Place place, CancellationToken cancellation)
    {
        Location? location = place.Kind switch
        {
            PlaceKind.Attribute => SyntaxOf(type, place.Name, cancellation)?.GetLocation(),
            PlaceKind.Argument => ArgumentOf(SyntaxOf(type, place.Name, cancellation, place.Index), place.Argument)?.GetLocation()
                ?? SyntaxOf(type, place.Name, cancellation, place.Index)?.GetLocation(),
            PlaceKind.Member => OfMember(type, place, cancellation),
            _ => null,
        };
        return location ?? type.Locations.FirstOrDefault() ?? Location.None;
    }

    private static readonly string[] MemberRoles = ["Joint", "Marginal", "Conditional", "Variational"];

    private static Location? OfMember(INamedTypeSymbol type, Place place, CancellationToken cancellation)
    {
        ISymbol[] members = [.. type.GetMembers(place.Name)];
        if (place.Argument.Length > 0)
        {
            AttributeSyntax? attribute = members
                .SelectMany(m => MemberRoles.Select(role => SyntaxOf(m, role, cancellation))).FirstOrDefault(a => ArgumentOf(a, place.Argument) is not null);
            if (ArgumentOf(attribute, place.Argument) is { } argument)
            {
                return argument.GetLocation();
            }
        }

        return members.SelectMany(m => m.Locations).FirstOrDefault();
    }

    private static AttributeSyntax? SyntaxOf(ISymbol symbol, string attribute, CancellationToken cancellation, int index = 0) =>
        DeclarationReader.AttributesOn(symbol, $"MiDsl.{attribute}Attribute").ElementAtOrDefault(index)?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    private static AttributeArgumentSyntax? ArgumentOf(AttributeSyntax? attribute, string name) =>
        attribute?.ArgumentList?.Arguments.FirstOrDefault(a =>
            name.Length == 0 ? a.NameEquals is null : a.NameEquals?.Name.Identifier.ValueText == name);
}
