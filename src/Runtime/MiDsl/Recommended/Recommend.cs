using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace MiDsl;

/// <summary>
/// One value for given pairs, how sure it is, and why: from critics that are cross-fitted over a closed form, held-out and
/// in-sample readings of them, nearest neighbours, and the Gaussian form of normal scores. The rule:
/// <see cref="RecommendationRule"/>; the critics are declared in MiDsl's own language, and emitted.
/// </summary>
public static class Recommend
{
    private const int Folds = 3;
    private const double Validation = 0.17;

    // Beyond so many columns neighbours fall too far short to say anything.
    private const int NeighbourColumns = 8;
    private const int Neighbours = 4;

    /// <summary>
    /// Three critics, each learned on two thirds of the pairs, read on the third that it has not seen: in all, every pair is held
    /// out once. The closed form, its kind and the number of steps are chosen on validation pairs within the two thirds.
    /// </summary>
    /// <param name="data">Independent pairs (x, y): at least 300, thousands where the dependence is intricate.</param>
    /// <param name="seed">Of the split, the weights and the batches.</param>
    /// <param name="progress">Told after every look at the validation pairs, fold after fold.</param>
    /// <param name="seeds">
    /// Repeats all of it with as many seeds, from <paramref name="seed"/> on, and takes the means (<see cref="Combined"/>): the
    /// error then holds what the split and the weights add, and the verdict says where the repetitions disagree.
    /// </param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="DataException">There are too few pairs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No seeds.</exception>
    public static Recommendation From(
        PairedData data, long seed = 0, IProgress<TrainingProgress>? progress = null, int seeds = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        var readings = new (LowerBound HeldOut, Estimate InSample)[seeds];
        for (int i = 0; i < seeds; i++)
        {
            readings[i] = CrossFit(data, seed + i, progress, cancellation);
        }

        LowerBound heldOut = HeldOut([.. readings.Select(reading => reading.HeldOut)]);
        PairedData scores = NormalScores.Fit(data).Apply(data);
        return RecommendationRule.Decide(new RecommendationEvidence(
            heldOut,
            InSample([.. readings.Select(reading => reading.InSample)]),
            RecommendationRule.Resolution(FoldsOf(data, seed)[0].Validation.Count),
            data.XDim + data.YDim <= NeighbourColumns ? Ksg.Estimate(scores, Neighbours, seed: seed) : null,
            data.Count > data.XDim + data.YDim + 1 ? GaussianInformation.OfNormalScores(data) : null,
            heldOut.Verdict == Verdict.Uncertified ? Clipped(data, seed, cancellation) : null));
    }

    private static DataSplit[] FoldsOf(PairedData data, long seed) => DataSplit.Folds(data, Folds, Validation, seed, minimum: 32);

    private static (LowerBound HeldOut, Estimate InSample) CrossFit(
        PairedData data, long seed, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        // By hand rather than by [Training(CrossFit = 3)]: each fold's critic is read on its own pairs too, before the next takes its place.
        using RecommendedCritic critic = new() { Seed = seed };
        List<LowerBound> heldOut = [];
        List<Estimate> inSample = [];
        foreach (DataSplit fold in FoldsOf(data, seed))
        {
            heldOut.Add(critic.Fit(fold, CrossFitting.Fold(progress, heldOut.Count + 1, Folds), cancellation));
            inSample.Add(critic.EvaluateInSample(fold.Train));
        }

        return (CrossFitting.Mean(heldOut), CrossFitting.Mean(inSample));
    }

    private static Estimate Clipped(PairedData data, long seed, CancellationToken cancellation)
    {
        using RecommendedSmile critic = new() { Seed = seed };
        return critic.Fit(data, progress: null, cancellation);
    }

    private static LowerBound HeldOut(LowerBound[] seeds) => seeds.Length == 1
        ? seeds[0]
        : Combined.OverSeeds(seeds) with { Data = DataRole.HeldOut, Alongside = [PlugIn(seeds)] };

    private static Estimate InSample(Estimate[] seeds) => seeds.Length == 1
        ? seeds[0]
        : Combined.OverSeeds((InformationValue[])[.. seeds]) with { Data = DataRole.InSample, Alongside = [PlugIn(seeds)] };

    private static Estimate PlugIn(InformationValue[] seeds) =>
        Combined.OverSeeds((InformationValue[])[.. seeds.Select(value => value.Alongside.First(reading => reading.Name == "plug-in"))]) with { Name = "plug-in" };
}
