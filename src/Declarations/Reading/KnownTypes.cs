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

    private static readonly SymbolDisplayFormat Plain = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The type's full name without nullability.</summary>
    public static string NameOf(ITypeSymbol type) => type.ToDisplayString(Plain);

    public static bool Is(ITypeSymbol type, string name) => HasSimpleName(type, name) && NameOf(type) == name;

    // Asked for every attribute at every keystroke, and most types differ in their simple name already.
    private static bool HasSimpleName(ITypeSymbol type, string name)
    {
        int end = name.IndexOf('<') is var open && open >= 0 ? open : name.Length;
        int start = name.LastIndexOf('.', end - 1) + 1;
        return start == 0 || (type.Name.Length == end - start && string.CompareOrdinal(type.Name, 0, name, start, end - start) == 0);
    }

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
