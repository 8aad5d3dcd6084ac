using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Logging;
using Xunit;

namespace MiDsl.Tests.Training;

public class LoggedProgressTests
{
    private readonly ListLogger logger = new();

    [Fact]
    public void AnEventHasTheFieldsOfTheLookAndTheSameTextInEveryCulture() => Culture.Each(() =>
    {
        logger.Events.Clear();
        using LoggedProgress progress = new(logger, "Pair");
        progress.Report(new TrainingProgress(1200, 5000, 1.25, 1.125, 1.5, 1100, TimeSpan.FromSeconds(3)));
        LoggedEvent only = Assert.Single(logger.Events);
        Assert.Equal((LogLevel.Information, 1, "Look"), (only.Level, only.Id.Id, only.Id.Name));
        Assert.Equal("Pair, step 1200 of 5000: training 1.2500, validation 1.1250, best 1.5000 nats at step 1100", only.Text);
        Assert.Equal(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Estimator"] = "Pair",
                ["Step"] = 1200,
                ["Steps"] = 5000,
                ["Training"] = 1.25,
                ["Validation"] = 1.125,
                ["Best"] = 1.5,
                ["BestStep"] = 1100,
            },
            only.Fields.Where(field => field.Key != "{OriginalFormat}").ToDictionary());
    });

    [Fact]
    public void LooksWithinTheIntervalAreForDebugging()
    {
        using LoggedProgress progress = new(logger, "Pair", TimeSpan.FromSeconds(10));
        foreach (int second in Enumerable.Range(1, 35))
        {
            progress.Report(Looks.At(second, second, best: 0.5, bestStep: 1));
        }

        Assert.Equal([1, 11, 21, 31], Steps(LogLevel.Information));
        Assert.Equal(31, Steps(LogLevel.Debug).Length);
    }

    [Fact]
    public void TheBestLookIsMadeUpFor()
    {
        using LoggedProgress progress = new(logger, "Pair", TimeSpan.FromSeconds(10));
        progress.Report(Looks.At(1, 1));
        progress.Report(Looks.At(2, 2, validation: 0.7));
        progress.Report(Looks.At(3, 3, validation: 0.9));
        progress.Report(Looks.At(4, 4, best: 0.9, bestStep: 3));
        progress.Report(Looks.At(11, 11, best: 0.9, bestStep: 3));
        Assert.Equal([1, 3, 11], Steps(LogLevel.Information));
    }

    [Fact]
    public void TheLastLookIsNeverLostHoweverTrainingEnds()
    {
        using (LoggedProgress steps = new(logger, "all steps", TimeSpan.FromHours(1)))
        {
            steps.Report(Looks.At(1, 1, steps: 3));
            steps.Report(Looks.At(2, 2, validation: 0.1, best: 0.5, bestStep: 1, steps: 3));
            steps.Report(Looks.At(3, 3, validation: 0.2, best: 0.5, bestStep: 1, steps: 3));
        }

        Assert.Equal([1, 3], Steps(LogLevel.Information));
        logger.Events.Clear();
        using (LoggedProgress early = new(logger, "stopped early", TimeSpan.FromHours(1)))
        {
            early.Report(Looks.At(1, 1));
            early.Report(Looks.At(2, 2, validation: 0.9));
            early.Report(Looks.At(3, 3, validation: 0.2, best: 0.9, bestStep: 2));
            Assert.Equal([1], Steps(LogLevel.Information));
        }

        Assert.Equal([1, 2, 3], Steps(LogLevel.Information));
    }

    [Fact]
    public void TheNextTrainingBeginsAnew()
    {
        using LoggedProgress progress = new(logger, "Pair", TimeSpan.FromHours(1));
        progress.Report(Looks.At(10, 1));
        progress.Report(Looks.At(20, 2, best: 0.5, bestStep: 10));
        progress.Report(Looks.At(10, 1));
        progress.Report(Looks.At(30, 0.5));
        Assert.Equal([10, 20, 10, 30], Steps(LogLevel.Information));
    }

    [Fact]
    public void ValuesThatAreNoNumbersWarnAtOnce()
    {
        using LoggedProgress progress = new(logger, "Pair", TimeSpan.FromHours(1));
        progress.Report(Looks.At(1, 1));
        progress.Report(Looks.At(2, 2, training: double.NaN, best: 0.5, bestStep: 1));
        progress.Report(Looks.At(3, 3, validation: double.NegativeInfinity, best: 0.5, bestStep: 1));
        Assert.Equal([2, 3], Steps(LogLevel.Warning));
        Assert.Contains("training NaN", logger.Events[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnnealingIsLoggedAtEachPhaseOnceInAnIntervalAndAtTheEnd() => Culture.Each(() =>
    {
        logger.Events.Clear();
        using LoggedProgress progress = new(logger, "Pair", TimeSpan.FromSeconds(10));
        void At(string phase, int temperature, double seconds) =>
            progress.Report(new AnnealingProgress(phase, 2, 2, temperature, 500, TimeSpan.FromSeconds(seconds), 0.66));
        At("tuning", 1, 1);
        At("tuning", 100, 5);
        At("tuning", 200, 11);
        At("forward chains", 1, 12);
        At("forward chains", 499, 13);
        At("forward chains", 500, 14);
        Assert.Equal("Pair, tuning, sub-batch 2 of 2: temperature 200 of 500, acceptance 0.66", logger.Events[2].Text);
        Assert.Equal(
            [LogLevel.Information, LogLevel.Debug, LogLevel.Information, LogLevel.Information, LogLevel.Debug, LogLevel.Information],
            logger.Events.Select(e => e.Level));
    });

    private int[] Steps(LogLevel level) =>
        [.. logger.Events.Where(e => e.Level == level).Select(e => (int)e.Fields.Single(field => field.Key == "Step").Value!)];

    private sealed record LoggedEvent(LogLevel Level, EventId Id, string Text, IReadOnlyList<KeyValuePair<string, object?>> Fields);

    private sealed class ListLogger : ILogger
    {
        public List<LoggedEvent> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Add(new LoggedEvent(logLevel, eventId, formatter(state, exception), [.. (IReadOnlyList<KeyValuePair<string, object?>>)state!]));
    }
}
