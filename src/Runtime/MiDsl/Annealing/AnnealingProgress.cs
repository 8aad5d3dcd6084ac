using System;

namespace MiDsl;

/// <summary>Where a long evaluation by annealing stands.</summary>
/// <param name="Phase">What runs: <c>tuning</c>, <c>forward chains</c>, <c>reverse chains</c>.</param>
/// <param name="SubBatch">The sub-batch of pairs, from 1.</param>
/// <param name="SubBatches">How many there are.</param>
/// <param name="Temperature">Temperatures done in this phase of the sub-batch.</param>
/// <param name="Temperatures">S.</param>
/// <param name="Elapsed">Time since the evaluation began.</param>
/// <param name="Acceptance">Mean acceptance of HMC so far in this phase; NaN before the first transition.</param>
public sealed record AnnealingProgress(
    string Phase, int SubBatch, int SubBatches, int Temperature, int Temperatures, TimeSpan Elapsed, double Acceptance);
