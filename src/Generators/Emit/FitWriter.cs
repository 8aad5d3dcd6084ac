using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes Fit for given pairs: split, folded or in parts of the user's own.</summary>
internal static class FitWriter
{
    private const string Observers = "IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default";

    private static readonly string[] ObserverDocs =
    [
        "<param name=\"progress\">Told after every look at the validation pairs.</param>",
        "<param name=\"cancellation\">Ends the training; the best weights so far stay, and can be evaluated or saved.</param>",
        "<returns>The mutual information in nats.</returns>",
    ];

    public static void Write(CodeWriter w, EstimatorPlan plan)
    {
        bool heldOut = plan.Training.Test > 0;
        if (plan.Training.CrossFit > 0)
        {
            WriteFolds(w, plan);
        }
        else
        {
            WriteSplit(w, plan, heldOut);
        }

        w.Gap();
        WriteParts(w, plan, heldOut);
    }

    /// <summary>Which variables hold labels, as further arguments.</summary>
    public static string Labelled(EstimatorPlan plan) =>
        (!plan.Critic.X.StaysAsItIs ? "" : ", labelledX: true") + (!plan.Critic.Y.StaysAsItIs ? "" : ", labelledY: true");

    private static void WriteSplit(CodeWriter w, EstimatorPlan plan, bool heldOut)
    {
        const string Create = "DataSplit.Create(data, Hyperparameters.Validation, Hyperparameters.Test, Seed, minimum: 4)";
        w.Doc(
            heldOut
                ? "Trains on one part of the pairs, stops on a second, and gives the value on a third."
                : "Trains on one part of the pairs and stops on the other. None are held out, so the value comes from\nthe training pairs and is an estimate.",
            ["<param name=\"data\">Independent pairs (x, y).</param>", .. ObserverDocs]);
        string header = $"public {plan.DataResult} Fit(PairedData data, {Observers})";
        if (heldOut)
        {
            w.Lines($"{header} =>\n    Fit({Create}, progress, cancellation);");
            return;
        }

        using (w.Open(header))
        {
            w.Lines($"""
                var split = {Create};
                TrainOn(split, progress, cancellation);
                return EvaluateInSample(split.Train);
                """);
        }
    }

    private static void WriteFolds(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc(
            "Cross-fitting: each pair is held out once. For each fold a fresh critic is trained on the other folds, a share of\nwhich stops it, and gives the value on the fold; their mean is weighted by pairs. The last critic stays.",
            ["<param name=\"data\">Independent pairs (x, y).</param>", .. ObserverDocs]);
        using (w.Open($"public {plan.DataResult} Fit(PairedData data, {Observers})"))
        {
            w.Lines($$"""
                var folds = DataSplit.Folds(data, Hyperparameters.CrossFit, Hyperparameters.Validation, Seed, minimum: 4);
                var values = new {{plan.DataResult}}[folds.Length];
                for (int fold = 0; fold < folds.Length; fold++)
                {
                    values[fold] = Fit(folds[fold], CrossFitting.Fold(progress, fold + 1, folds.Length), cancellation);
                }

                return CrossFitting.Mean(values);
                """);
        }
    }

    private static void WriteParts(CodeWriter w, EstimatorPlan plan, bool heldOut)
    {
        w.Doc(
            "With parts of your own: trains on the first, stops on the second, and gives the value on the third.",
            ["<param name=\"split\">Disjoint parts, of at least 4 pairs each.</param>", .. ObserverDocs, "<exception cref=\"DataException\">The parts share pairs or differ in their columns, or one is too short.</exception>"]);
        using (w.Open($"public {plan.FreshResult} Fit(DataSplit split, {Observers})"))
        {
            w.Lines("split.RequireParts(minimum: 4);");
            if (heldOut)
            {
                WriteTraining(w, plan);
            }
            else
            {
                w.Lines("TrainOn(split, progress, cancellation);");
            }

            w.Lines("return Evaluate(split.Test);");
        }

        if (!heldOut)
        {
            w.Gap();
            using (w.Open("private void TrainOn(DataSplit split, IProgress<TrainingProgress>? progress, CancellationToken cancellation)"))
            {
                WriteTraining(w, plan);
            }
        }
    }

    private static void WriteTraining(CodeWriter w, EstimatorPlan plan)
    {
        var target = TargetText.Of(plan);
        string preparation = plan.DataPreparation switch
        {
            Preprocessing.None => "Standardizer.None(split.Train.XDim, split.Train.YDim)",
            Preprocessing.UnmixedScores => $"UnmixedScores.Fit(split.Train{Labelled(plan)})",
            Preprocessing.NormalScores => $"NormalScores.Fit(split.Train{Labelled(plan)})",
            _ => $"Standardizer.Fit(split.Train{Labelled(plan)})",
        };
        w.Lines($"""
            var preparation = {preparation};
            var session = Adopt(NewSession(split.Train.XDim, split.Train.YDim));
            session.Preparation = preparation;
            session.Split = split;
            {target.Held}var pairs = new {target.Data}(split.Train, split.Validation, preparation, Hyperparameters.BatchSize, Seed{target.Home("session")}{plan.Critic.X.Demand}{plan.Critic.Y.Demand});
            Train(session, pairs, progress, cancellation);
            """);
    }
}
