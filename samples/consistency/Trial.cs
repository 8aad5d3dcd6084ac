using System;
using MiDsl;
using MiDsl.Samples.Common;

namespace Consistency;

/// <summary>One bound on one set of images under one seed: the three tests at every t.</summary>
/// <param name="Contender">The bound.</param>
/// <param name="Set">The images' name.</param>
/// <param name="Images">The images.</param>
/// <param name="Options">The grid and the limits.</param>
/// <param name="Seed">Of halves, split, weights and batches.</param>
internal sealed record Trial(Contender Contender, string Set, ImageSet Images, SelfConsistencyOptions Options, long Seed)
{
    public SelfConsistencyResult Result => result ?? throw new InvalidOperationException("This trial has not run.");

    private SelfConsistencyResult? result;

    /// <summary>Runs the check.</summary>
    /// <param name="report">Told the share done and the last value.</param>
    public void Run(Action<double, string> report)
    {
        using IEstimator estimator = Contender.Create();
        estimator.Seed = Seed;
        int done = 0, all = 3 * Options.Kept.Length;
        result = SelfConsistency.Check(estimator, Images, Options, new Told(value =>
            report(++done / (double)all, $"({(int)value.Test}) at t = {value.Kept}: {Screen.Number(value.Value.Value)}")));
    }

    /// <summary>Hears at once, on the thread that trains; Progress of the base library hears later.</summary>
    private sealed class Told(Action<SelfConsistencyValue> tell) : IProgress<SelfConsistencyValue>
    {
        public void Report(SelfConsistencyValue value) => tell(value);
    }
}
