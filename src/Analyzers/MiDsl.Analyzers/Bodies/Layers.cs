using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>What fields of modules are made of, as far as the text that makes them says.</summary>
internal static class Layers
{
    private static readonly HashSet<string> BoundedFunctions = ["sigmoid", "tanh", "softsign", "hardsigmoid", "hardtanh", "softmax", "expit"];

    private static readonly HashSet<string> BoundedLayers = ["Sigmoid", "Tanh", "Softsign", "Hardsigmoid", "Hardtanh", "Softmax"];

    /// <summary>The field or property of this class that an expression names.</summary>
    public static ISymbol? Member(IOperation? operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
        IConversionOperation conversion => Member(conversion.Operand),
        _ => null,
    };

    /// <summary>Every value that a block gives to a member of the class.</summary>
    public static IEnumerable<(ISymbol Member, IOperation Value)> Made(IOperation block)
    {
        foreach (IOperation operation in block.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IFieldInitializerOperation initializer:
                    foreach (IFieldSymbol field in initializer.InitializedFields)
                    {
                        yield return (field, initializer.Value);
                    }

                    break;
                case IPropertyInitializerOperation initializer:
                    foreach (IPropertySymbol property in initializer.InitializedProperties)
                    {
                        yield return (property, initializer.Value);
                    }

                    break;
                case ISimpleAssignmentOperation assignment when Member(assignment.Target) is { } member:
                    yield return (member, assignment.Value);
                    break;
            }
        }
    }

    public static bool IsBounded(IMethodSymbol method) => TorchNames.IsTorch(method) && BoundedFunctions.Contains(method.Name) && TorchNames.IsTensor(method.ReturnType);

    /// <summary>The last layer, if its values have a fixed range.</summary>
    public static IOperation? BoundedLast(IOperation made)
    {
        while (made is IConversionOperation conversion)
        {
            made = conversion.Operand;
        }

        if (made is ITupleOperation { Elements: { Length: 2 } named })
        {
            return BoundedLast(named[1]);
        }

        if (!TorchNames.IsModule(made.Type) || made is not (IInvocationOperation or IObjectCreationOperation))
        {
            return null;
        }

        if (BoundedLayers.Contains(made.Type!.Name))
        {
            return made;
        }

        IArgumentOperation? layers = made.Type.Name != "Sequential" ? null : made switch
        {
            IInvocationOperation call => call.Arguments.LastOrDefault(),
            IObjectCreationOperation creation => creation.Arguments.LastOrDefault(),
            _ => null,
        };
        IOperation? last = layers?.Value switch
        {
            IArrayCreationOperation { Initializer: { } written } => written.ElementValues.LastOrDefault(),
            ICollectionExpressionOperation written => written.Elements.LastOrDefault(),
            _ => null,
        };
        return last is null ? null : BoundedLast(last);
    }

    /// <summary>The layer's kind, if what it gives in train mode depends on the batch or on chance.</summary>
    public static string? Restless(ITypeSymbol? type) =>
        TorchNames.IsModule(type) && TorchNames.IsTorch(type) && (type!.Name.StartsWith("BatchNorm", System.StringComparison.Ordinal) || type.Name.EndsWith("Dropout", System.StringComparison.Ordinal) || type.Name is "Dropout1d" or "Dropout2d" or "Dropout3d")
            ? type.Name
            : null;

    /// <summary>The first such layer in a value, or in the class of the user's own module that it makes.</summary>
    public static string? RestlessIn(IOperation made) => made.DescendantsAndSelf()
        .Where(o => o is IInvocationOperation or IObjectCreationOperation)
        .Select(o => Restless(o.Type) ?? RestlessMember(o is IObjectCreationOperation ? o.Type : null))
        .FirstOrDefault(kind => kind is not null);

    private static string? RestlessMember(ITypeSymbol? type) => type is { Locations: var places } && places.Any(p => p.IsInSource) && TorchNames.IsModule(type)
        ? type.GetMembers().Select(member => Restless((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)).FirstOrDefault(kind => kind is not null)
        : null;
}
