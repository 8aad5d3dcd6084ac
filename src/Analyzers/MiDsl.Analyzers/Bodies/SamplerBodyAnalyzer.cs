using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>Reads the bodies of [Joint] samplers, whose pairs must belong together, and of [Transition] members, which must stay as they are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SamplerBodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.Pairing, Descriptors.OnlineTuning];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownTypes.EstimatorAttribute) is not null)
            {
                start.RegisterOperationBlockAction(Analyze);
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context)
    {
        if (context.OwningSymbol is not IMethodSymbol method || DeclarationReader.AttributeOn(method.ContainingType, KnownTypes.EstimatorAttribute) is null)
        {
            return;
        }

        if (Carries(method, KnownTypes.JointAttribute))
        {
            CheckPairing(context, method);
        }
        else if (Carries(method, KnownTypes.TransitionAttribute))
        {
            CheckAdaptation(context, method);
        }
    }

    private static bool Carries(IMethodSymbol method, string attribute) =>
        DeclarationReader.AttributeOn(method, attribute) is not null || (method.PartialDefinitionPart is { } definition && DeclarationReader.AttributeOn(definition, attribute) is not null);

    /// <summary>MIDSL008: one of two variables in an order of its own.</summary>
    private static void CheckPairing(OperationBlockAnalysisContext context, IMethodSymbol method)
    {
        var body = new Body(context.OperationBlocks);
        foreach (ITupleOperation pair in body.Returned.OfType<ITupleOperation>().Where(tuple => tuple.Elements.Length == 2))
        {
            for (int i = 0; i < 2; i++)
            {
                if (Shuffles(body, pair.Elements[i]) is { } shuffle)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.Pairing,
                        shuffle.Syntax.GetLocation(),
                        $"'{method.Name}' puts the rows of {(i == 0 ? "X" : "Y")} in a random order of their own, so that a row of X no longer meets its Y: the pairs come from p(x) p(y), and chains that start at the paired value start elsewhere; draw both by one order, e.g. 'Tensor order = randperm(n); return (x[order], y[order]);', negatives are made from the pairs by themselves"));
                }
            }
        }
    }

    /// <summary>A random order inside this element that is used nowhere else in the body.</summary>
    private static IOperation? Shuffles(Body body, IOperation element)
    {
        foreach (IOperation operation in element.DescendantsAndSelf())
        {
            if (IsOrder(operation))
            {
                return operation;
            }

            if (operation is ILocalReferenceOperation { Local: var local } && IsOrder(body.Plain(operation)) && Uses(body, local) == 1)
            {
                return operation;
            }
        }

        return null;
    }

    private static bool IsOrder(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: "randperm" } method } && TorchNames.IsTorch(method);

    private static int Uses(Body body, ILocalSymbol local) => body.All.OfType<ILocalReferenceOperation>().Count(use => SymbolEqualityComparer.Default.Equals(use.Local, local));

    /// <summary>MIDSL009: a number that outlives the call, is changed by it and steers it.</summary>
    private static void CheckAdaptation(OperationBlockAnalysisContext context, IMethodSymbol method)
    {
        IOperation[] all = [.. context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf())];
        var written = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (IOperation operation in all)
        {
            IOperation? target = operation switch
            {
                ICoalesceAssignmentOperation => null, // computed once and kept
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                _ => null,
            };
            if (StateOf(target) is { } state && IsNumber(target!.Type) && written.Add(state) && all.Any(o => Reads(o, state)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.OnlineTuning,
                    operation.Syntax.GetLocation(),
                    $"'{method.Name}' changes '{state.Name}', which steers its next moves: a kernel that adapts while the bound is computed leaves nothing invariant, and the number is no bound; tune it beforehand on other pairs and keep it, or drop [Transition] for Hamiltonian Monte Carlo, whose steps are tuned in a round of their own and frozen"));
            }
        }
    }

    private static ISymbol? StateOf(IOperation? target) => target switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        _ => null,
    };

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single || TorchNames.IsTensor(type);

    /// <summary>Read for something else than its own next value.</summary>
    private static bool Reads(IOperation operation, ISymbol state)
    {
        if (!SymbolEqualityComparer.Default.Equals(StateOf(operation), state))
        {
            return false;
        }

        for (IOperation inner = operation; inner.Parent is { } outer; inner = outer)
        {
            if (outer is IAssignmentOperation assignment)
            {
                return !SymbolEqualityComparer.Default.Equals(StateOf(assignment.Target), state);
            }

            if (outer is IIncrementOrDecrementOperation)
            {
                return false;
            }

            if (outer is IExpressionStatementOperation or IBlockOperation)
            {
                break;
            }
        }

        return true;
    }
}
