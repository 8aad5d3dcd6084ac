using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What declared densities may not be, and what each side of a bound on them requires.</summary>
internal static class KnownRules
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

    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Bound.Bound is not { } bound || BoundCatalogue.Find(bound) is not { } row)
        {
            return;
        }

        if (!KnownBounds.Contains(bound))
        {
            CheckUnused(declaration, bound, problems);
            return;
        }

        CheckForeign(declaration, bound, problems);
        CheckArguments(declaration, bound, problems);
        CheckRoles(declaration, problems);
        CheckDecoder(declaration.Densities.Decoder, problems);
        CheckAnnealing(declaration, bound, problems);
        CheckEvaluation(declaration, problems);
        if (declaration.ReadingProblems.Count == 0 && declaration.Bound.Sides.Report is null or Side.Lower or Side.Upper or Side.Both)
        {
            CheckSides(declaration, row, problems);
        }
    }

    private static void CheckSides(EstimatorDeclaration declaration, BoundRow row, List<Problem> problems)
    {
        Bound bound = row.Bound;
        Side offered = KnownBounds.SidesOf(bound);
        if (declaration.Bound.Sides.Report is { } report && offered != Side.Both)
        {
            if (report != offered)
            {
                problems.Add(new Problem(RuleIds.Direction, $"{row.Title} is {(offered == Side.Lower ? "a lower" : "an upper")} bound only, and Report = Side.{report} asks for another side; drop it, or declare one of {Or(KnownBounds.Allowed(declaration).Where(a => !a.StartsWith("Bound." + bound, StringComparison.Ordinal)), "a bound that has it, such as Bound.Iwae or Bound.Ais")}", Place.OfArgument("Estimator", "Report"))
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
            string instead = Or(KnownBounds.Allowed(declaration), "none yet");
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
                Add(RuleIds.InexactDensity, $"{name} needs the marginal p({Symbol(Latent(declaration))}) that the pairs really have, and {(declaration.Densities.Marginal is null ? "none is declared" : "[Marginal(Exact = false)] says that this is another")}: with a fitted or borrowed one its side is lost; declare the exact marginal, or report what is valid here: {instead}", declaration.Densities.Marginal is null ? place : PlaceOf(declaration.Densities.Marginal), allowed);
            }

            if (missing.HasFlag(Knowledge.ExactConditional))
            {
                string reason = declaration.Densities.Decoder is not null ? "a [Decoder] is a model of given pairs, not their distribution" : declaration.Densities.Conditional is null ? "none is declared" : "[Conditional(Exact = false)] says that this is another";
                Add(RuleIds.InexactDensity, $"{name} needs the conditional p({Symbol(Observed(declaration))}|{Symbol(Latent(declaration))}) that the pairs really have, and {reason}: with a model of it its side is lost; let the pairs be simulated (drop [Joint]), or report what is valid here: {instead}", place, [.. allowed, .. Simulated(declaration)]);
            }

            if (missing.HasFlag(Knowledge.PosteriorSampler))
            {
                Place by = Place.OfArgument("Estimator", which == Side.Lower ? "LowerBy" : "UpperBy");
                Add(RuleIds.PosteriorSamples, $"{name} by independent reverse chains starts each at a posterior sample of its own, and a pair holds one; add [Posterior] on 'Tensor Sample(Tensor {Symbol(Observed(declaration))}, Generator generator)', or declare {(which == Side.Lower ? "LowerBy" : "UpperBy")} = ChainWeights.CoupledReverse", by, Mend.Set(by, "ChainWeights.CoupledReverse", "needs only the pair's own sample"), KnownMends.Posterior(declaration));
            }

            void Add(string id, string message, Place at, params Mend[] mends) => problems.Add(new Problem(id, message, at).MendedBy(mends));
        }

        string Fill(string text) => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, text, Observed(declaration), Latent(declaration), Symbol(Observed(declaration)), Symbol(Latent(declaration)));
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

    /// <summary>The variable whose marginal is known, and which q draws.</summary>
    public static Variable Latent(EstimatorDeclaration declaration) =>
        Roles(declaration).Select(r => (Variable?)r.Latent).FirstOrDefault() ?? Variable.Y;

    /// <summary>The other one.</summary>
    public static Variable Observed(EstimatorDeclaration declaration) => Other(Latent(declaration));

    private static Variable Other(Variable variable) => variable == Variable.X ? Variable.Y : Variable.X;

    private static string Symbol(Variable variable) => variable == Variable.X ? "x" : "y";

    private static IEnumerable<(string Attribute, Variable Latent, string Written)> Roles(EstimatorDeclaration declaration)
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

    private static void CheckRoles(EstimatorDeclaration declaration, List<Problem> problems)
    {
        var roles = Roles(declaration).ToArray();
        foreach (var role in roles.Skip(1).Where(r => r.Latent != roles[0].Latent))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"{role.Written} and {roles[0].Written} do not belong together: [Marginal] and [Variational] name one variable, [Conditional] and [Decoder] the other", PlaceOf(role.Attribute, declaration)));
        }

        DensitiesDeclaration d = declaration.Densities;
        if (d.Marginal is { Variable: null })
        {
            problems.Add(new Problem(RuleIds.Dimensions, "[Marginal] does not say whose marginal it is; write [Marginal(Variable.Y, Dim = ...)]", PlaceOf("Marginal", declaration))
                .MendedBy(Mend.Choose(PlaceOf("Marginal", declaration) is { Kind: PlaceKind.Member } on ? on with { Role = "Marginal" } : Place.OfArgument("Marginal"), Latent(declaration))));
        }

        if (d is { Conditional: not null, Decoder: not null })
        {
            problems.Add(new Problem(RuleIds.TypeShape, "[Conditional] and [Decoder] both give p(x|y); keep one", Place.OfAttribute("Decoder")).MendedBy(Mend.DropAttribute("Decoder", reason: "the member gives it")));
        }

        if (d.Proposal is not null && declaration.Variational is not null)
        {
            problems.Add(new Problem(RuleIds.TypeShape, "[Variational] stands on the class, where q is learned, and on a member, which gives it; keep one", Place.OfAttribute("Variational")).MendedBy(Mend.DropAttribute("Variational", reason: "the member gives it")));
        }

        Variable latent = Latent(declaration), observed = Other(latent);
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
                problems.Add(new Problem(RuleIds.Dimensions, $"Dim = {RuleBook.Show(written)} is no number of dimensions; it must be at least 1", PlaceOf(attribute, declaration, "Dim"))
                    .MendedBy(ofJoint > 0 ? Mend.Drop(PlaceOf(attribute, declaration, "Dim") with { Role = attribute }, "[Joint] says it") : Mend.Set(PlaceOf(attribute, declaration, "Dim") with { Role = attribute }, "1", "the least")));
            }
            else if (dim is null && !(ofJoint > 0) && needed)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"[{attribute}] does not say how many dimensions {variable} has; write Dim = ...", PlaceOf(attribute, declaration)));
            }
            else if (dim is { } own && ofJoint is { } joint && joint > 0 && own != joint)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"[{attribute}] gives {variable} {RuleBook.Show(own)} dimensions and [Joint] {RuleBook.Show(joint)}; they are the same variable", PlaceOf(attribute, declaration, "Dim"))
                    .MendedBy(Mend.Drop(PlaceOf(attribute, declaration, "Dim") with { Role = attribute }, "[Joint] says it")));
            }
        }
    }

    private static void CheckDecoder(DecoderDeclaration? decoder, List<Problem> problems)
    {
        if (decoder is null)
        {
            return;
        }

        if (decoder.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            Add("Hidden", $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", CriticRules.Widths(Of("Hidden"), hidden));
        }

        Defined("Activation", decoder.Activation, Defaults.Activation, "Activation.ReLU, ELU, SiLU, GELU, Tanh or LeakyReLU");
        Defined("Output", decoder.Output, Defaults.Output, "DecoderOutput.Identity, Sigmoid or Tanh");
        Defined("Likelihood", decoder.Likelihood, Defaults.Likelihood, "Likelihood.Gaussian or Bernoulli");
        if (decoder.Likelihood == Likelihood.Bernoulli)
        {
            Refuse("Output", decoder.Output is not null and not DecoderOutput.Identity, "the decoder of a Bernoulli likelihood gives logits");
            Refuse("Scale", decoder.Scale is not null, "a Bernoulli likelihood has no scale");
            Refuse("LearnScale", decoder.LearnScale, "a Bernoulli likelihood has no scale");
        }
        else if (decoder.Scale == 0)
        {
            problems.Add(new Problem(RuleIds.NoNoise, "Scale = 0 makes the decoder deterministic: without noise p(x|y) has no density, and the information is infinite; give the standard deviation of the noise, e.g. Scale = 0.1", Place.OfArgument("Decoder", "Scale"))
                .MendedBy(Mend.Drop(Place.OfArgument("Decoder", "Scale"), "the default, 1"), Mend.Set(Place.OfArgument("Decoder", "Scale"), "0.1", "if that is the noise")));
        }
        else if (decoder.Scale is { } scale && !(scale > 0 && !double.IsInfinity(scale)))
        {
            Add("Scale", $"Scale = {RuleBook.Show(scale)} is a standard deviation: it must be positive and finite", Mend.Set(Of("Scale"), RuleBook.Show(Defaults.Scale), "the default"));
        }

        void Refuse(string argument, bool written, string reason)
        {
            if (written)
            {
                Add(argument, $"{argument} has no meaning: {reason}; drop it", Mend.Drop(Of(argument)));
            }
        }

        void Defined<T>(string argument, T? value, T first, string choices)
            where T : struct, Enum
        {
            if (value is { } v && !Enum.IsDefined(typeof(T), v))
            {
                Add(argument, $"'{RuleBook.Show(v)}' is none; choose {choices}", Mend.Choose(Of(argument), first));
            }
        }

        static Place Of(string argument) => Place.OfArgument("Decoder", argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, Of(argument)).MendedBy(mends));
    }

    private static void CheckArguments(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
    {
        SidesDeclaration sides = declaration.Bound.Sides;
        if (sides.Report is { } report && !Enum.IsDefined(typeof(Side), report))
        {
            Add("Report", $"'{RuleBook.Show(report)}' is no side; choose Side.Lower, Upper or Both", [Mend.Drop(Of("Report"), "all that is known allows"), .. Mend.Choose(Of("Report"), Side.Lower)]);
        }

        if (sides.Samples is { } samples)
        {
            int least = bound == Bound.LeaveOneOut ? 2 : 1;
            if (!KnownBounds.HasSamples(bound))
            {
                Add("Samples", $"Samples = {RuleBook.Show(samples)} counts importance samples, and Bound.{bound} draws none; drop it{(KnownBounds.IsAnnealed(bound) ? " or declare Chains" : "")}", Mend.Drop(Of("Samples")));
            }
            else if (samples < least)
            {
                Add("Samples", $"Samples = {RuleBook.Show(samples)} must be at least {RuleBook.Show(least)}", Mend.Set(Of("Samples"), RuleBook.Show(Defaults.Samples), "the usual value"));
            }
        }

        if (sides.Chains is { } chains)
        {
            if (!KnownBounds.IsAnnealed(bound))
            {
                Add("Chains", $"Chains = {RuleBook.Show(chains)} counts annealed chains, and Bound.{bound} anneals none; drop it{(KnownBounds.HasSamples(bound) ? " or declare Samples" : "")}", Mend.Drop(Of("Chains")));
            }
            else if (chains < 1)
            {
                Add("Chains", $"Chains = {RuleBook.Show(chains)} must be at least 1", Mend.Set(Of("Chains"), RuleBook.Show(Defaults.Chains), "the usual value"));
            }
        }

        Weighs("LowerBy", sides.LowerBy, KnownBounds.IsAnnealed(bound), "Bound.Ais and MineAis");
        Weighs("UpperBy", sides.UpperBy, bound == Bound.Ais, "Bound.Ais");
        if (bound == Bound.MineAis && sides.LowerBy == ChainWeights.IndependentReverse)
        {
            problems.Add(new Problem(RuleIds.PosteriorSamples, "LowerBy = IndependentReverse needs independent samples of the critic's own posterior, and a pair holds one; declare ChainWeights.CoupledReverse or IndependentMultiSample", Place.OfArgument("Estimator", "LowerBy"))
                .MendedBy(Mend.Set(Of("LowerBy"), "ChainWeights.CoupledReverse", "needs only the pair's own sample"), Mend.Set(Of("LowerBy"), "ChainWeights.IndependentMultiSample", "one chain in reverse")));
        }

        void Weighs(string argument, ChainWeights? weights, bool used, string users)
        {
            if (weights is not { } written)
            {
                return;
            }

            if (!used)
            {
                Add(argument, $"{argument} = {RuleBook.Show(written)} weighs annealed chains, which only {users} have; drop it", Mend.Drop(Of(argument)));
            }
            else if (!Enum.IsDefined(typeof(ChainWeights), written))
            {
                Add(argument, $"'{RuleBook.Show(written)}' is no way to weigh chains; choose ChainWeights.IndependentMultiSample, IndependentReverse or CoupledReverse", [.. Mend.Choose(Of(argument), ChainWeights.CoupledReverse).Where(mend => !mend.Text.EndsWith("IndependentReverse", StringComparison.Ordinal))]);
            }
        }

        static Place Of(string argument) => Place.OfArgument("Estimator", argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.BoundParameter, message, Of(argument)).MendedBy(mends));
    }

    private static void CheckAnnealing(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
    {
        DensitiesDeclaration d = declaration.Densities;
        bool annealed = KnownBounds.IsAnnealed(bound);
        if (d.Annealing is { } annealing)
        {
            Used("Annealing", annealed);
            Range("Annealing", "Temperatures", annealing.Temperatures, s => s >= 1, "must be at least 1; with 1 the chains are importance samples", Defaults.Temperatures);
            Range("Annealing", "Range", annealing.Range, r => r > 0 && !double.IsInfinity(r), "must be positive and finite; 4 is usual", Defaults.Range);
            if (annealing.Schedule is { } schedule && !Enum.IsDefined(typeof(AnnealingSchedule), schedule))
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"'{RuleBook.Show(schedule)}' is no schedule; choose AnnealingSchedule.Linear, Sigmoid or Adapted", Place.OfArgument("Annealing", "Schedule")).MendedBy(Mend.Choose(Place.OfArgument("Annealing", "Schedule"), Defaults.AnnealingSchedule)));
            }
            else if (annealing.Range is { } range && annealing.Schedule == AnnealingSchedule.Linear)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"Range = {RuleBook.Show(range)} is that of a sigmoid, and the schedule is linear; drop it", Place.OfArgument("Annealing", "Range"))
                    .MendedBy(Mend.Drop(Place.OfArgument("Annealing", "Range")), Mend.Set(Place.OfArgument("Annealing", "Schedule"), "AnnealingSchedule.Sigmoid")));
            }
        }

        if (d.Hmc is { } hmc)
        {
            Used("Hmc", annealed && d.Transition is null);
            Range("Hmc", "LeapfrogSteps", hmc.LeapfrogSteps, l => l >= 1, "must be at least 1", Defaults.LeapfrogSteps);
            Range("Hmc", "TargetAcceptance", hmc.TargetAcceptance, a => a > 0 && a < 1, "must lie in (0, 1); 0.65 is usual", Defaults.TargetAcceptance);
            Range("Hmc", "MaxStep", hmc.MaxStep, m => m > 0.001 && !double.IsInfinity(m), "must be above 0.001; 0.5 is usual", Defaults.MaxStep);
            Range("Hmc", "Jitter", hmc.Jitter, j => j >= 0 && j < 1, "must lie in [0, 1); 0.2 is usual, 0 is off", Defaults.Jitter);
            Range("Hmc", "NegativeTransitions", hmc.NegativeTransitions, n => n >= 1, "must be at least 1", Defaults.NegativeTransitions);
            if (hmc.NegativeTransitions is { } transitions && bound != Bound.MineAis)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"NegativeTransitions = {RuleBook.Show(transitions)} make the negatives of MINE-AIS, and Bound.{bound} trains with none; drop it", Place.OfArgument("Hmc", "NegativeTransitions")).MendedBy(Mend.Drop(Place.OfArgument("Hmc", "NegativeTransitions"))));
            }
        }

        if (d.Transition is { } transition && bound != Bound.Ais)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Transition] moves the chains of Bound.Ais, and Bound.{bound} {(bound == Bound.MineAis ? "moves along its own critic" : "has none")}; drop it", Place.OfMember(transition.Name.TrimStart('@'))).MendedBy(Mend.DropRole(transition.Name, "Transition")));
        }

        if (d.Posterior is { } posterior && !(bound == Bound.Ais && (KnownBounds.IsIndependentReverse(declaration, Side.Lower) || KnownBounds.IsIndependentReverse(declaration, Side.Upper))))
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Posterior] is only used by the chains of Bound.Ais under LowerBy or UpperBy = ChainWeights.IndependentReverse; declare one of these, or drop '{posterior.Name}'", Place.OfMember(posterior.Name.TrimStart('@')))
                .MendedBy([Mend.DropRole(posterior.Name, "Posterior"), .. bound == Bound.Ais ? [Mend.Set(Place.OfArgument("Estimator", "LowerBy"), "ChainWeights.IndependentReverse", "it uses the posterior's samples")] : Array.Empty<Mend>()]));
        }

        if (bound is Bound.StructuredInfoNce or Bound.LeaveOneOut or Bound.ClubExact or Bound.BarberAgakovReference
            && (d.Proposal is not null || (declaration.Variational is not null && !KnownBounds.FitsDecoder(declaration))))
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Variational] proposes where to look for p(x), and Bound.{bound} does not ask q; drop it, or declare a bound that does: Bound.Iwae or Ais", PlaceOf("Variational", declaration)));
        }

        if (d.Reference is { } reference && bound != Bound.BarberAgakovReference)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Reference] is only used by Bound.BarberAgakovReference; declare it, or drop '{reference.Name}'", Place.OfMember(reference.Name.TrimStart('@')))
                .MendedBy(Mend.DropRole(reference.Name, "Reference"), BoundMends.Declare(Bound.BarberAgakovReference)));
        }

        void Used(string attribute, bool used)
        {
            if (!used)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"[{attribute}] has no meaning here: {(annealed ? "[Transition] moves the chains" : $"Bound.{bound} anneals no chains")}; drop it", Place.OfAttribute(attribute)).MendedBy(Mend.DropAttribute(attribute)));
            }
        }

        void Range<T>(string attribute, string argument, T? value, Func<T, bool> holds, string rule, T usual)
            where T : struct
        {
            if (value is { } v && !holds(v))
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"{argument} = {RuleBook.Show(v)} {rule}", Place.OfArgument(attribute, argument)).MendedBy(Mend.Set(Place.OfArgument(attribute, argument), RuleBook.Show(usual), "the usual value")));
            }
        }
    }

    private static void CheckEvaluation(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Densities.Evaluation is not { } evaluation)
        {
            return;
        }

        int parts = evaluation.SubBatches ?? Defaults.SubBatches, pairs = evaluation.Pairs ?? Defaults.Pairs;
        if (parts < 2)
        {
            Add("SubBatches", $"SubBatches = {RuleBook.Show(parts)} must be at least 2: the standard error is the spread between them", Mend.Drop(Place.OfArgument("Evaluation", "SubBatches"), "the default"), Mend.Set(Place.OfArgument("Evaluation", "SubBatches"), "2", "the least"));
        }
        else if (pairs < parts || pairs % parts != 0)
        {
            Add(evaluation.Pairs is null ? "SubBatches" : "Pairs", $"Pairs = {RuleBook.Show(pairs)} do not make {RuleBook.Show(parts)} equal sub-batches; give a multiple of {RuleBook.Show(parts)}", Mend.Set(Place.OfArgument("Evaluation", "Pairs"), RuleBook.Show((Math.Max(pairs, 1) + (long)parts - 1) / parts * parts), "the next multiple"));
        }

        if (evaluation.RowsAtOnce < 1)
        {
            Add("RowsAtOnce", $"RowsAtOnce = {RuleBook.Show(evaluation.RowsAtOnce)} must be at least 1", Mend.Drop(Place.OfArgument("Evaluation", "RowsAtOnce"), "the default"));
        }

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Setting, message, Place.OfArgument("Evaluation", argument)).MendedBy(mends));
    }

    /// <summary>Declarations of the bounds on samples that mean nothing here.</summary>
    private static void CheckForeign(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
    {
        Refuse("Negatives", declaration.Negatives is not null, "negatives are drawn from the declared densities");
        Refuse("Image", declaration.Images.Count > 0, "its networks take plain rows");
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
    private static void CheckUnused(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
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
                problems.Add(new Problem(RuleIds.BoundParameter, Unused($"[{attribute}]"), PlaceOf(attribute, declaration))
                    .MendedBy([PlaceOf(attribute, declaration) is { Kind: PlaceKind.Member } on ? Mend.DropRole(on.Name, attribute) : Mend.DropAttribute(attribute), .. BoundMends.Allowed(declaration)]));
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

        string Unused(string what) => $"{what} declares what Bound.{bound}, computed from samples alone, does not use; drop it, or declare a bound on known densities: {Or(KnownBounds.Allowed(declaration), "Bound.Ais, Iwae or BarberAgakov")}";
    }

    private static Place PlaceOf(MarginalDeclaration marginal) => marginal.IsStandardNormal
        ? Place.OfArgument("Marginal", "Exact")
        : Place.OfMember((marginal.Members.Density ?? marginal.Members.Sampler)?.Name.TrimStart('@') ?? "", "Exact");

    private static Place PlaceOf(string attribute, EstimatorDeclaration declaration, string argument = "")
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

    private static string Or(IEnumerable<string> choices, string none) => string.Join(", ", choices) is { Length: > 0 } some ? some : none;

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
