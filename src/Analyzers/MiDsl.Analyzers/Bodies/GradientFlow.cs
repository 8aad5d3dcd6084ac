using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>Whether the gradient in some sources reaches what a body returns.</summary>
/// <param name="Cuts">Where it is cut, in the order of the text.</param>
/// <param name="Reaches">Whether some way is left.</param>
internal sealed record GradientFlow(IReadOnlyList<IOperation> Cuts, bool Reaches)
{
    /// <summary>Follows every use of a source outwards, through locals that hold it, to a cut or to the end.</summary>
    public static GradientFlow Of(Body body, Func<IOperation, bool> isSource)
    {
        var cuts = new List<IOperation>();
        bool reaches = false;
        var holding = new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default);
        var seen = new HashSet<IOperation>();

        // A local may be read, in a loop or a local function, above the line that fills it.
        for (bool more = true; more;)
        {
            more = false;
            foreach (IOperation use in body.All.Where(o => !seen.Contains(o) && (isSource(o) || o is ILocalReferenceOperation { Local: var local } && holding.Contains(local) && !IsTarget(o))).ToArray())
            {
                seen.Add(use);
                more |= Follow(use);
            }
        }

        return new GradientFlow([.. cuts.Distinct().OrderBy(cut => cut.Syntax.SpanStart)], reaches);

        bool Follow(IOperation use)
        {
            if (ThreadScopes.Around(use).OfType<IInvocationOperation>().FirstOrDefault(scope => TorchNames.SwitchesGradOff(scope.TargetMethod)) is { } off)
            {
                cuts.Add(off);
                return false;
            }

            for (IOperation inner = use; inner.Parent is { } outer; inner = outer)
            {
                if (TorchNames.Cuts(outer))
                {
                    cuts.Add(outer);
                    return false;
                }

                if (TorchNames.DescribesTensor(outer))
                {
                    return false;
                }

                if (Target(outer, inner) is { } local)
                {
                    return holding.Add(local);
                }

                if (outer is IReturnOperation or IExpressionStatementOperation or IAnonymousFunctionOperation or IBlockOperation)
                {
                    break;
                }
            }

            reaches = true;
            return false;
        }
    }

    private static ILocalSymbol? Target(IOperation outer, IOperation inner) => outer switch
    {
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        IAssignmentOperation { Target: ILocalReferenceOperation written } assignment when assignment.Value == inner => written.Local,
        _ => null,
    };

    private static bool IsTarget(IOperation reference) => reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;
}
