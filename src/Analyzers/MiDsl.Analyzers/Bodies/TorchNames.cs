using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>What the analyzers of bodies know of TorchSharp, by names.</summary>
internal static class TorchNames
{
    private static readonly HashSet<string> Cutting =
    [
        "detach", "detach_", "item", "data", "ToSingle", "ToDouble", "ToInt32", "ToInt64", "ToScalar", "ToBoolean",
        "argmax", "argmin", "argsort", "round", "round_", "floor", "floor_", "ceil", "ceil_", "trunc", "trunc_", "fix", "sign", "heaviside", "bernoulli", "multinomial",
    ];

    private static readonly HashSet<string> Rounding = ["long", "int", "short", "byte", "sbyte", "bool"];

    private static readonly HashSet<string> Elementwise =
    [
        "square", "pow", "abs", "exp", "expm1", "log", "log1p", "neg", "negative", "sqrt", "rsqrt", "sin", "cos", "tanh", "sigmoid", "erf",
        "add", "sub", "mul", "div", "clamp", "softplus", "relu", "reciprocal", "lgamma", "contiguous", "clone", "alias",
    ];

    private static readonly HashSet<string> PassingOn = ["MoveToOuterDisposeScope", "DetachFromDisposeScope", "MoveToOuter", "alias", "clone", "contiguous"];

    private static readonly HashSet<string> Reshaping = ["squeeze", "squeeze_", "unsqueeze", "flatten", "view", "reshape", "MoveToOuterDisposeScope", "DetachFromDisposeScope", "MoveToOuter", "alias", "clone", "contiguous"];

    private static readonly HashSet<string> ElementwiseDistributions =
        ["Normal", "Laplace", "Cauchy", "Uniform", "Beta", "Gamma", "Exponential", "LogNormal", "HalfNormal", "HalfCauchy", "Chi2", "StudentT", "Gumbel", "Bernoulli", "Poisson", "Geometric"];

    private static readonly HashSet<string> DiscreteDistributions =
        ["Bernoulli", "Binomial", "Categorical", "Geometric", "Multinomial", "NegativeBinomial", "OneHotCategorical", "Poisson"];

    private static readonly Dictionary<string, string> BoundedSupports = new(System.StringComparer.Ordinal)
    {
        ["Uniform"] = "[low, high]", ["Beta"] = "(0, 1)", ["Gamma"] = "(0, ∞)", ["Exponential"] = "(0, ∞)", ["Chi2"] = "(0, ∞)", ["LogNormal"] = "(0, ∞)",
        ["HalfNormal"] = "(0, ∞)", ["HalfCauchy"] = "(0, ∞)", ["Dirichlet"] = "the simplex", ["Pareto"] = "(scale, ∞)", ["Weibull"] = "(0, ∞)", ["FisherSnedecor"] = "(0, ∞)",
    };

    public static bool IsTorch(ISymbol? symbol)
    {
        for (INamespaceSymbol? scope = symbol?.ContainingNamespace; scope is { IsGlobalNamespace: false }; scope = scope.ContainingNamespace)
        {
            if (scope is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true })
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsTensor(ITypeSymbol? type) => type is not null && KnownTypes.Derives(type, KnownTypes.Tensor);

    public static bool IsDistribution(ITypeSymbol? type) => type is not null && KnownTypes.Derives(type, KnownTypes.Distribution);

    public static bool IsScope(ITypeSymbol type) => type.Name == "DisposeScope" && IsTorch(type);

    public static bool IsModule(ITypeSymbol? type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (t.Name == "Module" && IsTorch(t))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An operation through which no gradient passes.</summary>
    public static bool Cuts(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call => IsTorch(method) && (Cutting.Contains(method.Name) || (IsTensor(method.ContainingType) && Rounding.Contains(method.Name)) || RoundsByType(call)),
        IConversionOperation { OperatorMethod: { } conversion, Type: var to } => IsTorch(conversion) && !IsTensor(to) && to?.TypeKind != TypeKind.Interface,
        _ => false,
    };

    private static bool RoundsByType(IInvocationOperation call) =>
        call.TargetMethod.Name is "to" or "to_type" or "type" && call.Arguments.Any(a => a.Value is IFieldReferenceOperation { Field: { Name: "Int8" or "Int16" or "Int32" or "Int64" or "Byte" or "Bool", ContainingType.Name: "ScalarType" } }
            or IFieldReferenceOperation { Field: { Name: "int64" or "int32" or "int16" or "int8" or "uint8", ContainingType.Name: "torch" } });

    /// <summary>Shape, kind or device of a tensor: no value, so no gradient.</summary>
    public static bool DescribesTensor(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => IsTorch(property) && !IsTensor(property.Type) && !IsDistribution(property.Type),
        IInvocationOperation { TargetMethod: var method } => IsTorch(method) && method.Name is "size" or "dim" or "numel" or "stride" or "is_floating_point" or "zeros_like" or "ones_like" or "full_like" or "rand_like" or "randn_like" or "new_zeros" or "new_ones",
        _ => false,
    };

    public static bool IsElementwise(IMethodSymbol method) => IsTorch(method) && Elementwise.Contains(method.Name);

    /// <summary>Hands the same numbers on.</summary>
    public static bool PassesOn(IMethodSymbol method) => IsTorch(method) && PassingOn.Contains(method.Name);

    /// <summary>Hands the same numbers on in another shape.</summary>
    public static bool Reshapes(IMethodSymbol method) => IsTorch(method) && Reshaping.Contains(method.Name);

    /// <summary>log_prob has the shape of what is scored.</summary>
    public static bool IsElementwiseDistribution(ITypeSymbol? type) => IsDistribution(type) && IsTorch(type) && ElementwiseDistributions.Contains(type!.Name);

    public static bool IsDiscreteDistribution(ITypeSymbol? type) => IsDistribution(type) && IsTorch(type) && DiscreteDistributions.Contains(type!.Name);

    /// <summary>Where alone a distribution has density, if not everywhere.</summary>
    public static string? SupportOf(ITypeSymbol? type) => IsDistribution(type) && IsTorch(type) && BoundedSupports.TryGetValue(type!.Name, out string support) ? support : null;

    /// <summary>A call that switches the gradient off for its thread.</summary>
    public static bool SetsGradMode(IMethodSymbol method) => IsTorch(method) && method.Name is "no_grad" or "enable_grad" or "set_grad_enabled" or "inference_mode";

    public static bool SwitchesGradOff(IMethodSymbol method) => IsTorch(method) && method.Name is "no_grad" or "inference_mode";
}
