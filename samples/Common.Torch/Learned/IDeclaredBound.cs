using System;
using System.Threading;

namespace MiDsl.Samples.Common;

/// <summary>What every declared bound on a learned decoder has: the generator writes these members.</summary>
public interface IDeclaredBound : IDisposable
{
    long Seed { get; set; }

    void LoadDecoder(string path);
}

/// <summary>A bound that starts from a learned q(y|x).</summary>
public interface IWithVariational
{
    void LoadVariational(string path);
}

/// <summary>A bound with both sides.</summary>
public interface IBothSides : IDeclaredBound
{
    Interval Evaluate(int pairs, IProgress<AnnealingProgress>? progress, CancellationToken cancellation, string? checkpoint);
}

/// <summary>A lower bound alone.</summary>
public interface ILowerSide : IDeclaredBound
{
    LowerBound Evaluate(int pairs, IProgress<AnnealingProgress>? progress, CancellationToken cancellation, string? checkpoint);
}
