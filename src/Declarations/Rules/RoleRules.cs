using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>Whether the declared densities belong together: their variables, dimensions, and the decoder.</summary>
internal static class RoleRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        var roles = VariableRoles.Roles(declaration).ToArray();
        foreach (var role in roles.Skip(1).Where(r => r.Latent != roles[0].Latent))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"{role.Written} and {roles[0].Written} do not belong together: [Marginal] and [Variational] name one variable, [Conditional] and [Decoder] the other", VariableRoles.PlaceOf(role.Attribute, declaration)));
        }

        DensitiesDeclaration d = declaration.Densities;
        if (d.Marginal is { Variable: null })
        {
            problems.Add(new Problem(RuleIds.Dimensions, "[Marginal] does not say whose marginal it is; write [Marginal(Variable.Y, Dim = ...)]", VariableRoles.PlaceOf("Marginal", declaration))
                .MendedBy(Mend.Choose(VariableRoles.PlaceOf("Marginal", declaration) is { Kind: PlaceKind.Member } on ? on with { Role = "Marginal" } : Place.OfArgument("Marginal"), VariableRoles.Latent(declaration))));
        }

        if (d is { Conditional: not null, Decoder: not null })
        {
            problems.Add(new Problem(RuleIds.TypeShape, "[Conditional] and [Decoder] both give p(x|y); keep one", Place.OfAttribute("Decoder")).MendedBy(Mend.DropAttribute("Decoder", reason: "the member gives it")));
        }

        if (d.Proposal is not null && declaration.Variational is not null)
        {
            problems.Add(new Problem(RuleIds.TypeShape, "[Variational] stands on the class, where q is learned, and on a member, which gives it; keep one", Place.OfAttribute("Variational")).MendedBy(Mend.DropAttribute("Variational", reason: "the member gives it")));
        }

        Variable latent = VariableRoles.Latent(declaration), observed = VariableRoles.Other(latent);
        CheckDim("Marginal", latent, d.Marginal?.Dim, d.Marginal is not null);
        CheckDim("Decoder", observed, d.Decoder?.Dim, d.Decoder is not null);
        CheckDim("Conditional", observed, d.Conditional?.Dim, d.Conditional is not null && (KnownBounds.LearnsProposal(declaration) || KnownBounds.HasCritic(declaration.Bound.Bound)));

        bool hasNetwork = KnownBounds.LearnsProposal(declaration) || (KnownBounds.HasCritic(declaration.Bound.Bound) && declaration.Critic.Module is null);
        if (hasNetwork && d is { Conditional: null, Decoder: null } && declaration.Joint is { } pairs && !((observed == Variable.X ? pairs.X : pairs.Y) > 0))
        {
            Place place = pairs.Kind == JointKind.Data ? Place.OfAttribute("Joint") : Place.OfMember(pairs.Member.TrimStart('@'));
            problems.Add(new Problem(RuleIds.Dimensions, $"a network takes {observed}, and nothing says how many dimensions it has; write [Joint({observed} = ...)]", place));
        }

        void CheckDim(string attribute, Variable variable, int? dim, bool needed)
        {
            int? ofJoint = variable == Variable.X ? declaration.Joint?.X : declaration.Joint?.Y;
            if (dim is { } written && written < 1)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"Dim = {RuleBook.Show(written)} is no number of dimensions; it must be at least 1", VariableRoles.PlaceOf(attribute, declaration, "Dim"))
                    .MendedBy(ofJoint > 0 ? Mend.Drop(VariableRoles.PlaceOf(attribute, declaration, "Dim") with { Role = attribute }, "[Joint] says it") : Mend.Set(VariableRoles.PlaceOf(attribute, declaration, "Dim") with { Role = attribute }, "1", "the least")));
            }
            else if (dim is null && !(ofJoint > 0) && needed)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"[{attribute}] does not say how many dimensions {variable} has; write Dim = ...", VariableRoles.PlaceOf(attribute, declaration)));
            }
            else if (dim is { } own && ofJoint is { } joint && joint > 0 && own != joint)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"[{attribute}] gives {variable} {RuleBook.Show(own)} dimensions and [Joint] {RuleBook.Show(joint)}; they are the same variable", VariableRoles.PlaceOf(attribute, declaration, "Dim"))
                    .MendedBy(Mend.Drop(VariableRoles.PlaceOf(attribute, declaration, "Dim") with { Role = attribute }, "[Joint] says it")));
            }
            else if (dim is { } columns && declaration.Images.FirstOrDefault(image => image.Variable == variable) is { Height: >= 1, Width: >= 1 } image && columns % ((long)image.Height * image.Width) != 0)
            {
                int pixels = unchecked(image.Height.Value * image.Width.Value);
                problems.Add(new Problem(RuleIds.Dimensions, $"Dim = {RuleBook.Show(columns)} is no whole number of channels of {RuleBook.Show(image.Height)} x {RuleBook.Show(image.Width)} pixels", VariableRoles.PlaceOf(attribute, declaration, "Dim"))
                    .MendedBy(pixels > 0 ? [Mend.Set(VariableRoles.PlaceOf(attribute, declaration, "Dim") with { Role = attribute }, RuleBook.Show(pixels), "one channel")] : []));
            }
        }
    }
}
