using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>Walks over what a member's body computes.</summary>
internal sealed class Body
{
    // A local whose value is known: written exactly once, where it is declared.
    private readonly Dictionary<ILocalSymbol, IOperation?> values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ILocalFunctionOperation> functions = new(SymbolEqualityComparer.Default);

    public Body(ImmutableArray<IOperation> blocks)
    {
        Blocks = [.. blocks.Where(block => block is IBlockOperation)]; // attributes are blocks as well
        All = [.. Blocks.SelectMany(block => block.DescendantsAndSelf())];
        foreach (IOperation operation in All)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator:
                    Write(declarator.Symbol, (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation written } assignment:
                    Write(written.Local, assignment.Value);
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation written }:
                    values[written.Local] = null;
                    break;
                case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation written }:
                    values[written.Local] = null;
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation written }:
                    values[written.Local] = null;
                    break;
                case ILocalFunctionOperation function:
                    functions[function.Symbol] = function;
                    break;
            }
        }
    }

    public ImmutableArray<IOperation> Blocks { get; }

    public ImmutableArray<IOperation> All { get; }

    /// <summary>What is returned, each branch by itself, through locals, local functions and what only hands on.</summary>
    public IEnumerable<IOperation> Returned => ReturnedBy(Blocks).SelectMany(value => Leaves(value));

    /// <summary>The exception, where the body does nothing else.</summary>
    public IThrowOperation? OnlyThrows => All.OfType<IThrowOperation>().FirstOrDefault() is { } thrown && All.All(o => o is IThrowOperation or IBlockOperation or IExpressionStatementOperation or IReturnOperation or IConversionOperation || IsWithin(o, thrown)) ? thrown : null;

    /// <summary>An expression without conversions and parentheses, a local by its value.</summary>
    public IOperation Plain(IOperation operation)
    {
        for (int steps = 0; steps < 64; steps++)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    continue;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    continue;
                case ILocalReferenceOperation { Local: var local } when values.TryGetValue(local, out IOperation? value) && value is not null:
                    operation = value;
                    continue;
                case IInvocationOperation call when TorchNames.PassesOn(call.TargetMethod) && Receiver(call) is { } handed:
                    operation = handed;
                    continue;
            }

            break;
        }

        return operation;
    }

    /// <summary>The branches of an expression.</summary>
    public IEnumerable<IOperation> Leaves(IOperation operation, int depth = 0)
    {
        operation = Plain(operation);
        IEnumerable<IOperation>? branches = depth > 6 ? null : operation switch
        {
            IConditionalOperation { WhenFalse: { } otherwise } choice => [choice.WhenTrue, otherwise],
            ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
            ISwitchExpressionOperation arms => arms.Arms.Select(arm => arm.Value),
            IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } local } when functions.TryGetValue(local, out ILocalFunctionOperation function) && function.Body is { } body => ReturnedBy([body]),
            _ => null,
        };
        return branches is null ? [operation] : branches.SelectMany(branch => Leaves(branch, depth + 1));
    }

    /// <summary>What an instance or extension call is made on, or the first argument of a static one.</summary>
    public static IOperation? Receiver(IInvocationOperation call) => call.Instance is { Type: not null } instance && !TorchNames.IsScope(instance.Type) ? instance : call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value;

    private static IEnumerable<IOperation> ReturnedBy(IEnumerable<IOperation> blocks) =>
        blocks.SelectMany(Own).OfType<IReturnOperation>().Select(r => r.ReturnedValue).OfType<IOperation>();

    /// <summary>An operation with its descendants, but not into lambdas and local functions.</summary>
    private static IEnumerable<IOperation> Own(IOperation root)
    {
        var left = new Stack<IOperation>();
        left.Push(root);
        while (left.Count > 0)
        {
            IOperation operation = left.Pop();
            yield return operation;
            foreach (IOperation child in operation.ChildOperations.Reverse())
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    left.Push(child);
                }
            }
        }
    }

    private static bool IsWithin(IOperation operation, IOperation outer)
    {
        for (IOperation? o = operation; o is not null; o = o.Parent)
        {
            if (o == outer)
            {
                return true;
            }
        }

        return false;
    }

    private void Write(ILocalSymbol local, IOperation? value)
    {
        if (value is null)
        {
            return; // declared only
        }

        values[local] = values.ContainsKey(local) ? null : value;
    }
}
