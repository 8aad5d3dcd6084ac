using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>The scopes of TorchSharp, which belong to a thread, around an operation.</summary>
internal static class ThreadScopes
{
    /// <summary>What opened each scope of the same function that is still open at an operation, the innermost first.</summary>
    public static IEnumerable<IOperation> Around(IOperation operation)
    {
        for (IOperation inner = operation; inner.Parent is { } outer and not (IAnonymousFunctionOperation or ILocalFunctionOperation); inner = outer)
        {
            IEnumerable<IOperation> opened = outer switch
            {
                IUsingOperation statement when statement.Body == inner => OpenedBy(statement.Resources),
                IBlockOperation block => Before(block.Operations, inner),
                _ => [],
            };
            foreach (IOperation scope in opened)
            {
                yield return scope;
            }
        }
    }

    private static IEnumerable<IOperation> Before(IEnumerable<IOperation> statements, IOperation last) =>
        statements.TakeWhile(statement => statement != last).OfType<IUsingDeclarationOperation>().Reverse().SelectMany(declaration => OpenedBy(declaration.DeclarationGroup));

    private static IEnumerable<IOperation> OpenedBy(IOperation resources) =>
        resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(d => d.Declarators.Select(declarator => (declarator.Initializer ?? d.Initializer)?.Value)).OfType<IOperation>().Select(Opening).OfType<IOperation>()
            : Opening(resources) is { } opening ? [opening] : [];

    /// <summary>The call that opens a scope, if the value is one.</summary>
    private static IOperation? Opening(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value is ILocalReferenceOperation { Local: var local } reference)
        {
            value = Declared(reference, local) ?? value;
        }

        return value switch
        {
            IInvocationOperation call when TorchNames.SetsGradMode(call.TargetMethod) => call,
            { Type: { } type } when TorchNames.IsScope(type) => value,
            _ => null,
        };
    }

    private static IOperation? Declared(IOperation reference, ILocalSymbol local)
    {
        IOperation root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        IOperation? value = root.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.Initializer?.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}
