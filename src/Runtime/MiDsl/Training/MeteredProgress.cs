using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;

namespace MiDsl;

/// <summary>
/// Measures training with the meter "MiDsl" (System.Diagnostics.Metrics), for dotnet-counters, OpenTelemetry and their
/// like. Every measurement has the tag <c>estimator</c>. Instruments:
/// <list type="bullet">
/// <item><c>midsl.training.steps</c>, counter, {step}: optimizer steps made.</item>
/// <item><c>midsl.training.step</c>, gauge, {step}: the step of the last look.</item>
/// <item><c>midsl.training.rate</c>, gauge, {step}/s: steps per second since the look before.</item>
/// <item><c>midsl.training.value</c>, gauge, nat: the bound on training batches.</item>
/// <item><c>midsl.validation.value</c>, gauge, nat: the bound on validation pairs.</item>
/// <item><c>midsl.validation.best</c>, gauge, nat: the best of these.</item>
/// <item><c>midsl.training.not_finite</c>, counter, {look}: looks with a value that is no finite number; it is not gauged.</item>
/// </list>
/// </summary>
/// <param name="name">The estimator's name: the tag.</param>
public sealed class MeteredProgress(string name) : IProgress<TrainingProgress>
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "MiDsl";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long>
        Steps = Meter.CreateCounter<long>("midsl.training.steps", "{step}", "Optimizer steps made."),
        NotFinite = Meter.CreateCounter<long>("midsl.training.not_finite", "{look}", "Looks with a value that is no finite number.");

    private static readonly Gauge<long> Step = Meter.CreateGauge<long>("midsl.training.step", "{step}", "The step of the last look.");

    private static readonly Gauge<double>
        Rate = Meter.CreateGauge<double>("midsl.training.rate", "{step}/s", "Optimizer steps per second since the look before."),
        Training = Meter.CreateGauge<double>("midsl.training.value", "nat", "The bound on training batches."),
        Validation = Meter.CreateGauge<double>("midsl.validation.value", "nat", "The bound on validation pairs."),
        Best = Meter.CreateGauge<double>("midsl.validation.best", "nat", "The best value on validation pairs.");

    private readonly KeyValuePair<string, object?> tag = new("estimator", name ?? throw new ArgumentNullException(nameof(name)));
    private int lastStep;
    private TimeSpan lastElapsed;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Step <= lastStep || value.Elapsed < lastElapsed)
        {
            // Another training began.
            (lastStep, lastElapsed) = (0, TimeSpan.Zero);
        }

        int steps = value.Step - lastStep;
        Steps.Add(steps, tag);
        Step.Record(value.Step, tag);
        if (value.Elapsed > lastElapsed)
        {
            Rate.Record(steps / (value.Elapsed - lastElapsed).TotalSeconds, tag);
        }

        Record(Training, value.TrainingValue);
        Record(Validation, value.ValidationValue);
        Record(Best, value.BestValidation);
        if (!double.IsFinite(value.TrainingValue) || !double.IsFinite(value.ValidationValue))
        {
            NotFinite.Add(1, tag);
        }

        (lastStep, lastElapsed) = (value.Step, value.Elapsed);
    }

    private void Record(Gauge<double> gauge, double value)
    {
        if (double.IsFinite(value))
        {
            gauge.Record(value, tag);
        }
    }
}
