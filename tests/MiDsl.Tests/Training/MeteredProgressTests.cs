using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Training;

public class MeteredProgressTests
{
    [Fact]
    public void EveryInstrumentMeasuresWithItsUnitAndTheEstimatorsName()
    {
        List<(string Instrument, double Value)> measured = Listen("metered", progress =>
        {
            progress.Report(Looks.At(100, 2, training: 0.75, validation: 0.5));
            progress.Report(Looks.At(150, 4, training: 1, validation: 0.25, best: 0.5, bestStep: 100));
        });
        Assert.Equal(
            [
                ("midsl.training.steps {step}", 100), ("midsl.training.step {step}", 100), ("midsl.training.rate {step}/s", 50),
                ("midsl.training.value nat", 0.75), ("midsl.validation.value nat", 0.5), ("midsl.validation.best nat", 0.5),
                ("midsl.training.steps {step}", 50), ("midsl.training.step {step}", 150), ("midsl.training.rate {step}/s", 25),
                ("midsl.training.value nat", 1), ("midsl.validation.value nat", 0.25), ("midsl.validation.best nat", 0.5),
            ],
            measured);
    }

    [Fact]
    public void ValuesThatAreNoNumbersAreCountedNotGauged()
    {
        List<(string Instrument, double Value)> measured = Listen("not finite", progress =>
            progress.Report(Looks.At(100, 2, training: double.NaN, validation: double.PositiveInfinity, best: double.NaN)));
        Assert.Equal([("midsl.training.not_finite {look}", 1)], measured[3..]);
    }

    [Fact]
    public void StepsOfTheNextTrainingAreAdded()
    {
        List<(string Instrument, double Value)> measured = Listen("twice", progress =>
        {
            progress.Report(Looks.At(100, 2));
            progress.Report(Looks.At(50, 2));
            progress.Report(Looks.At(80, 1));
        });
        Assert.Equal([100, 50, 80], measured.Where(m => m.Instrument.StartsWith("midsl.training.steps", StringComparison.Ordinal)).Select(m => m.Value));
        Assert.Equal([50, 25, 80], measured.Where(m => m.Instrument.StartsWith("midsl.training.rate", StringComparison.Ordinal)).Select(m => m.Value));
    }

    /// <summary>What was measured under this name; other tests may measure at the same time.</summary>
    private static List<(string Instrument, double Value)> Listen(string name, Action<MeteredProgress> report)
    {
        List<(string, double)> measured = [];
        void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray() is [{ Key: "estimator", Value: string estimator }] && estimator == name)
            {
                measured.Add(($"{instrument.Name} {instrument.Unit}", value));
            }
        }

        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == MeteredProgress.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
        report(new MeteredProgress(name));
        return measured;
    }
}
