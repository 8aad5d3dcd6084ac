using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using Spectre.Console;

namespace MiDsl.Samples.Common;

/// <summary>Runs jobs side by side under a live progress bar; with a line now and then where there is no terminal.</summary>
public static class Workers
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    /// <summary>Returns when all are done. They start in the given order.</summary>
    /// <param name="jobs">Independent of each other.</param>
    /// <param name="threads">How many at a time.</param>
    /// <param name="enter">Called first on every thread.</param>
    public static void Run(IReadOnlyList<Job> jobs, int threads, Action enter)
    {
        if (!Screen.IsLive)
        {
            RunAll(jobs, threads, enter, Plain);
            return;
        }

        AnsiConsole.Progress().HideCompleted(true).AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 },
                new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                ProgressTask all = context.AddTask($"[bold]{jobs.Count} estimators[/]", maxValue: jobs.Count);
                RunAll(jobs, threads, enter, job => Bar(context, all, job));
            });
    }

    private static void RunAll(IReadOnlyList<Job> jobs, int threads, Action enter, Func<Job, Action<double, string>> show)
    {
        int next = -1;
        ExceptionDispatchInfo? failure = null;

        // Threads of their own, not the pool's: how many threads a tensor library uses is remembered by thread.
        Thread[] workers = [.. Enumerable.Range(0, Math.Min(threads, jobs.Count)).Select(_ => new Thread(() =>
        {
            try
            {
                enter();
                for (int i = Interlocked.Increment(ref next); i < jobs.Count && failure is null; i = Interlocked.Increment(ref next))
                {
                    Action<double, string> report = show(jobs[i]);
                    jobs[i].Run(report);
                    report(1, "");
                }
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        failure?.Throw();
    }

    private static Action<double, string> Bar(ProgressContext context, ProgressTask all, Job job)
    {
        ProgressTask task = context.AddTask(Markup.Escape(job.Name), maxValue: 1);
        return (share, words) =>
        {
            lock (all)
            {
                all.Increment(share - task.Value);
                task.Value = share;
                task.Description = Markup.Escape(words.Length == 0 ? job.Name : $"{job.Name}: {words}");
            }
        };
    }

    private static Action<double, string> Plain(Job job)
    {
        Stopwatch sinceLine = Stopwatch.StartNew();
        return (share, words) =>
        {
            if (share < 1 && sinceLine.Elapsed > Quiet)
            {
                Screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {job.Name}, {share:P0}: {words}"));
                sinceLine.Restart();
            }
        };
    }
}
