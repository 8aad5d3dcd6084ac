using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What each side of a bound on known densities requires.</summary>
internal static class SideRules
{
    private static readonly (Knowledge What, string Name, string Mend)[] Words =
    [
        (Knowledge.MarginalDensity, "the density of the marginal", "[Marginal(Variable.{1}, Dim = ...)] on the class for a standard normal, or on 'Distribution P()' or 'Tensor LogP(Tensor {3})'"),
        (Knowledge.MarginalSampler, "a sampler of the marginal", "[Marginal(Variable.{1}, Dim = ...)] on the class for a standard normal, or on 'Distribution P()' or 'Tensor SampleP(long n, Generator generator)'"),
        (Knowledge.ConditionalDensity, "the density of {0} given {1}", "[Conditional] on 'Distribution P(Tensor {3})' or 'Tensor LogP(Tensor {2}, Tensor {3})', or [Decoder] on the class"),
        (Knowledge.ProposalDensity, "the density of a variational q({3}|{2})", "[Variational] on the class, or on 'Distribution Q(Tensor {2})' or 'Tensor LogQ(Tensor {3}, Tensor {2})'"),
        (Knowledge.ProposalSampler, "a sampler of a variational q({3}|{2})", "[Variational] on the class, or on 'Distribution Q(Tensor {2})' or 'Tensor SampleQ(Tensor {2}, Generator generator)'"),
        (Knowledge.Reference, "a normalised reference density r({2})", "[Reference] on 'Distribution R()' or 'Tensor LogR(Tensor {2})'"),
        (Knowledge.Pairs, "pairs from p(x, y)", "[Joint] on the class or on a sampler, or samplers of both [Marginal] and [Conditional]"),
    ];

