using System.Collections.Generic;

namespace MiDsl.Declarations;

/// <summary>Choices that are legal and rarely meant: a bound that becomes a simpler one, more chains where only temperatures help, nothing held out.</summary>
internal static class DegenerateRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CheckHeldOut(declaration, problems);
        if (declaration.Bound.Bound is not { } bound || !KnownBounds.Contains(bound))
        {
            return;
        }

        Side side = KnownBounds.SideOf(declaration);
        CheckGiwae(declaration, side, problems);
        CheckSingleSample(declaration, bound, problems);
        CheckCoupledChains(declaration, bound, side, problems);
    }

    /// <summary>MIDSL017: for any critic the upper form lies at or above IWAE's with the same q and K.</summary>
    private static void CheckGiwae(EstimatorDeclaration declaration, Side side, List<Problem> problems)
    {
        if (declaration.Bound.Bound != Bound.Giwae || side == Side.Lower || KnownBounds.Missing(Bound.Iwae, Side.Upper, declaration) != Knowledge.None)
        {
            return;
        }

        // Without [Critic] one edit suffices; a written one would have to go as well.
        Mend[] mends = declaration.Critic.IsWritten ? [] : [new Mend(MendKind.SetArgument, "Declare Bound.Iwae: never looser, and nothing to learn", Place.OfArgument("Estimator"), "Bound.Iwae")];
        Add(
            problems,
            "the upper bound of GIWAE is never tighter than that of IWAE with the same q and K, whatever the critic learns; declare Bound.Iwae, which the declared densities allow, or Report = Side.Lower",
            declaration.Bound.Sides.Report is null ? Place.OfArgument("Estimator") : Place.OfArgument("Estimator", "Report"),
            [.. mends, new Mend(MendKind.SetArgument, "Set Report = Side.Lower: below, GIWAE needs no p(x|y)", Place.OfArgument("Estimator", "Report"), "Side.Lower")]);
    }

    /// <summary>MIDSL017: K = 1.</summary>
    private static void CheckSingleSample(EstimatorDeclaration declaration, Bound bound, List<Problem> problems)
    {
        if (declaration.Bound.Sides.Samples != 1 || bound is Bound.BarberAgakov or Bound.LeaveOneOut || !KnownBounds.HasSamples(bound))
        {
            return;
        }

        bool proposes = KnownBounds.HasProposal(declaration);
        string becomes = bound switch
        {
            Bound.StructuredInfoNce => "is 0 on any pairs: the only term of its sum is the paired one",
            Bound.Giwae => "is Barber-Agakov for any critic, which then learns nothing",
            _ when proposes => "is Barber-Agakov",
            _ => "is 0 from below, and has one draw of the marginal to stand for p(x) above",
        };
        Place place = Place.OfArgument("Estimator", "Samples");
        string defaults = RuleBook.Show(Defaults.Samples);
        bool barberAgakov = bound == Bound.Iwae && proposes && KnownBounds.Missing(Bound.BarberAgakov, Side.Lower, declaration) == Knowledge.None;
        Add(
            problems,
            $"Samples = 1: {BoundCatalogue.Find(bound)!.Title} with K = 1 {becomes}; declare more samples, such as {defaults}{(barberAgakov ? ", or Bound.BarberAgakov" : "")}",
            place,
            [new Mend(MendKind.SetArgument, $"Set Samples = {defaults}: the default", place, defaults)]);
    }

    /// <summary>MIDSL017: coupled chains keep a gap that only temperatures close.</summary>
    private static void CheckCoupledChains(EstimatorDeclaration declaration, Bound bound, Side side, List<Problem> problems)
    {
        int temperatures = declaration.Densities.Annealing?.Temperatures ?? Defaults.Temperatures;
        if (!KnownBounds.IsAnnealed(bound) || declaration.Bound.Sides.Chains is not { } chains || temperatures < 1 || chains <= temperatures)
        {
            return;
        }

        SidesDeclaration sides = declaration.Bound.Sides;
        bool lower = side != Side.Upper && (sides.LowerBy ?? Defaults.LowerBy) == ChainWeights.CoupledReverse;
        bool upper = side != Side.Lower && (sides.UpperBy ?? Defaults.UpperBy) == ChainWeights.CoupledReverse;
        if (!lower && !upper)
        {
            return;
        }

        string argument = lower ? "LowerBy" : "UpperBy", more = RuleBook.Show(System.Math.Max(Defaults.Temperatures, chains));
        Add(
            problems,
            $"Chains = {RuleBook.Show(chains)} coupled reverse chains over Temperatures = {RuleBook.Show(temperatures)}: {(temperatures == 1 ? "over one temperature every number of them gives Barber-Agakov" : "a gap remains that more chains do not close")}; raise Temperatures rather than Chains, or declare {argument} = ChainWeights.IndependentMultiSample, which tends to the truth as chains are added",
            Place.OfArgument("Estimator", "Chains"),
            [
                new Mend(MendKind.SetArgument, $"Set Temperatures = {more}: what closes the gap", Place.OfArgument("Annealing", "Temperatures"), more),
                .. lower && upper ? (Mend[])[] : [new Mend(MendKind.SetArgument, $"Set {argument} = ChainWeights.IndependentMultiSample: more chains then help", Place.OfArgument("Estimator", argument), "ChainWeights.IndependentMultiSample")],
            ]);
    }

    /// <summary>MIDSL019: the pairs that trained give the value.</summary>
    private static void CheckHeldOut(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Training is not { Test: 0, CrossFit: null or 0 } || declaration.Joint?.Kind != JointKind.Data || KnownBounds.Contains(declaration.Bound.Bound))
        {
            return;
        }

        ResultKind result = BoundCatalogue.ResultOf(declaration);
        if (result == ResultKind.Estimate)
        {
            return;
        }

        Place place = Place.OfArgument("Training", "Test");
        problems.Add(new Problem(
            RuleIds.NotHeldOut,
            $"Test = 0 holds out no pairs: the value comes from those that trained the critic, on which it has no direction, and Fit returns an Estimate rather than a {result}; drop it for the share {RuleBook.Show(Defaults.Test)}, or declare CrossFit = 5, which holds each pair out once",
            place)
        {
            Mends = EquatableArray<Mend>.Of(new Mend(MendKind.RemoveArgument, $"Drop Test: a share {RuleBook.Show(Defaults.Test)} is held out, and Fit returns a {result}", place)),
        });
    }

    private static void Add(List<Problem> problems, string message, Place place, Mend[] mends) =>
        problems.Add(new Problem(RuleIds.Degenerate, message, place) { Mends = mends.ToEquatableArray() });
}
