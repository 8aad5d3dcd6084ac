using System.Collections.Generic;

namespace MiDsl.Declarations;

/// <summary>A side asked of a bound that is computed from samples alone, and so has the one that it has.</summary>
internal static class ReportedSideRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Bound is not { Bound: { } bound, Sides.Report: { } side } || KnownBounds.Contains(bound) || BoundCatalogue.Find(bound) is not { } row)
        {
            return;
        }

        Place place = Place.OfArgument("Estimator", "Report");
        string asked = $"Report = {RuleBook.Show(side)}";
        ResultKind result = BoundCatalogue.ResultOf(declaration);
        Problem problem = result switch
        {
            ResultKind.Estimate => new Problem(RuleIds.NotInformation, $"{asked} asks for a bound, and {row.Title} here is an estimate, on neither side of the information; drop it, or declare Bound.InfoNce, Nwj or DonskerVaradhan, lower bounds", place),
            ResultKind.LowerBound when side != Side.Lower => new Problem(RuleIds.Direction, $"{asked} asks for another side than {row.Title} has, which is a lower bound; drop it, or declare a bound on known densities, such as Bound.Ais", place),
            _ => new Problem(RuleIds.BoundParameter, $"{asked} says what Bound.{bound} always is; drop it", place),
        };
        problems.Add(problem with { Mends = EquatableArray<Mend>.Of(new Mend(MendKind.RemoveArgument, $"Drop Report: {row.Title} has one result", place)) });
    }
}
