using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>Expressions that are plainly zero.</summary>
internal static class Zeros
{
    public static bool Is(Body body, IOperation operation, int depth = 0)
    {
        operation = body.Plain(operation);
        return depth < 16 && operation switch
        {
            { ConstantValue: { HasValue: true, Value: 0 or 0L or 0f or 0d } } => true,
            IConversionOperation conversion => Is(body, conversion.Operand, depth + 1),
            IUnaryOperation unary => Is(body, unary.Operand, depth + 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => Is(body, product.LeftOperand, depth + 1) || Is(body, product.RightOperand, depth + 1),
            IInvocationOperation { TargetMethod: var method } call when TorchNames.IsTorch(method) => method.Name switch
            {
                "zeros" or "zeros_like" or "new_zeros" => true,
                "tensor" or "as_tensor" => call.Arguments.FirstOrDefault(a => a.ArgumentKind == ArgumentKind.Explicit) is { } value && Is(body, value.Value, depth + 1),
                "full" or "full_like" or "new_full" => call.Arguments.FirstOrDefault(a => a.Parameter?.Name is "fill_value" or "value") is { } filled && Is(body, filled.Value, depth + 1),
                _ => false,
            },
            _ => false,
        };
    }
}
