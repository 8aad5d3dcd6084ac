using System;
using Microsoft.Extensions.Logging;

namespace MiDsl;

/// <summary>
/// Logs each look at the validation pairs as one structured event with the fields Estimator, Step, Steps, Training,
/// Validation, Best and BestStep (values in nats). Level Information at most once in an interval, Debug in between, and
/// Warning when a value is no number. The first look, the last and the best are always at Information: what an interval
/// held back is made up for by the next event or by <see cref="Dispose"/>.
/// </summary>
/// <remarks>Time is the training's own (<see cref="TrainingProgress.Elapsed"/>). Not for two trainings at once; several in turn may share one.</remarks>
/// <param name="logger">Where to.</param>
/// <param name="name">The estimator's name.</param>
/// <param name="every">The interval; default 10 seconds. Zero logs every look at Information.</param>
public sealed partial class LoggedProgress(ILogger logger, string name, TimeSpan? every = null)
    : IProgress<TrainingProgress>, IProgress<AnnealingProgress>, IDisposable
{
    private readonly ILogger logger = logger ?? throw new ArgumentNullException(nameof(logger));
    private readonly string name = name ?? throw new ArgumentNullException(nameof(name));
    private readonly TimeSpan every = every ?? TimeSpan.FromSeconds(10);
    private TrainingProgress? written;
    private TrainingProgress? heldBack;
    private TrainingProgress? heldBackBest;
    private AnnealingProgress? annealed;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if ((heldBack ?? written) is { } last && (value.Step <= last.Step || value.Elapsed < last.Elapsed))
        {
            // Another training began.
            Dispose();
            written = null;
        }

        if (!double.IsFinite(value.TrainingValue) || !double.IsFinite(value.ValidationValue))
        {
            Write(value, LogLevel.Warning);
        }
        else if (written is null || value.Step == value.Steps || value.Elapsed - written.Elapsed >= every)
        {
            Write(value, LogLevel.Information);
        }
        else
        {
            Look(value, LogLevel.Debug);
            heldBack = value;
            heldBackBest = value.BestStep == value.Step ? value : heldBackBest;
        }
    }

    /// <summary>
    /// Logs progress of an evaluation by annealing with the fields Estimator, Phase, SubBatch, SubBatches, Temperature, Temperatures and
    /// Acceptance: Information for the first of a phase, the last of all and once in an interval, Debug in between.
    /// </summary>
    /// <param name="value">Where the evaluation stands.</param>
    public void Report(AnnealingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool last = value.SubBatch == value.SubBatches && value.Temperature == value.Temperatures;
        bool due = annealed is null || last || value.Phase != annealed.Phase || value.SubBatch < annealed.SubBatch
            || value.Elapsed < annealed.Elapsed || value.Elapsed - annealed.Elapsed >= every;
        Annealing(
            logger, due ? LogLevel.Information : LogLevel.Debug, name, value.Phase, value.SubBatch, value.SubBatches,
            value.Temperature, value.Temperatures, value.Acceptance);
        annealed = due ? value : annealed;
    }

    /// <summary>Logs what was held back: the best look and the last one.</summary>
    public void Dispose()
    {
        if (heldBack is not null)
        {
            Write(heldBack, LogLevel.Information);
        }
    }

    private void Write(TrainingProgress value, LogLevel level)
    {
        if (heldBackBest is not null && heldBackBest.Step != value.Step && heldBackBest.Step == value.BestStep)
        {
            Look(heldBackBest, LogLevel.Information);
        }

        Look(value, level);
        (written, heldBack, heldBackBest) = (value, null, null);
    }

    private void Look(TrainingProgress value, LogLevel level) => Look(
        logger, level, name, value.Step, value.Steps, value.TrainingValue, value.ValidationValue, value.BestValidation, value.BestStep);

    [LoggerMessage(
        EventId = 1, EventName = "Look",
        Message = "{Estimator}, step {Step} of {Steps}: training {Training:F4}, validation {Validation:F4}, best {Best:F4} nats at step {BestStep}")]
    private static partial void Look(
        ILogger logger, LogLevel level, string estimator, int step, int steps, double training, double validation, double best, int bestStep);

    [LoggerMessage(
        EventId = 2, EventName = "Annealing",
        Message = "{Estimator}, {Phase}, sub-batch {SubBatch} of {SubBatches}: temperature {Temperature} of {Temperatures}, acceptance {Acceptance:F2}")]
    private static partial void Annealing(
        ILogger logger, LogLevel level, string estimator, string phase, int subBatch, int subBatches, int temperature, int temperatures, double acceptance);
}
