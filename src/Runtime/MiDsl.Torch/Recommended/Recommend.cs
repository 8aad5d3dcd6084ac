using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiDsl.Torch;

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

    // Neighbours of 10,000 pairs take under a second up to here, and say little beyond.
    private const int NeighbourColumns = 8;
    private const int Neighbours = 4;

    /// <summary>
    /// Three critics, each learned on two thirds of the pairs, read on the third that it has not seen: in all, every pair is held
    /// out once. The closed form, its kind and the number of steps are chosen on validation pairs within the two thirds.
    /// </summary>
    /// <param name="data">Independent pairs (x, y): at least a hundred, thousands where the dependence is intricate.</param>
    /// <param name="seed">Of the split, the weights and the batches.</param>
    /// <param name="progress">Told after every look at the validation pairs, fold after fold.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="DataException">The data cannot be used: too few pairs, or a constant column.</exception>
    public static Recommendation From(
        PairedData data, long seed = 0, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        using RecommendedCritic critic = new() { Seed = seed };
        List<LowerBound> heldOut = [];
        List<Estimate> inSample = [];
        IReadOnlyList<DataSplit> folds = DataSplit.Folds(data, Folds, Validation, seed, minimum: 32);
        foreach (DataSplit fold in folds)
        {
            heldOut.Add(critic.Fit(fold, CrossFitting.Fold(progress, heldOut.Count + 1, Folds), cancellation));
            inSample.Add(critic.EvaluateInSample(fold.Train));
        }

        LowerBound certified = CrossFitting.Mean(heldOut);
        PairedData scores = NormalScores.Fit(data).Apply(data);
        return RecommendationRule.Decide(new RecommendationEvidence(
            certified,
            CrossFitting.Mean(inSample),
            RecommendationRule.Resolution(folds.Min(fold => fold.Validation.Count)),
            data.XDim + data.YDim <= NeighbourColumns ? Ksg.Estimate(scores, Neighbours, seed: seed) : null,
            data.Count > data.XDim + data.YDim + 1 ? GaussianInformation.OfNormalScores(data) : null,
            certified.Verdict == Verdict.Uncertified ? Clipped(folds, seed, cancellation) : null));
    }

    private static Estimate Clipped(IEnumerable<DataSplit> folds, long seed, CancellationToken cancellation)
    {
        using RecommendedSmile critic = new() { Seed = seed };
        return CrossFitting.Mean([.. folds.Select(fold => critic.Fit(fold, progress: null, cancellation))]);
    }
}
