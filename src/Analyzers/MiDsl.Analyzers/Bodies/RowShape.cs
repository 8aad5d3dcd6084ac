using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>How many numbers an expression gives for rows [n, d], as far as its text says plainly.</summary>
internal enum RowShape
{
    /// <summary>The text does not say.</summary>
    Unknown,

    /// <summary>A plain number, which takes the shape of what it is combined with.</summary>
    Number,

    /// <summary>One for each entry, [n, d] at least.</summary>
    Entries,

    /// <summary>A single one, summed over the rows as well.</summary>
    Single,
}

/// <summary>Reads shapes off the text of a density, and whether it is a bare quadratic form.</summary>
internal sealed class ShapeReader(Body body, IParameterSymbol scored)
{
    private static readonly HashSet<string> Summing = ["sum", "mean", "nansum", "prod"];

    public RowShape Of(IOperation operation, int depth = 0)
    {
        operation = body.Plain(operation);
        if (depth > 32)
        {
            return RowShape.Unknown;
        }

        switch (operation)
        {
            case { ConstantValue.HasValue: true }:
            case { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Int32 or SpecialType.System_Int64 }:
            case { Type.Name: "Scalar" }:
                return RowShape.Number;
            case IConversionOperation conversion when !TorchNames.IsTensor(conversion.Operand.Type):
                return RowShape.Number;
            case IParameterReferenceOperation reference:
                return SymbolEqualityComparer.Default.Equals(reference.Parameter, scored) ? RowShape.Entries : RowShape.Unknown;
            case IUnaryOperation unary:
                return Of(unary.Operand, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } binary:
                return Together(Of(binary.LeftOperand, depth + 1), Of(binary.RightOperand, depth + 1));
            case IInvocationOperation { TargetMethod: { Name: "log_prob" } method } call when TorchNames.IsTorch(method) && call.Arguments.FirstOrDefault()?.Value is { } value:
                return TorchNames.IsElementwiseDistribution(call.Instance is { } instance ? body.Plain(instance).Type : null) ? Of(value, depth + 1) : RowShape.Unknown;
            case IInvocationOperation { TargetMethod: var method } call when Summing.Contains(method.Name) && TorchNames.IsTorch(method) && SumsAll(call):
                return RowShape.Single;
            case IInvocationOperation { TargetMethod: var method } call when TorchNames.IsElementwise(method) && Body.Receiver(call) is { } receiver:
                return Of(receiver, depth + 1);
            default:
                return RowShape.Unknown;
        }
    }

    /// <summary>
    /// The constant before a sum of squares that is all of the expression: <c>-0.5 * y.square().sum(1)</c>. Null for anything else.
    /// The log density of a normal distribution has its own constant beside it.
    /// </summary>
    public double? FactorOfBareSquares(IOperation operation, int depth = 0)
    {
        operation = body.Plain(operation);
        if (depth > 32)
        {
            return null;
        }

        switch (operation)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus:
                return -FactorOfBareSquares(minus.Operand, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when ConstantOf(product.LeftOperand) is { } factor:
                return factor * FactorOfBareSquares(product.RightOperand, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when ConstantOf(product.RightOperand) is { } factor:
                return factor * FactorOfBareSquares(product.LeftOperand, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when IsScored(product.LeftOperand) && IsScored(product.RightOperand):
                return 1;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient when ConstantOf(quotient.RightOperand) is { } divisor && divisor != 0:
                return FactorOfBareSquares(quotient.LeftOperand, depth + 1) / divisor;
            case IInvocationOperation { TargetMethod: { Name: "sum" } method } sum when TorchNames.IsTorch(method) && Body.Receiver(sum) is { } summed:
                return FactorOfBareSquares(summed, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "square" } method } square when TorchNames.IsTorch(method) && Body.Receiver(square) is { } root:
                return Of(root) == RowShape.Entries ? 1 : null;
            case IInvocationOperation { TargetMethod: { Name: "pow" } method } power when TorchNames.IsTorch(method) && power.Arguments.LastOrDefault()?.Value is { } exponent && ConstantOf(exponent) == 2 && Body.Receiver(power) is { } root:
                return Of(root) == RowShape.Entries ? 1 : null;
            default:
                return null;
        }
    }

    public double? ConstantOf(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        operation = body.Plain(operation);
        return operation.ConstantValue is { HasValue: true, Value: { } value } && value is double or float or int or long
            ? System.Convert.ToDouble(operation.ConstantValue.Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private bool IsScored(IOperation operation) => body.Plain(operation) is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, scored);

    private static RowShape Together(RowShape left, RowShape right) =>
        left == RowShape.Entries || right == RowShape.Entries ? RowShape.Entries // what broadcasts never shrinks
        : left == RowShape.Number ? right
        : right == RowShape.Number ? left
        : left == right ? left
        : RowShape.Unknown;

    private static bool SumsAll(IInvocationOperation call) =>
        !call.Arguments.Any(a => a.ArgumentKind == ArgumentKind.Explicit && a.Parameter is { Name: "dim" or "dims" or "axis" or "dim0" or "dimension" or "dimensions" })
        && !call.Arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue && a.Parameter is { Ordinal: var at } && at >= (call.Instance is null ? 1 : 0) && a.Value.Type?.Name != "ScalarType" && a.Value.Type is not INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T });
}
