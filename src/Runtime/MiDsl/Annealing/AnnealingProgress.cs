using System;

namespace MiDsl;

/// <summary>Where a long evaluation is.</summary>
/// <param name="Phase">What is being done, e.g. <c>tuning</c> or <c>reverse chains</c>.</param>
/// <param name="SubBatch">From 1; 0 while tuning.</param>
/// <param name="SubBatches">How many there are.</param>
/// <param name="Temperature">Steps of the path that are done in this phase.</param>
/// <param name="Temperatures">S, steps of the path.</param>
/// <param name="Elapsed">Time since the evaluation began.</param>
public sealed record AnnealingProgress(string Phase, int SubBatch, int SubBatches, int Temperature, int Temperatures, TimeSpan Elapsed);
