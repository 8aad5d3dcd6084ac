using System;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Decides: fills in defaults, lays out networks, fixes the types of the results.</summary>
internal static class Planner
{
    /// <summary>The plan of a declaration that breaks no rule.</summary>
    public static EstimatorPlan Plan(EstimatorDeclaration declaration)
    {
        BoundRow row = BoundCatalogue.Find(declaration.Bound.Bound)!;
        JointDeclaration joint = declaration.Joint!;
        TrainingPlan training = PlanTraining(declaration.Training);
        return new EstimatorPlan(
            declaration.Type,
            row,
            declaration.Bound.Tau ?? Defaults.Tau,
            declaration.Bound.EmaRate ?? Defaults.EmaRate,
            declaration.Bound.Alpha ?? Defaults.Alpha,
            declaration.Bound.ReadBy ?? Defaults.ReadBy,
            declaration.Bound.NoiseRatio ?? Defaults.NoiseRatio,
            joint,
            CriticPlanner.Plan(declaration, joint),
            new NegativesPlan(
                declaration.Negatives?.Sampling ?? Defaults.Sampling,
                declaration.Negatives?.PerPair ?? Defaults.PerPair,
                declaration.Negatives?.InEvaluation,
                declaration.Negatives?.Neighbours ?? Defaults.Neighbours,
                joint.Given ?? 0),
            training,
            declaration.Clipping,
            SamplePreparation: declaration.Preprocessing ?? Preprocessing.None,
            DataPreparation: declaration.Preprocessing ?? AutoencodersPlanner.OfData(declaration),
            FreshResult: BoundCatalogue.ResultOf(declaration),
            DataResult: training.Test == 0 ? ResultKind.Estimate : BoundCatalogue.ResultOf(declaration))
        {
            Target = declaration.Bound.Target ?? Defaults.Target,
        };
    }

    public static TrainingPlan PlanTraining(TrainingDeclaration t)
    {
        Optimizer optimizer = t.Optimizer ?? Defaults.Optimizer;
        int batchSize = t.BatchSize ?? Defaults.BatchSize;
        return new TrainingPlan(
            t.Steps ?? Defaults.Steps,
            batchSize,
            optimizer,
            t.LearningRate ?? Defaults.LearningRate,
            t.WeightDecay ?? (optimizer == Optimizer.AdamW ? Defaults.AdamWDecay : 0),
            t.Schedule ?? Defaults.Schedule,
            t.WeightAverage ?? Defaults.WeightAverage,
            t.Validation ?? Defaults.Validation,
            t.Test ?? Defaults.Test,
            t.CrossFit ?? Defaults.CrossFit,
            t.ValidationPairs ?? Math.Max(Defaults.ValidationPairs, 2 * batchSize),
            t.TestPairs ?? Math.Max(Defaults.TestPairs, 2 * batchSize),
            t.ValidationInterval ?? Defaults.ValidationInterval,
            t.Patience ?? Defaults.Patience,
            t.Seed ?? 0,
            t.Device ?? Defaults.Device);
    }
}
