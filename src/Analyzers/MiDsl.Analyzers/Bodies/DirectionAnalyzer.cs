using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>MIDSL014: a bound that is constructed from the value of a result with another direction.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DirectionAnalyzer : DiagnosticAnalyzer
{
    private const string Results = "MiDsl.";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.Scope];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Results + "LowerBound") is not null)
            {
                start.RegisterOperationBlockAction(Analyze);
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context)
    {
        IObjectCreationOperation[] made = [.. context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf()).OfType<IObjectCreationOperation>().Where(o => SideOf(o.Type) != 0 && o.Arguments.Length > 0)];
        if (made.Length == 0)
        {
            return;
        }

        var body = new Body(context.OperationBlocks);
        foreach (IObjectCreationOperation creation in made)
        {
            if (creation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is { } value && Foreign(body, value.Value, SideOf(creation.Type), 0) is { } foreign)
            {
                string bound = creation.Type!.Name, from = NameOf(foreign);
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.Scope,
                    foreign.Syntax.GetLocation(),
                    $"a {bound} made from the value of {from}: constructing a result does not change its direction; keep the type that it has, combine results with +, -, Scale and Mean, or make an Estimate, which claims none"));
            }
        }
    }

    /// <summary>1 for a lower bound, -1 for an upper one, 0 for anything else.</summary>
    private static int SideOf(ITypeSymbol? type) => type is null ? 0 : KnownTypes.Is(type, Results + "LowerBound") ? 1 : KnownTypes.Is(type, Results + "UpperBound") ? -1 : 0;

    /// <summary>A value in the sum whose direction, with its sign, is not the side asked for. Where a sign is not plain, nothing is said.</summary>
    private static IOperation? Foreign(Body body, IOperation operation, int side, int depth)
    {
        operation = body.Plain(operation);
        if (depth > 32)
        {
            return null;
        }

        switch (operation)
        {
            case IPropertyReferenceOperation { Property.Name: "Value", Instance: { Type: { } type } instance } value:
                ITypeSymbol? holder = body.Plain(instance).Type ?? type;
                bool estimate = KnownTypes.Is(holder, Results + "Estimate");
                return estimate || SideOf(holder) == -side ? value : null;
            case IPropertyReferenceOperation { Property: { Name: "Middle", ContainingType: { } interval } } middle when KnownTypes.Is(interval, Results + "Interval"):
                return middle;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus:
                return Foreign(body, minus.Operand, -side, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Foreign(body, sum.LeftOperand, side, depth + 1) ?? Foreign(body, sum.RightOperand, side, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference:
                return Foreign(body, difference.LeftOperand, side, depth + 1) ?? Foreign(body, difference.RightOperand, -side, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when SignOf(body, product.LeftOperand) is { } sign:
                return Foreign(body, product.RightOperand, sign * side, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } scaled when SignOf(body, scaled.RightOperand) is { } sign:
                return Foreign(body, scaled.LeftOperand, sign * side, depth + 1);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Foreign(body, choice.WhenTrue, side, depth + 1) ?? Foreign(body, otherwise, side, depth + 1);
            default:
                return null;
        }
    }

    private static int? SignOf(Body body, IOperation operation)
    {
        operation = body.Plain(operation);
        return operation.ConstantValue is { HasValue: true, Value: var value }
            ? value switch { double d when d != 0 => System.Math.Sign(d), float f when f != 0 => System.Math.Sign(f), int i when i != 0 => System.Math.Sign(i), _ => null }
            : null;
    }

    private static string NameOf(IOperation foreign) => foreign switch
    {
        IPropertyReferenceOperation { Property.Name: "Middle" } => "an Interval's middle, which has no direction",
        IPropertyReferenceOperation { Instance.Type.Name: "Estimate" } => "an Estimate, which has no direction",
        IPropertyReferenceOperation { Instance.Type.Name: "UpperBound" } => "an UpperBound",
        IPropertyReferenceOperation { Instance.Type.Name: "LowerBound" } => "a LowerBound",
        _ => "a result of another direction",
    };
}
