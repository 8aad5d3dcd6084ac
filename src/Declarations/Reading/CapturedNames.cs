using System;
using System.Collections.Generic;
using System.Linq;
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
        var parameters = new HashSet<string>(Clashes.PrimaryParameters(type), StringComparer.Ordinal);
        return EmittedNames.Used.Keys
            .Where(name => parameters.Contains(name)
                || type.ContainingNamespace.GetMembers(name).Any()
                || Scopes(type).Any(scope => scope.Name == name || scope.GetMembers(name).Any() || scope.TypeParameters.Any(p => p.Name == name)))
            .OrderBy(name => name, StringComparer.Ordinal);
    }

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
