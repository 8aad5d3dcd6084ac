using System;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>Names of the types that declarations are recognised by. Foreign types appear nowhere else.</summary>
internal static class KnownTypes
{
    public const string EstimatorAttribute = "MiDsl.EstimatorAttribute";

    public const string CriticAttribute = "MiDsl.CriticAttribute";

    public const string BaselineAttribute = "MiDsl.BaselineAttribute";

    public const string VariationalAttribute = "MiDsl.VariationalAttribute";

    public const string AutoencodersAttribute = "MiDsl.AutoencodersAttribute";

    public const string NegativesAttribute = "MiDsl.NegativesAttribute";

    public const string ImageAttribute = "MiDsl.ImageAttribute";

    public const string DiscreteAttribute = "MiDsl.DiscreteAttribute";

    public const string JointAttribute = "MiDsl.JointAttribute";

    public const string TrainingAttribute = "MiDsl.TrainingAttribute";

    public const string GradientClippingAttribute = "MiDsl.GradientClippingAttribute";

    public const string PreprocessAttribute = "MiDsl.PreprocessAttribute";

    public const string MarginalAttribute = "MiDsl.MarginalAttribute";

    public const string ConditionalAttribute = "MiDsl.ConditionalAttribute";

    public const string DecoderAttribute = "MiDsl.DecoderAttribute";

    public const string ReferenceAttribute = "MiDsl.ReferenceAttribute";

    public const string PosteriorAttribute = "MiDsl.PosteriorAttribute";

    public const string TransitionAttribute = "MiDsl.TransitionAttribute";

    public const string AnnealingAttribute = "MiDsl.AnnealingAttribute";

    public const string HmcAttribute = "MiDsl.HmcAttribute";

    public const string EvaluationAttribute = "MiDsl.EvaluationAttribute";

    public const string Distribution = "TorchSharp.torch.distributions.Distribution";

    public const string Rng = "MiDsl.Rng";

    public const string FloatSpan = "System.Span<float>";

    public const string Tensor = "TorchSharp.torch.Tensor";

    public const string Generator = "TorchSharp.torch.Generator";

    public const string CriticModule = "TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>";

    /// <summary>Whether the type has that full name, nullability aside. Asked many times at every keystroke, so no name is put together for it.</summary>
    public static bool Is(ITypeSymbol type, string name)
    {
        int open = name.IndexOf('<');
        return open < 0
            ? IsPlain(type, name, 0, name.Length)
            : type is INamedTypeSymbol generic && IsNamed(generic, generic.Arity, name, 0, open) && HasArguments(generic, name, open);
    }

    private static bool IsPlain(ITypeSymbol type, string name, int start, int end) => type.SpecialType switch
    {
        SpecialType.System_Int32 => Same("int", name, start, end),
        SpecialType.System_Int64 => Same("long", name, start, end),
        SpecialType.System_Single => Same("float", name, start, end),
        SpecialType.System_Double => Same("double", name, start, end),
        _ => type is INamedTypeSymbol named && IsNamed(named, arity: 0, name, start, end),
    };

    // From the simple name outwards: most types differ in that already.
    private static bool IsNamed(INamedTypeSymbol type, int arity, string name, int start, int end)
    {
        ISymbol? scope = type;
        while (true)
        {
            int dot = name.LastIndexOf('.', end - 1, end - start);
            if (scope is null or INamespaceSymbol { IsGlobalNamespace: true } || ((scope as INamedTypeSymbol)?.Arity ?? 0) != arity || !Same(scope.Name, name, Math.Max(dot + 1, start), end))
            {
                return false;
            }

            (scope, arity, end) = (scope.ContainingSymbol, 0, dot);
            if (dot < start)
            {
                return scope is INamespaceSymbol { IsGlobalNamespace: true };
            }
        }
    }

    private static bool HasArguments(INamedTypeSymbol type, string name, int open)
    {
        int start = open + 1;
        foreach (ITypeSymbol argument in type.TypeArguments)
        {
            int end = start > name.Length ? -1 : name.IndexOf(',', start) is var comma && comma >= 0 ? comma : name.Length - 1;
            if (start >= end || !IsPlain(argument, name, start, end))
            {
                return false;
            }

            start = end + ", ".Length;
        }

        return start > name.Length;
    }

    private static bool Same(string part, string name, int start, int end) =>
        part.Length == end - start && string.CompareOrdinal(part, 0, name, start, part.Length) == 0;

    /// <summary>Whether the type is, or derives from, the named one.</summary>
    public static bool Derives(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (Is(t, name))
            {
                return true;
            }
        }

        return false;
    }
}
