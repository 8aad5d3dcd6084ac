using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>
/// MIDSL018: an Objective that enters a loss with a minus, so that information is raised, and whose gradient nothing keeps from
/// growing beyond that of the rest.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LargerLossAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.Unclipped];

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
        IInvocationOperation[] calls = [.. context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).OfType<IInvocationOperation>()];
        bool ascends = calls.Any(call => call.TargetMethod.Name == "backward" && TorchNames.IsTorch(call.TargetMethod));
        bool clips = calls.Any(call => call.TargetMethod.Name is "BackwardInto" || (call.TargetMethod.Name.StartsWith("clip_grad", System.StringComparison.Ordinal) && TorchNames.IsTorch(call.TargetMethod)));
        if (!ascends || clips)
        {
            return;
        }

        foreach (IInvocationOperation call in calls.Where(IsObjective))
        {
            if (!IsLowered(call, new Body(context.OperationBlocks), 0))
            {
                continue;
            }

            INamedTypeSymbol estimator = call.TargetMethod.ContainingType;
            bool adaptive = DeclarationReader.On(estimator, KnownTypes.GradientClippingAttribute).FirstEnum<Clip>() == Clip.Adaptive;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Unclipped,
                call.Syntax.GetLocation(),
                $"this loss raises the information of '{estimator.Name}', whose gradient has no bound and can outgrow that of the rest; {(adaptive ? "" : "declare [GradientClipping(Clip.Adaptive)] on it and ")}call BackwardInto(network, mainLoss, term) in place of backward(), which scales the term's gradient to at most that of the main loss"));
        }
    }

    private static bool IsObjective(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Objective", ContainingType: { } type } && DeclarationReader.AttributeOn(type, KnownTypes.EstimatorAttribute) is not null;

    /// <summary>Whether a term enters what it is part of with a minus, as far as the text is plain: signs multiply on the way out, through one local.</summary>
    private static bool IsLowered(IOperation term, Body body, int depth)
    {
        bool lowered = false;
        for (IOperation inner = term; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus }:
                    lowered = !lowered;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference when difference.RightOperand == inner:
                    lowered = !lowered;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when IsNegative(body, product.LeftOperand == inner ? product.RightOperand : product.LeftOperand):
                    lowered = !lowered;
                    break;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract }:
                    return !lowered;
                case IVariableDeclaratorOperation { Symbol: var local } when depth < 4:
                    ILocalReferenceOperation[] uses = [.. body.All.OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local))];
                    return lowered ? uses.Any(use => !IsLowered(use, body, depth + 1)) : uses.Any(use => IsLowered(use, body, depth + 1));
                case IExpressionStatementOperation or IReturnOperation or IAnonymousFunctionOperation or IBlockOperation:
                    return lowered;
            }
        }

        return lowered;
    }

    private static bool IsNegative(Body body, IOperation factor)
    {
        while (factor is IConversionOperation conversion)
        {
            factor = conversion.Operand;
        }

        factor = body.Plain(factor);
        return factor is IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } || factor.ConstantValue is { HasValue: true, Value: < 0d or < 0f or < 0 };
    }
}
