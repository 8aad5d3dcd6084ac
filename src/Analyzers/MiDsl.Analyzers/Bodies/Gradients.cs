using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>How messages name what cuts a gradient.</summary>
internal static class Gradients
{
    public static string Show(IOperation cut) => cut switch
    {
        IInvocationOperation call => call.TargetMethod.Name + (TorchNames.SwitchesGradOff(call.TargetMethod) ? "()" : ""),
        IConversionOperation { Type: { } type } => $"({type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)})",
        _ => cut.Syntax.ToString(),
    };
}
