using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Bottleneck;

/// <summary>What Belghazi et al. 2018 say of the bottleneck.</summary>
internal static class Claims
{
    /// <summary>Of trials of one encoder and seed the one that validates best, beta 0 aside; of equals the one with the lower cross entropy. Test images have no say.</summary>
    public static Trial Chosen(IEnumerable<Trial> trials) => trials
        .Where(trial => trial.Beta > 0 || trial.Contender.Penalty == Penalty.None)
        .OrderBy(trial => trial.Validation.Error).ThenBy(trial => trial.Validation.CrossEntropy).First();

    /// <summary>Looks at the trials of one seed.</summary>
    public static IEnumerable<Claim> Check(IReadOnlyCollection<Trial> trials)
    {
        Trial plain = Chosen(trials.Where(trial => trial.Contender == Contender.Deterministic)), vib = Chosen(trials.Where(trial => trial.Contender == Contender.Vib));
        List<Trial> best = [];
        foreach (var of in trials.Where(trial => trial.Contender.Penalty != Penalty.None).GroupBy(trial => trial.Contender))
        {
            Trial[] byBeta = [.. of.OrderBy(trial => trial.Beta)];
            double[] values = [.. byBeta.Select(trial => trial.Information!.Value)];
            yield return new(
                $"{of.Key.Name}: the estimated I(X; Z) falls as beta grows", values.Zip(values.Skip(1), (less, more) => more < less).All(falls => falls),
                string.Join(", ", byBeta.Select(trial => FormattableString.Invariant($"{Screen.Number(trial.Information!.Value)} at {trial.Beta}"))));
            if (of.Key.Noise == Noise.Gaussian)
            {
                double[] known = [.. byBeta.Select(trial => trial.Known!.Value.AtLeast.Value)];
                yield return new(
                    $"{of.Key.Name}: so does what p(z|x) says of it, without a critic", known.Zip(known.Skip(1), (less, more) => more < less).All(falls => falls),
                    string.Join(", ", byBeta.Select(trial => FormattableString.Invariant($"at least {Screen.Number(trial.Known!.Value.AtLeast.Value)} at {trial.Beta}"))));
            }

            Trial chosen = Chosen(byBeta);
            yield return new($"{of.Key.Name}: at the chosen beta the test error is below the deterministic net's", chosen.Test.Error < plain.Test.Error, Against(chosen, plain));
            if (of.Key.Penalty == Penalty.Mine)
            {
                best.Add(chosen);
            }
        }

        foreach (Trial mine in best)
        {
            yield return new($"{mine.Contender.Name}: at the chosen beta the test error is below the variational bottleneck's", mine.Test.Error < vib.Test.Error, Against(mine, vib));
        }
    }

    /// <summary>Seed by seed.</summary>
    public static IReadOnlyList<Claim> OverSeeds(IEnumerable<Trial> trials) =>
        Claim.OverSeeds(trials.GroupBy(trial => trial.Seed).SelectMany(seed => Check([.. seed])));

    private static string Against(Trial one, Trial other) =>
        FormattableString.Invariant($"{Screen.Number(100 * one.Test.Error)} % at beta {one.Beta} against {Screen.Number(100 * other.Test.Error)} %");
}
