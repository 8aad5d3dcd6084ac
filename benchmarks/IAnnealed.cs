using System;
using System.Threading;

namespace MiDsl.Benchmarks;

/// <summary>What the generator writes for D.</summary>
internal interface IAnnealed
{
    Interval Evaluate(int pairs, IProgress<AnnealingProgress>? progress, CancellationToken cancellation, string? checkpoint);
}
