using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>
/// Finds simple names of emitted text that mean something of the user's inside the class: its members and type
/// parameters, those of enclosing and base classes, and its neighbours in the namespace, all of which come before usings.
/// </summary>
internal static class CapturedNames
{
    public static IEnumerable<string> In(INamedTypeSymbol type)
    {
        var taken = new HashSet<string>(Clashes.PrimaryParameters(type), StringComparer.Ordinal);
        foreach (INamedTypeSymbol scope in Scopes(type))
        {
            taken.Add(scope.Name);
            taken.UnionWith(scope.MemberNames);
            taken.UnionWith(scope.GetTypeMembers().Select(nested => nested.Name));
            taken.UnionWith(scope.TypeParameters.Select(parameter => parameter.Name));
        }

        return taken.Where(EmittedNames.Used.ContainsKey)
            .Union(Neighbours.GetValue(type.ContainingNamespace, OfNamespace), StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal);
    }

    // Looked up once for all classes of a namespace; held no longer than the compilation is.
    private static readonly ConditionalWeakTable<INamespaceSymbol, string[]> Neighbours = new();

    private static string[] OfNamespace(INamespaceSymbol space) => [.. EmittedNames.Used.Keys.Where(name => space.GetMembers(name).Any())];

    private static IEnumerable<INamedTypeSymbol> Scopes(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? scope = type; scope is not null; scope = scope.ContainingType)
        {
            for (INamedTypeSymbol? t = scope; t is { SpecialType: not SpecialType.System_Object }; t = t.BaseType)
            {
                yield return t;
            }
        }
    }
}
