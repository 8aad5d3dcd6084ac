using System;

namespace MiDsl;

/// <summary>A look at the validation pairs during training; values in nats.</summary>
/// <param name="Step">Optimizer steps made so far.</param>
/// <param name="Steps">Steps at most.</param>
/// <param name="TrainingValue">The bound on the training batches since the last look.</param>
/// <param name="ValidationValue">The bound on the validation pairs.</param>
/// <param name="BestValidation">The best validation value so far, this one included.</param>
/// <param name="BestStep">The step that gave it.</param>
/// <param name="Elapsed">Time since training began.</param>
public sealed record TrainingProgress(
    int Step, int Steps, double TrainingValue, double ValidationValue, double BestValidation, int BestStep, TimeSpan Elapsed)
{
    /// <summary>The fold of a cross-fitting, from 1; 0 without one.</summary>
    public int Fold { get; init; }

    /// <summary>How many folds there are; 0 without cross-fitting.</summary>
    public int Folds { get; init; }
}
