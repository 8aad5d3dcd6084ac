using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Scoreboard;

/// <summary>
/// Jobs over processes, each with its own torch: TorchSharp is not safe with two trainings in one. A process that dies takes
/// its job with it and is replaced for the next.
/// </summary>
/// <param name="start">How a worker starts.</param>
/// <param name="processes">How many at once.</param>
internal sealed class WorkerPool(Func<ProcessStartInfo> start, int processes)
{
    /// <summary>Returns when all are done; cancelling stops the workers at once.</summary>
    /// <param name="jobs">Taken in their order.</param>
    /// <param name="finished">Told of each as soon as it is there, one at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(IReadOnlyCollection<Assignment> jobs, Action<Assignment, Answer> finished, CancellationToken cancellation)
    {
        ConcurrentQueue<Assignment> queue = new(jobs);
        Lock telling = new();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(processes, jobs.Count)).Select(_ => Task.Run(WorkAsync, cancellation)));

        async Task WorkAsync()
        {
            WorkerProcess? worker = null;
            try
            {
                while (queue.TryDequeue(out Assignment? job))
                {
                    if (worker is null or { HasEnded: true })
                    {
                        worker?.Dispose();
                        worker = new WorkerProcess(start());
                    }

                    Answer answer = await worker.AskAsync(job, cancellation);
                    lock (telling)
                    {
                        finished(job, answer);
                    }
                }
            }
            finally
            {
                worker?.Dispose();
            }
        }
    }
}
