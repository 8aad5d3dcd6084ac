using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What is declared and means nothing for the bound.</summary>
internal static class UnusedRules
{
    /// <summary>Declarations of the bounds on samples that mean nothing here.</summary>
    public static void CheckForeign(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
    {
        Refuse("Negatives", declaration.Negatives is not null, "negatives are drawn from the declared densities");
        Refuse("Image", declaration.Images.Count > 0 && !ImageRules.TakenByDensities(declaration), "its networks take plain rows, but for a [Decoder] or [Variational] with Channels");
        Refuse("Discrete", declaration.Discrete.Count > 0 && !HmcRules.MovesLabels(declaration), "a density of labels is that of a [Conditional] or [Marginal] member");
        Refuse("Preprocess", declaration.Preprocessing is not null, "densities are those of the variables as they are");
        Refuse("GradientClipping", declaration.Clipping?.Mode == Clip.Adaptive, "Clip.Adaptive serves terms of a larger loss");
        if (declaration.Training.CrossFit is { } folds && folds != 0)
        {
            problems.Add(new Problem(RuleIds.Setting, $"CrossFit = {RuleBook.Show(folds)} folds given data for a critic, and Bound.{bound} is computed on pairs apart; drop it", Place.OfArgument("Training", "CrossFit")).MendedBy(Mend.Drop(Place.OfArgument("Training", "CrossFit"))));
        }

        if (declaration.Joint?.Given is not null)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"Given declares a condition Z, which Bound.{bound} does not take; drop it", Place.OfAttribute("Joint"))
                .MendedBy(Mend.Drop(declaration.Joint.Kind == JointKind.Data ? Place.OfArgument("Joint", "Given") : Place.OfRole(declaration.Joint.Member, "Joint", "Given"))));
        }

        void Refuse(string attribute, bool written, string reason)
        {
            if (written)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"[{attribute}] has no meaning for Bound.{bound}: {reason}; drop it", Place.OfAttribute(attribute)).MendedBy(Mend.DropAttribute(attribute)));
            }
        }
    }

    /// <summary>Declarations of densities beside a bound that is computed from samples alone.</summary>
    public static void CheckUnused(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
    {
        DensitiesDeclaration d = declaration.Densities;
        Refuse("Marginal", d.Marginal is not null);
        Refuse("Conditional", d.Conditional is not null);
        Refuse("Decoder", d.Decoder is not null);
        Refuse("Annealing", d.Annealing is not null);
        Refuse("Hmc", d.Hmc is not null);
        Refuse("Evaluation", d.Evaluation is not null);
        Member(d.Reference, "Reference");
        Member(d.Posterior, "Posterior");
        Member(d.Transition, "Transition");
        Member(d.Proposal?.Members.Density ?? d.Proposal?.Members.Sampler, "Variational");
        SidesDeclaration sides = declaration.Bound.Sides;
        Argument("Samples", sides.Samples);
        Argument("Chains", sides.Chains);
        Argument("LowerBy", sides.LowerBy);
        Argument("UpperBy", sides.UpperBy);

        void Refuse(string attribute, bool written)
        {
            if (written)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, Unused($"[{attribute}]"), VariableRoles.PlaceOf(attribute, declaration))
                    .MendedBy([VariableRoles.PlaceOf(attribute, declaration) is { Kind: PlaceKind.Member } on ? Mend.DropRole(on.Name, attribute) : Mend.DropAttribute(attribute), .. BoundMends.Allowed(declaration)]));
            }
        }

        void Member(DensityMember? member, string attribute)
        {
            if (member is not null)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, Unused($"[{attribute}] on '{member.Name}'"), Place.OfMember(member.Name.TrimStart('@')))
                    .MendedBy([Mend.DropRole(member.Name, attribute), .. BoundMends.Allowed(declaration)]));
            }
        }

        void Argument(string argument, object? value)
        {
            if (value is not null)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, Unused($"{argument} = {RuleBook.Show(value)}"), Place.OfArgument("Estimator", argument))
                    .MendedBy([Mend.Drop(Place.OfArgument("Estimator", argument)), .. BoundMends.Allowed(declaration)]));
            }
        }

        string Unused(string what) => $"{what} declares what Bound.{bound}, computed from samples alone, does not use; drop it, or declare a bound on known densities: {RuleBook.Or(KnownBounds.Allowed(declaration), "Bound.Ais, Iwae or BarberAgakov")}";
    }
}
