using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MiDsl;

/// <summary>A look at the validation pairs.</summary>
/// <param name="Step">Optimizer steps made before it.</param>
/// <param name="Training">The bound on training batches, nats.</param>
/// <param name="Validation">The bound on validation pairs, nats.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrainingLook(int Step, double Training, double Validation);

/// <summary>
/// Stops training when the validation value has not risen for a number of looks, or when training is no number any more.
/// Order of calls: <see cref="Observe"/> after each look, copy the weights when it says so, leave when
/// <see cref="ShouldStop"/>, restore the copy.
/// </summary>
/// <param name="patience">Looks without improvement after which to stop; 0 never stops for that.</param>
public sealed class EarlyStopping(int patience)
{
    private readonly int patience = patience >= 0
        ? patience
        : throw new ArgumentOutOfRangeException(nameof(patience), patience, "Patience is not negative; 0 never stops early.");

    private readonly List<TrainingLook> history = [];
    private int looksSinceBest;

    /// <summary>Whether to stop now.</summary>
    public bool ShouldStop => Diverged || (patience > 0 && looksSinceBest >= patience);

    /// <summary>
    /// Whether the training value was not finite at a look: the weights are lost, and no further step will mend them.
    /// </summary>
    public bool Diverged { get; private set; }

    /// <summary>The step of the best look; -1 when no look was finite.</summary>
    public int BestStep { get; private set; } = -1;

    /// <summary>The best validation value, nats; NaN when no look was finite.</summary>
    public double BestValidation { get; private set; } = double.NaN;

    /// <summary>All looks, in order.</summary>
    public IReadOnlyList<TrainingLook> History => history;

    /// <summary>Takes note of a look; a validation value that is not finite is no improvement.</summary>
    /// <param name="step">Optimizer steps made so far, greater than at the last look.</param>
    /// <param name="training">The bound on training batches, nats.</param>
    /// <param name="validation">The bound on validation pairs, nats.</param>
    /// <returns>Whether this is the best look so far: copy the weights (their values, not references).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is not after the last one.</exception>
    public bool Observe(int step, double training, double validation)
    {
        if (history.Count > 0)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, history[^1].Step);
        }

        history.Add(new TrainingLook(step, training, validation));
        Diverged |= !double.IsFinite(training);
        if (Diverged || !double.IsFinite(validation) || validation <= BestValidation)
        {
            looksSinceBest++;
            return false;
        }

        (BestStep, BestValidation, looksSinceBest) = (step, validation, 0);
        return true;
    }

    /// <summary>What happened, for <see cref="VerdictRule"/>.</summary>
    /// <param name="stepsRun">Optimizer steps that were made.</param>
    /// <param name="stepsAsked">Optimizer steps that were allowed.</param>
    public TrainingSummary Summarize(int stepsRun, int stepsAsked)
    {
        double trainingAtBest = double.NaN;
        foreach (TrainingLook look in history)
        {
            trainingAtBest = look.Step == BestStep ? look.Training : trainingAtBest;
        }

        TrainingLook last = history.Count > 0 ? history[^1] : new TrainingLook(0, double.NaN, double.NaN);
        return new TrainingSummary(
            stepsRun, stepsAsked, BestStep, BestValidation, trainingAtBest, last.Validation, last.Training, Diverged,
            [.. history]);
    }
}

/// <summary>How a training went; values in nats.</summary>
/// <param name="StepsRun">Optimizer steps that were made.</param>
/// <param name="StepsAsked">Optimizer steps that were allowed.</param>
/// <param name="BestStep">The step whose weights were kept; -1 when no look was finite.</param>
/// <param name="BestValidation">The validation value there.</param>
/// <param name="TrainingAtBest">The training value there.</param>
/// <param name="LastValidation">The validation value at the last look.</param>
/// <param name="LastTraining">The training value at the last look.</param>
/// <param name="Diverged">Whether a training value was not finite.</param>
/// <param name="History">All looks, in order.</param>
public sealed record TrainingSummary(
    int StepsRun, int StepsAsked, int BestStep, double BestValidation, double TrainingAtBest, double LastValidation,
    double LastTraining, bool Diverged, ImmutableArray<TrainingLook> History);
