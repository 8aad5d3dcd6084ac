using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl;

/// <summary>
/// One value from the folds of a data set (<see cref="DataSplit.Folds"/>), each read by a critic that was trained on the other folds:
/// every pair counts once, and none for a critic that has seen it.
/// </summary>
public static class CrossFitting
{
    /// <summary>
    /// The mean of the folds' values, weighted by pairs, on their side of the truth: the weights are fixed before the values are
    /// known. Its error is <c>sqrt(sum w^2 se^2)</c>, since folds share no pairs; as every standard error here it is that of given
    /// critics. Pairs add up, the verdict is the worst one, and readings that stand alongside are combined in the same way, by name.
    /// </summary>
    /// <param name="folds">At least one value, all of one type.</param>
    /// <exception cref="ArgumentException">No values, or of different types.</exception>
    public static T Mean<T>(IReadOnlyList<T> folds)
        where T : InformationValue
    {
        ArgumentNullException.ThrowIfNull(folds);
        if (folds.Count == 0 || folds.Any(fold => fold.GetType() != folds[0].GetType()))
        {
            throw new ArgumentException("The mean over folds needs at least one value, and all of one type.", nameof(folds));
        }

        return (T)Combined(folds);
    }

    /// <summary>Tells an observer which fold a look belongs to.</summary>
    /// <param name="progress">The observer, or null.</param>
    /// <param name="fold">From 1.</param>
    /// <param name="folds">How many there are.</param>
    public static IProgress<TrainingProgress>? Fold(IProgress<TrainingProgress>? progress, int fold, int folds) =>
        progress is null ? null : new FoldProgress(progress, fold, folds);

    private static InformationValue Combined(IReadOnlyList<InformationValue> folds)
    {
        double[] weights = Weights(folds);
        double value = 0, variance = 0, cap = 0;
        int worst = 0;
        for (int i = 0; i < folds.Count; i++)
        {
            value += weights[i] * folds[i].Value;
            variance += weights[i] * folds[i].StandardError * weights[i] * folds[i].StandardError;
            cap += weights[i] * folds[i].Cap;
            worst = InformationValue.Severity(folds[i].Verdict) > InformationValue.Severity(folds[worst].Verdict) ? i : worst;
        }

        double error = Math.Sqrt(variance);
        InformationValue mean = folds[0] switch
        {
            LowerBound => new LowerBound(value, error),
            UpperBound => new UpperBound(value, error),
            _ => new Estimate(value, error),
        };
        string reason = folds[worst].VerdictText;
        return mean with
        {
            Name = folds[0].Name,
            Pairs = folds.Sum(fold => fold.Pairs),
            Data = folds[0].Data,
            Cap = cap,
            Settings = folds[0].Settings is { } settings ? settings with { StepsRun = folds.Sum(fold => fold.Settings?.StepsRun ?? 0) } : null,
            Verdict = folds[worst].Verdict,
            VerdictText = reason.Length == 0 ? "" : FormattableString.Invariant($"Fold {worst + 1} of {folds.Count}: {reason}"),
            Alongside = [.. folds[0].Alongside.Select(reading => Combined([.. folds.Select(fold => fold.Alongside.First(other => other.Name == reading.Name))]))],
        };
    }

    private static double[] Weights(IReadOnlyList<InformationValue> folds)
    {
        double all = folds.Sum(fold => fold.Pairs);
        return folds.Any(fold => fold.Pairs <= 0) ? FixedWeights.Equal(folds.Count) : [.. folds.Select(fold => fold.Pairs / all)];
    }

    private sealed class FoldProgress(IProgress<TrainingProgress> observer, int fold, int folds) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => observer.Report(value with { Fold = fold, Folds = folds });
    }
}
