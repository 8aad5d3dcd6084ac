using System;
using MiDsl;

namespace Scoreboard;

/// <summary>What a worker is asked: one contender on one data set.</summary>
/// <param name="Set">Of the tasks.</param>
/// <param name="Task">By its name in the set.</param>
/// <param name="Seed">Of pairs, split, weights and batches.</param>
/// <param name="Estimator">A contender's name.</param>
/// <param name="Pairs">n.</param>
/// <param name="Quick">Whether few steps will do.</param>
internal sealed record Assignment(string Set, string Task, long Seed, string Estimator, int Pairs, bool Quick)
{
    /// <summary>What is measured.</summary>
    public KnownInformation Known() => KnownTasks.Find(Task, TaskSets.Of(Set));
}

/// <summary>What a worker answers.</summary>
/// <param name="Value">What was measured; null for a job that failed.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="Seconds">Of processor time, so that a busy machine does not count.</param>
internal sealed record Answer(Measured? Value, string? Fault, double Seconds)
{
    public static Answer Failed(string fault, double seconds = 0) => new(null, fault, seconds);
}

/// <summary>A job and what came of it.</summary>
internal sealed record Outcome(Assignment Job, double Truth, Answer Answer)
{
    // An error of .05 nats counts as near, since 10 % of a small truth is less than the noise of 10,000 pairs.
    private const double Share = 0.1, Near = 0.05;

    /// <summary>The value; NaN for a job that failed.</summary>
    public double Value => Answer.Value?.Value ?? double.NaN;

    /// <summary>Whether there is a number to look at.</summary>
    public bool IsFinite => double.IsFinite(Value);

    /// <summary>|value - truth|; NaN without a finite value.</summary>
    public double Error => Math.Abs(Value - Truth);

    /// <summary>Within 10 % of the truth, as the published counts have it.</summary>
    public bool WithinShare => IsFinite && Error <= Share * Truth;

    /// <summary>Within 10 % or .05 nats, whichever is more.</summary>
    public bool IsNear => IsFinite && Error <= Math.Max(Near, Share * Truth);
}
