using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Ali;

/// <summary>What the information term is to do, seed by seed against plain ALI of the same weights and batches.</summary>
internal static class Claims
{
    /// <summary>The share of plain ALI's reconstruction error that the information may leave.</summary>
    public const double Share = 0.8;

    /// <summary>Compares a run with plain ALI on the same data and seed.</summary>
    public static IEnumerable<Claim> Check(AliRun run, AliRun plain)
    {
        Quality with = run.Quality, without = plain.Quality;
        yield return new(
            $"{run.Rival.Name}: reconstruction error at most {Screen.Number(Share, 1)} of ALI's", with.Reconstruction <= Share * without.Reconstruction,
            $"{Screen.Number(with.Reconstruction)} against {Screen.Number(without.Reconstruction)}");
        yield return new($"{run.Rival.Name}: modes not fewer than ALI's", with.Modes >= without.Modes, $"{with.Modes} against {without.Modes}");
        if (double.IsFinite(with.Accuracy))
        {
            yield return new(
                $"{run.Rival.Name}: more reconstructions keep their digit than ALI's", with.Accuracy > without.Accuracy,
                $"{Screen.Number(100 * with.Accuracy, 1)} % against {Screen.Number(100 * without.Accuracy, 1)} %");
        }
    }

    /// <summary>Of all runs on one data set with information: over their seeds, and on the mean of these.</summary>
    public static IReadOnlyList<Claim> Of(IReadOnlyCollection<AliRun> runs)
    {
        (AliRun Run, AliRun Plain)[] pairs =
        [
            .. from run in runs
               where run.Rival.Beta > 0
               from plain in runs
               where plain.Rival == Rival.Plain && plain.Seed == run.Seed
               select (run, plain),
        ];
        return
        [
            .. Claim.OverSeeds(pairs.SelectMany(pair => Check(pair.Run, pair.Plain))),
            .. pairs.GroupBy(pair => pair.Run.Rival).Where(same => same.Count() > 1).Select(OnMean),
        ];
    }

    private static Claim OnMean(IGrouping<Rival, (AliRun Run, AliRun Plain)> same)
    {
        Cell ratio = OverSeeds.Mean(same.Select(pair => pair.Run.Quality.Reconstruction / pair.Plain.Quality.Reconstruction));
        return new(
            $"{same.Key.Name}: on the mean of seeds at most {Screen.Number(Share, 1)} of ALI's reconstruction error", ratio.Value <= Share,
            $"{Screen.Number(ratio.Value)} ± {Screen.Number(ratio.Error)} (standard error)");
    }
}
