using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace Tabular;

/// <summary>A value beside the others.</summary>
/// <param name="Name">The estimator.</param>
/// <param name="Value">On test pairs; of KSG and the Gaussian form on all pairs.</param>
/// <param name="Curve">Of its training; null where nothing is trained.</param>
internal sealed record Result(string Name, InformationValue Value, TrainingCurve? Curve = null)
{
    /// <summary>The bound on validation pairs, by which estimators are chosen; NaN where there is none.</summary>
    public double Validation => Curve?.BestValidation ?? double.NaN;
}

/// <summary>Everything MiDsl knows to say about given pairs.</summary>
internal static class Analysis
{
    private static readonly (string Name, Func<IEstimator> Create)[] Bounds =
    [
        ("InfoNCE", () => new InfoNce()),
        ("MINE", () => new Mine()),
        ("NWJ", () => new Nwj()),
        ("SMILE", () => new Smile()),
    ];

    /// <summary>The closed form and KSG, which take seconds, the four bounds, and what is recommended.</summary>
    /// <param name="data">Independent pairs.</param>
    /// <param name="seed">Of split, weights, batches and KSG's noise.</param>
    /// <param name="board">Where TensorBoard's event files go; null for none.</param>
    /// <param name="finished">Told of each as soon as it is there.</param>
    /// <returns>Lower bounds, then estimates; and the one value to report.</returns>
    /// <exception cref="DataException">The data cannot be used.</exception>
    public static (IReadOnlyList<Result> Results, Recommendation Best) Run(PairedData data, long seed, string? board, Action<Result> finished)
    {
        List<Result> results = [];
        void Add(Result result)
        {
            results.Add(result);
            finished(result);
        }

        // First, because it refuses pairs whose information is infinite.
        Add(new("Gaussian", GaussianInformation.Estimate(data)));
        Add(new("KSG", Ksg.Estimate(data, seed: seed)));

        Recommendation? best = null;
        Job recommend = new("Recommended", report => best = Recommend.From(data, seed, new TrainingCurve(look =>
            report((look.Fold - 1 + (look.Step / (double)look.Steps)) / look.Folds, $"fold {look.Fold} of {look.Folds}"))));
        Jobs.Run([.. Bounds.Select(bound => new Job(bound.Name, report =>
        {
            TrainingCurve curve = new(look => report(look.Step / (double)look.Steps, $"{Screen.Number(look.ValidationValue, 3)} on validation pairs"));
            using TensorBoardProgress? events = board is null ? null : new(board, $"{bound.Name}/seed-{seed}");
            using IEstimator estimator = bound.Create();
            estimator.Seed = seed;
            Add(new(bound.Name, estimator.Fit(data, ProgressTo.All(curve, events)), curve));
        })), recommend]);
        return ([.. results.OrderBy(result => result.Value.Direction)], best!);
    }
}
