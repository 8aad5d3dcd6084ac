using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>Which variable is latent and which observed, as the declared densities say; and where they are declared.</summary>
internal static class VariableRoles
{
    /// <summary>The variable whose marginal is known, and which q draws.</summary>
    public static Variable Latent(EstimatorDeclaration declaration) =>
        Roles(declaration).Select(r => (Variable?)r.Latent).FirstOrDefault() ?? Variable.Y;

    /// <summary>The other one.</summary>
    public static Variable Observed(EstimatorDeclaration declaration) => Other(Latent(declaration));

    public static Variable Other(Variable variable) => variable == Variable.X ? Variable.Y : Variable.X;

    public static string Symbol(Variable variable) => variable == Variable.X ? "x" : "y";

    public static IEnumerable<(string Attribute, Variable Latent, string Written)> Roles(EstimatorDeclaration declaration)
    {
        DensitiesDeclaration d = declaration.Densities;
        if (d.Conditional is { } conditional)
        {
            yield return ("Conditional", Other(conditional.Variable), $"[Conditional(Variable.{conditional.Variable})]");
        }

        if (d.Decoder is { } decoder)
        {
            yield return ("Decoder", Other(decoder.Variable), $"[Decoder(Variable.{decoder.Variable})]");
        }

        if (d.Marginal is { Variable: { } variable })
        {
            yield return ("Marginal", variable, $"[Marginal(Variable.{variable})]");
        }

        if (d.Proposal is { } proposal)
        {
            yield return ("Variational", proposal.Variable, $"[Variational(Variable.{proposal.Variable})]");
        }
        else if (declaration.Variational is { } variational && KnownBounds.Contains(declaration.Bound.Bound))
        {
            yield return ("Variational", variational.Variable, $"[Variational(Variable.{variational.Variable})]");
        }
    }

    public static Place PlaceOf(string attribute, EstimatorDeclaration declaration, string argument = "")
    {
        RoleMembers? members = attribute switch
        {
            "Marginal" when declaration.Densities.Marginal is { IsStandardNormal: false } marginal => marginal.Members,
            "Conditional" => declaration.Densities.Conditional?.Members,
            "Variational" => declaration.Densities.Proposal?.Members,
            _ => null,
        };
        string? member = (members?.Density ?? members?.Sampler)?.Name.TrimStart('@');
        return member is not null ? Place.OfMember(member, argument)
            : argument.Length > 0 ? Place.OfArgument(attribute, argument)
            : Place.OfAttribute(attribute);
    }
}
