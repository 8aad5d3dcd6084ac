using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.Analyzers;

/// <summary>The classes that [Critic] members make. Found by name, since the body of another file has no meaning at hand.</summary>
internal sealed class CriticNetworks(Compilation compilation)
{
    private readonly Lazy<Dictionary<string, int>> networks = new(() => Find(compilation.Assembly.GlobalNamespace), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Whether some [Critic] member makes the class.</summary>
    public bool Contains(INamedTypeSymbol type) => networks.Value.ContainsKey(type.Name);

    /// <summary>Which argument of forward Hamiltonian Monte Carlo moves; -1 for none.</summary>
    public int MovedArgument(INamedTypeSymbol type) => networks.Value.TryGetValue(type.Name, out int moved) ? moved : -1;

    private static Dictionary<string, int> Find(INamespaceOrTypeSymbol scope)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var left = new Stack<INamespaceOrTypeSymbol>();
        left.Push(scope);
        while (left.Count > 0)
        {
            INamespaceOrTypeSymbol next = left.Pop();
            foreach (INamespaceOrTypeSymbol inner in next.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                left.Push(inner);
            }

            if (next is INamedTypeSymbol type && DeclarationReader.AttributeOn(type, KnownTypes.EstimatorAttribute) is not null)
            {
                foreach (ISymbol member in type.GetMembers().Where(m => DeclarationReader.AttributeOn(m, KnownTypes.CriticAttribute) is not null))
                {
                    int moved = -1;
                    if (DeclarationReader.On(type, KnownTypes.EstimatorAttribute).FirstEnum<Bound>() == Bound.MineAis)
                    {
                        moved = VariableRoles.Latent(DeclarationReader.Read(type, CancellationToken.None)) == Variable.X ? 0 : 1;
                    }

                    foreach (string name in Names(member))
                    {
                        found[name] = found.TryGetValue(name, out int before) ? Math.Max(before, moved) : moved;
                    }
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> Names(ISymbol member)
    {
        ITypeSymbol? returned = (member as IMethodSymbol)?.ReturnType ?? (member as IPropertySymbol)?.Type;
        IEnumerable<string> made = member.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax().DescendantNodes().OfType<ObjectCreationExpressionSyntax>())
            .Select(creation => creation.Type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText)
            .OfType<string>();
        return returned is null ? made : made.Append(returned.Name);
    }
}
