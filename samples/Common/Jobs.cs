using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace MiDsl.Samples.Common;

/// <summary>Runs jobs one after the other under a live progress bar; with a line now and then where there is no terminal.</summary>
/// <remarks>
/// Everything happens on the caller's thread, the drawing too. TorchSharp's scalars may be collected during the native call
/// that reads them when another thread sets off the garbage collector; with one thread nothing can.
/// </remarks>
public static class Jobs
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    /// <summary>Returns when all are done.</summary>
    /// <param name="jobs">In their order.</param>
    public static void Run(IReadOnlyList<Job> jobs)
    {
        if (Screen.IsLive)
        {
            AnsiConsole.Progress().AutoRefresh(false).AutoClear(true).HideCompleted(true)
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 },
                    new PercentageColumn(), new ElapsedTimeColumn())
                .Start(context => Live(jobs, context));
            return;
        }

        foreach (Job job in jobs)
        {
            Stopwatch sinceLine = Stopwatch.StartNew();
            job.Run((share, words) =>
            {
                if (sinceLine.Elapsed > Quiet)
                {
                    Screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {job.Name}, {share:P0}: {words}"));
                    sinceLine.Restart();
                }
            });
        }
    }

    /// <summary>Runs jobs, then shows and saves what they found; nothing of it if they are cancelled.</summary>
    /// <param name="jobs">In their order.</param>
    /// <param name="report">Saved in the end.</param>
    /// <param name="show">Fills the report and the screen.</param>
    /// <param name="summary">Everything, for programs.</param>
    /// <param name="folder">Of the report; null for the default.</param>
    /// <param name="json">Whether the summary is the last line of the output too.</param>
    /// <returns>The program's exit code.</returns>
    public static int RunAndReport(IReadOnlyList<Job> jobs, HtmlReport report, Action show, Func<object> summary, string? folder, bool json)
    {
        try
        {
            Run(jobs);
        }
        catch (OperationCanceledException)
        {
            Screen.Line("Cancelled: nothing is reported.");
            return 130;
        }

        Screen.Line();
        show();
        object data = summary();
        report.Data(data);
        Screen.Line($"Report: {report.Save(folder).Html}");
        if (json)
        {
            JsonLine.Write(data);
        }

        return 0;
    }

    private static void Live(IReadOnlyList<Job> jobs, ProgressContext context)
    {
        ProgressTask all = context.AddTask("[bold]All[/]", maxValue: jobs.Count);
        Stopwatch sinceDrawn = Stopwatch.StartNew();
        for (int i = 0; i < jobs.Count; i++)
        {
            Job job = jobs[i];
            ProgressTask task = context.AddTask(Markup.Escape(job.Name), maxValue: 1);
            job.Run((share, words) =>
            {
                if (sinceDrawn.Elapsed > Redraw)
                {
                    task.Value = share;
                    task.Description = Markup.Escape($"{job.Name}: {words}");
                    all.Value = i + share;
                    context.Refresh();
                    sinceDrawn.Restart();
                }
            });
            task.Value = 1;
        }
    }
}
