using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace StackedMnist;

/// <summary>What Belghazi et al. 2018 and Lin et al. 2018 say against plain DCGAN, and what the clipping promises.</summary>
internal static class Claims
{
    /// <summary>Compares a run with plain DCGAN of the same seed.</summary>
    public static IEnumerable<Claim> Check(StackedRun run, StackedRun plain)
    {
        ModeCoverage with = run.Coverage, without = plain.Coverage;
        string name = run.Rival.Name;
        yield return new($"{name} covers more modes than DCGAN", with.Covered > without.Covered, FormattableString.Invariant($"{with.Covered} against {without.Covered} of {run.Data.ModeCount}"));
        yield return new($"{name} has the lower KL", with.Kl < without.Kl, $"{Screen.Number(with.Kl, 3)} against {Screen.Number(without.Kl, 3)}");
        if (run.Rival.Beta > 0)
        {
            yield return new(
                $"{name}: the clip acts, and never lets the information term outweigh the adversarial one",
                run.Clipping.ShareActed > 0 && run.Clipping.Steps.All(step => step.Kept),
                $"in {Screen.Number(100 * run.Clipping.ShareActed, 1)} % of the steps");
        }
    }

    /// <summary>Of all runs, over their seeds.</summary>
    public static IReadOnlyList<Claim> OverSeeds(IReadOnlyCollection<StackedRun> runs) => Claim.OverSeeds(
        from run in runs
        where run.Rival != Rival.Plain
        from plain in runs
        where plain.Rival == Rival.Plain && plain.Seed == run.Seed
        from claim in Check(run, plain)
        select claim);

    /// <summary>Seeds of which plain DCGAN covers every mode: there nothing can cover more.</summary>
    public static IReadOnlyList<long> Void(IEnumerable<StackedRun> runs) =>
        [.. runs.Where(run => run.Rival == Rival.Plain && run.Coverage.Covered == run.Data.ModeCount).Select(run => run.Seed)];
}
