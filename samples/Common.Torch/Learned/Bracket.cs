using System;

namespace MiDsl.Samples.Common;

/// <summary>What a bound found on pairs of a learned model, and how long it took.</summary>
/// <param name="Name">Of the bound, as in the tables.</param>
/// <param name="Settings">K, S and the like.</param>
/// <param name="Lower">Nats.</param>
/// <param name="Both">Both ends, where it has two.</param>
/// <param name="Took">The evaluation, tuning of step sizes included; of a learned critic its training too.</param>
public sealed record Bracket(string Name, string Settings, LowerBound Lower, Interval? Both, Duration Took)
{
    public const string Ais = "AIS", Iwae = "IWAE", Structured = "Structured InfoNCE", InfoNce = "InfoNCE";

    public double Width => Both?.Width ?? double.NaN;

    /// <summary>K, and S where it anneals, in short.</summary>
    public string Short => Lower.Sampling is { } sampling
        ? FormattableString.Invariant($"K = {sampling.Samples}{(sampling.Temperatures is { } t ? $", S = {t}" : "")}")
        : Settings;

    public bool IsAnnealed => Lower.Sampling?.Temperatures is not null;

    /// <summary>Where the samples or chains start, in words; else nothing.</summary>
    public string Start { get; init; } = "";

    public string Label => $"{Name}{(Start.Length > 0 ? $" from {Start}" : "")}, {Short}";

    public override string ToString() => FormattableString.Invariant(
        $"{Label}: {(Both is { } both ? $"{both.Lower.Value:0.00} to {both.Upper.Value:0.00}" : $"at least {Lower.Value:0.00}")} nats, {Took}");
}

/// <summary>A bound to be computed on a learned model.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Run">Model, seed, pairs, and whom to tell of progress.</param>
public sealed record BoundRun(string Name, Func<LearnedModel, long, int, Action<double, string>, Bracket> Run)
{
    /// <summary>A bound with both sides.</summary>
    /// <typeparam name="T">The declared class.</typeparam>
    public static BoundRun Both<T>(string name)
        where T : class, IBothSides, new() => new(name, (model, seed, pairs, tell) =>
        {
            using T bound = new() { Seed = seed };
            model.Load(bound);
            Duration before = Duration.SoFar;
            Interval value = bound.Evaluate(pairs, new Telling(tell), default, null);
            return new(name, Settings(value.Lower), value.Lower, value, Duration.SoFar - before) { Start = Start(bound) };
        });

    /// <summary>A lower bound alone.</summary>
    /// <typeparam name="T">The declared class.</typeparam>
    public static BoundRun Lower<T>(string name)
        where T : class, ILowerSide, new() => new(name, (model, seed, pairs, tell) =>
        {
            using T bound = new() { Seed = seed };
            model.Load(bound);
            Duration before = Duration.SoFar;
            LowerBound value = bound.Evaluate(pairs, new Telling(tell), default, null);
            return new(name, Settings(value), value, null, Duration.SoFar - before) { Start = Start(bound) };
        });

    private static string Start(IDeclaredBound bound) => bound is IWithVariational ? "q" : "p(y)";

    private static string Settings(LowerBound value)
    {
        if (value.Sampling is not { } s)
        {
            return "";
        }

        return FormattableString.Invariant($"K = {s.Samples}{(s.Temperatures is { } t ? $", S = {t}" : "")}{(s.AcceptanceMean is { } a ? $", {s.LeapfrogSteps} leapfrog, accepted {a:0.00}" : "")}");
    }

    private sealed class Telling(Action<double, string> tell) : IProgress<AnnealingProgress>
    {
        public void Report(AnnealingProgress value) =>
            tell((Math.Max(0, value.SubBatch - 1) + (value.Temperature / (double)Math.Max(1, value.Temperatures))) / Math.Max(1, value.SubBatches), value.Phase);
    }
}
