using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;

namespace MiDsl.Analyzers;

/// <summary>A member that gives a density, and what its parameters stand for.</summary>
/// <param name="Method">The member, the part with the body.</param>
/// <param name="Role">The attribute that marks it.</param>
/// <param name="Form">What it gives.</param>
internal sealed record DensityMethod(IMethodSymbol Method, string Role, DensityForm Form)
{
    private static readonly (string Name, string Attribute)[] Roles =
    [
        ("Marginal", KnownTypes.MarginalAttribute), ("Conditional", KnownTypes.ConditionalAttribute),
        ("Variational", KnownTypes.VariationalAttribute), ("Reference", KnownTypes.ReferenceAttribute),
    ];

    /// <summary>What the body scores, where it scores itself.</summary>
    public IParameterSymbol? Scored => Form == DensityForm.LogDensity ? Method.Parameters.FirstOrDefault() : null;

    /// <summary>The variable that chains move, as this member receives it.</summary>
    public IParameterSymbol? Latent => (Role, Form) switch
    {
        ("Marginal" or "Variational", DensityForm.LogDensity) or ("Conditional", DensityForm.Distribution) => Method.Parameters.FirstOrDefault(),
        ("Conditional", DensityForm.LogDensity) => Method.Parameters.ElementAtOrDefault(1),
        _ => null,
    };

    /// <summary>What a conditional density is given.</summary>
    public IParameterSymbol? Given => Method.Parameters.ElementAtOrDefault(Form == DensityForm.LogDensity ? 1 : 0);

    public static DensityMethod? Of(ISymbol member)
    {
        if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
        {
            return null;
        }

        string? role = Roles.FirstOrDefault(r => DeclarationReader.AttributeOn(method, r.Attribute) is not null || (method.PartialDefinitionPart is { } definition && DeclarationReader.AttributeOn(definition, r.Attribute) is not null)).Name;
        DensityForm? form = TorchNames.IsDistribution(method.ReturnType) ? DensityForm.Distribution
            : !TorchNames.IsTensor(method.ReturnType) ? null
            : method.Parameters.Any(p => KnownTypes.Is(p.Type, KnownTypes.Generator)) ? DensityForm.Sampler
            : DensityForm.LogDensity;
        return role is not null && form is { } given ? new DensityMethod(method, role, given) : null;
    }
}
