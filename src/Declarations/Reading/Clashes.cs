using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.Declarations;

/// <summary>Finds what of the user's class has a name that an emitted part declares.</summary>
internal static class Clashes
{
    /// <summary>The clashing names; each is a problem.</summary>
    public static IEnumerable<string> Of(INamedTypeSymbol type, List<Problem> problems)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        HashSet<string> names = KnownBounds.Contains(DeclarationReader.On(type, KnownTypes.EstimatorAttribute).FirstEnum<Bound>()) ? EmittedNames.KnownMembers : EmittedNames.Members;
        foreach (ISymbol member in type.GetMembers().Where(m => m.CanBeReferencedByName && names.Contains(m.Name) && !EmittedParts.Declare(m)))
        {
            Report(member.Name, $"'{type.Name}.{member.Name}' has a name that the emitted estimator uses; rename this member", Place.OfMember(member.Name), Rename(member));
        }

        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
        {
            foreach (ISymbol member in ancestor.GetMembers().Where(m => m.CanBeReferencedByName && names.Contains(m.Name)))
            {
                Report(member.Name, $"'{type.Name}' inherits '{member.Name}' from '{ancestor.Name}', a name that the emitted estimator uses; hold the base class in a field instead", Place.TypeName);
            }
        }

        foreach (ITypeParameterSymbol parameter in type.TypeParameters.Where(p => names.Contains(p.Name)))
        {
            Report(parameter.Name, $"the type parameter '{parameter.Name}' has a name that the emitted estimator uses; rename it", Place.TypeName);
        }

        foreach (string parameter in PrimaryParameters(type).Where(names.Contains))
        {
            Report(parameter, $"the constructor parameter '{parameter}' has a name that the emitted estimator uses; rename it", Place.TypeName);
        }

        return found.OrderBy(name => name, StringComparer.Ordinal);

        Mend Rename(ISymbol member)
        {
            string free = "Own" + char.ToUpperInvariant(member.Name[0]) + member.Name.Substring(1);
            return new Mend(MendKind.RenameMember, $"Rename '{member.Name}' to '{free}'", Place.OfMember(member.Name), free);
        }

        void Report(string name, string message, Place place, params Mend[] mends)
        {
            if (found.Add(name))
            {
                problems.Add(new Problem(RuleIds.TypeShape, message, place).MendedBy(mends));
            }
        }
    }

    /// <summary>A primary constructor's parameters are in scope in the whole class.</summary>
    public static IEnumerable<string> PrimaryParameters(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences
            .Select(reference => (reference.GetSyntax() as TypeDeclarationSyntax)?.ParameterList)
            .SelectMany(list => list is null ? [] : list.Parameters.Select(p => p.Identifier.ValueText));
}
