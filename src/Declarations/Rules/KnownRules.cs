using System.Collections.Generic;

namespace MiDsl.Declarations;

/// <summary>What declared densities may not be, and what each side of a bound on them requires.</summary>
internal static class KnownRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Bound.Bound is not { } bound || BoundCatalogue.Find(bound) is not { } row)
        {
            return;
        }

        if (!KnownBounds.Contains(bound))
        {
            UnusedRules.CheckUnused(declaration, bound, problems);
            return;
        }

        UnusedRules.CheckForeign(declaration, bound, problems);
        ChainRules.CheckArguments(declaration, bound, problems);
        RoleRules.Check(declaration, problems);
        DecoderRules.Check(declaration, problems);
        ChainRules.CheckAnnealing(declaration, bound, problems);
        ChainRules.CheckEvaluation(declaration, problems);
        if (declaration.ReadingProblems.Count == 0 && declaration.Bound.Sides.Report is null or Side.Lower or Side.Upper or Side.Both)
        {
            SideRules.Check(declaration, row, problems);
        }
    }
}
