using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>How samples are counted, chains annealed and moved, and pairs evaluated.</summary>
internal static class ChainRules
{
    public static void CheckArguments(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
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

    public static void CheckAnnealing(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
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
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Variational] proposes where to look for p(x), and Bound.{bound} does not ask q; drop it, or declare a bound that does: Bound.Iwae or Ais", VariableRoles.PlaceOf("Variational", declaration)));
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

    public static void CheckEvaluation(EstimatorDeclaration declaration, List<Problem> problems)
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
}
