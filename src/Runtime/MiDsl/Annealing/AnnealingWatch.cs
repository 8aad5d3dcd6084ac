using System;
using System.Diagnostics;
using System.Threading;

namespace MiDsl;

/// <summary>Tells an observer where annealed chains are, a few times a second, and ends them on demand.</summary>
/// <param name="progress">Told; may be null.</param>
/// <param name="subBatches">How many there are.</param>
/// <param name="cancellation">Ends the chains.</param>
public sealed class AnnealingWatch(IProgress<AnnealingProgress>? progress, int subBatches, CancellationToken cancellation)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan told = -Pause;

    /// <summary>The present sub-batch, from 1; 0 while tuning.</summary>
    public int SubBatch { get; set; }

    /// <summary>Share of transitions accepted at the present temperature; NaN where none were.</summary>
    public double Acceptance { get; set; } = double.NaN;

    /// <summary>Called at each temperature.</summary>
    /// <param name="phase">What is being done.</param>
    /// <param name="done">Steps of the path that are done.</param>
    /// <param name="temperatures">S.</param>
    /// <exception cref="OperationCanceledException">On demand.</exception>
    public void At(string phase, int done, int temperatures)
    {
        cancellation.ThrowIfCancellationRequested();
        if (progress is null || (clock.Elapsed < told + Pause && done < temperatures))
        {
            return;
        }

        told = clock.Elapsed;
        progress.Report(new AnnealingProgress(phase, SubBatch, subBatches, done, temperatures, told, Acceptance));
    }
}
