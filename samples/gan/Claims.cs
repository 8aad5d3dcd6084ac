using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Gan;

/// <summary>What Belghazi et al. 2018 say of the information term, and what its clipping promises.</summary>
internal static class Claims
{
    /// <summary>Compares a run with the plain GAN of the same target and seed.</summary>
    public static IEnumerable<Claim> Check(GanRun run, GanRun plain)
    {
        Coverage with = run.Coverage, without = plain.Coverage;
        yield return new($"{run.Name} covers more {run.Target.Cells} than the plain GAN", with.Covered > without.Covered, $"{with.Covered} against {without.Covered}");
        yield return new($"{run.Name} has the lower KL", with.Kl < without.Kl, $"{Screen.Number(with.Kl)} against {Screen.Number(without.Kl)}");
        yield return new(
            $"{run.Name} has no fewer samples of high quality", with.HighQuality >= without.HighQuality,
            $"{Screen.Number(100 * with.HighQuality, 1)} % against {Screen.Number(100 * without.HighQuality, 1)} %");
        yield return new(
            $"{run.Name}: the clip acts, and never lets the information term outweigh the adversarial one",
            run.Clipping.ShareActed > 0 && run.Clipping.Steps.All(step => step.Kept),
            $"in {Screen.Number(100 * run.Clipping.ShareActed, 1)} % of the steps");
    }

    /// <summary>Of all runs of one target, over their seeds.</summary>
    public static IReadOnlyList<Claim> OverSeeds(IReadOnlyCollection<GanRun> runs) => Claim.OverSeeds(
        from run in runs
        where run.Beta > 0
        from plain in runs
        where plain.Beta == 0 && plain.Seed == run.Seed
        from claim in Check(run, plain)
        select claim);
}