    public static void Check(EstimatorDeclaration declaration, BoundRow row, List<Problem> problems)
    {
        Bound bound = row.Bound;
        Side offered = KnownBounds.SidesOf(bound);
        if (declaration.Bound.Sides.Report is { } report && offered != Side.Both)
        {
            if (report != offered)
            {
                problems.Add(new Problem(RuleIds.Direction, $"{row.Title} is {(offered == Side.Lower ? "a lower" : "an upper")} bound only, and Report = Side.{report} asks for another side; drop it, or declare one of {RuleBook.Or(KnownBounds.Allowed(declaration).Where(a => !a.StartsWith("Bound." + bound, StringComparison.Ordinal)), "a bound that has it, such as Bound.Iwae or Bound.Ais")}", Place.OfArgument("Estimator", "Report"))
                    .MendedBy([Mend.Drop(Place.OfArgument("Estimator", "Report"), $"{row.Title} is {(offered == Side.Lower ? "a lower" : "an upper")} bound"), .. BoundMends.Allowed(declaration, report, bound)]));
                return;
            }
        }

        Side side = KnownBounds.SideOf(declaration);
        if (bound == Bound.Ais && declaration.Bound.Sides.Report is null && declaration.Densities.Posterior is null)
        {
            // Written for a side, so that side is wanted.
            side = KnownBounds.IsIndependentReverse(declaration, Side.Lower) || KnownBounds.IsIndependentReverse(declaration, Side.Upper) ? Side.Both : side;
        }

        if (side == Side.Both && declaration.Bound.Sides.Report is null && KnownBounds.Missing(bound, Side.Lower, declaration) is var lower && KnownBounds.Missing(bound, Side.Upper, declaration) is var upper && lower != Knowledge.None && upper != Knowledge.None)
        {
            // Neither side: name what the nearer one lacks.
            Report(Count(upper) < Count(lower) ? Side.Upper : Side.Lower);
            return;
        }

        if (side is Side.Lower or Side.Both)
        {
            Report(Side.Lower);
        }

        if (side is Side.Upper or Side.Both)
        {
            Report(Side.Upper);
        }

        void Report(Side which)
        {
            Knowledge missing = KnownBounds.Missing(bound, which, declaration);
            string name = $"the {(which == Side.Lower ? "lower" : "upper")} bound of {row.Title}";
            string instead = RuleBook.Or(KnownBounds.Allowed(declaration), "none yet");
            Mend[] allowed = BoundMends.Allowed(declaration, which);
            Place place = declaration.Bound.Sides.Report is null ? Place.OfArgument("Estimator") : Place.OfArgument("Estimator", "Report");
            string[] lacking = [.. Words.Where(w => missing.HasFlag(w.What)).Select(w => $"{Fill(w.Name)} ({Fill(w.Mend)})")];
            if (lacking.Length > 0)
            {
                Add(RuleIds.MissingKnowledge, $"{name} needs {string.Join(" and ", lacking)}; what is declared allows: {instead}", place, [.. KnownMends.Supply(declaration, missing & ~(Knowledge.ExactMarginal | Knowledge.ExactConditional | Knowledge.PosteriorSampler)), .. allowed]);
                return;
            }

            if (missing.HasFlag(Knowledge.ExactMarginal))
            {
                Add(RuleIds.InexactDensity, $"{name} needs the marginal p({VariableRoles.Symbol(VariableRoles.Latent(declaration))}) that the pairs really have, and {(declaration.Densities.Marginal is null ? "none is declared" : "[Marginal(Exact = false)] says that this is another")}: with a fitted or borrowed one its side is lost; declare the exact marginal, or report what is valid here: {instead}", declaration.Densities.Marginal is null ? place : PlaceOf(declaration.Densities.Marginal), allowed);
            }

            if (missing.HasFlag(Knowledge.ExactConditional))
            {
                string reason = declaration.Densities.Decoder is not null ? "a [Decoder] is a model of given pairs, not their distribution" : declaration.Densities.Conditional is null ? "none is declared" : "[Conditional(Exact = false)] says that this is another";
                Add(RuleIds.InexactDensity, $"{name} needs the conditional p({VariableRoles.Symbol(VariableRoles.Observed(declaration))}|{VariableRoles.Symbol(VariableRoles.Latent(declaration))}) that the pairs really have, and {reason}: with a model of it its side is lost; let the pairs be simulated (drop [Joint]), or report what is valid here: {instead}", place, [.. allowed, .. Simulated(declaration)]);
            }

            if (missing.HasFlag(Knowledge.PosteriorSampler))
            {
                Place by = Place.OfArgument("Estimator", which == Side.Lower ? "LowerBy" : "UpperBy");
                Add(RuleIds.PosteriorSamples, $"{name} by independent reverse chains starts each at a posterior sample of its own, and a pair holds one; add [Posterior] on 'Tensor Sample(Tensor {VariableRoles.Symbol(VariableRoles.Observed(declaration))}, Generator generator)', or declare {(which == Side.Lower ? "LowerBy" : "UpperBy")} = ChainWeights.CoupledReverse", by, Mend.Set(by, "ChainWeights.CoupledReverse", "needs only the pair's own sample"), KnownMends.Posterior(declaration));
            }

            void Add(string id, string message, Place at, params Mend[] mends) => problems.Add(new Problem(id, message, at).MendedBy(mends));
        }

        string Fill(string text) => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, text, VariableRoles.Observed(declaration), VariableRoles.Latent(declaration), VariableRoles.Symbol(VariableRoles.Observed(declaration)), VariableRoles.Symbol(VariableRoles.Latent(declaration)));
    }

    /// <summary>Without [Joint], pairs come from the declared densities, which are then their own.</summary>
    private static IEnumerable<Mend> Simulated(EstimatorDeclaration declaration)
    {
        const Knowledge samplers = Knowledge.MarginalSampler | Knowledge.ConditionalSampler;
        if (declaration.Joint is { } joint && (KnownBounds.Of(declaration) & samplers) == samplers)
        {
            yield return joint.Kind == JointKind.Data
                ? Mend.DropAttribute("Joint", reason: "pairs are simulated from the declared densities")
                : Mend.DropRole(joint.Member, "Joint", "pairs are simulated from the declared densities");
        }
    }

    private static Place PlaceOf(MarginalDeclaration marginal) => marginal.IsStandardNormal
        ? Place.OfArgument("Marginal", "Exact")
        : Place.OfMember((marginal.Members.Density ?? marginal.Members.Sampler)?.Name.TrimStart('@') ?? "", "Exact");

    private static int Count(Knowledge knowledge)
    {
        int bits = 0;
        for (int k = (int)knowledge; k != 0; k &= k - 1)
        {
            bits++;
        }

        return bits;
    }
}
