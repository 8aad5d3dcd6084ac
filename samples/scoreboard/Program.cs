using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MiDsl;
using MiDsl.Samples.Common;
using Scoreboard;

const int QuickPairs = 2_000;

Option<string> set = new("--set") { Description = $"The tasks: {string.Join(", ", TaskSets.Names)}. Default forty.", DefaultValueFactory = _ => TaskSets.Forty };
Option<string[]> task = new("--task") { Description = "A task of the set by its name; may be repeated. Default all." };
Option<string[]> estimator = new("--estimator") { Description = $"One of {string.Join(", ", Contenders.All.Select(one => one.Name))}; may be repeated. Default all." };
Option<int?> pairs = new("--n") { Description = $"Pairs. Default {Published.Pairs}, with --quick {QuickPairs}." };
Option<bool> quick = new("--quick") { Description = "Four tasks unless some are named, and few steps: a look in about a minute." };
Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<int> processes = new("--processes") { Description = "Workers at once, one thread each. Default the number of cores.", DefaultValueFactory = _ => Environment.ProcessorCount };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
Option<string?> folder = new("--report") { Description = HtmlReport.FolderHelp };
Command worker = new(Worker.Command, "Does jobs from standard input.") { Hidden = true };
worker.SetAction(_ => Worker.Run(Console.In, Console.Out));
RootCommand command = new("Every estimator from samples on distributions whose information is known.") { set, task, estimator, pairs, quick, seed, seeds, processes, json, folder, worker };
command.SetAction(async given =>
{
    // Ctrl-C reaches the workers of a terminal too; a signal to this process alone must not leave them behind.
    using CancellationTokenSource stop = new();
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }

    try
    {
        bool isQuick = given.GetValue(quick);
        int n = given.GetValue(pairs) ?? (isQuick ? QuickPairs : Published.Pairs);
        KnownInformation[] tasks = TaskSets.Choose(given.GetRequiredValue(set), given.GetValue(task) ?? [], isQuick);
        Contender[] contenders = given.GetValue(estimator) is { Length: > 0 } names ? [.. names.Select(Contenders.Find).Distinct()] : [.. Contenders.All];
        Assignment[] jobs =
        [
            .. from s in Enumerable.Range(0, Math.Max(1, given.GetValue(seeds)))
               from one in tasks
               from contender in contenders
               select new Assignment(given.GetRequiredValue(set), one.Name, given.GetValue(seed) + s, contender.Name, n, isQuick),
        ];
        await Run(jobs, Math.Max(1, given.GetValue(processes)), given.GetValue(json), given.GetValue(folder), stop.Token);
        return 0;
    }
    catch (ArgumentException e)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Stopped, with all workers.");
        return 130;
    }
});
return await command.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });

static async Task Run(Assignment[] jobs, int processes, bool json, string? folder, CancellationToken cancellation)
{
    Assignment first = jobs[0];
    int tasks = jobs.Select(job => job.Task).Distinct(StringComparer.Ordinal).Count();
    long last = jobs[^1].Seed;
    string settings = string.Create(CultureInfo.InvariantCulture, $"{tasks} tasks of the set '{first.Set}', {first.Pairs:N0} pairs, seed {first.Seed}{(last > first.Seed ? $" to {last}" : "")}, {processes} processes{(first.Quick ? ", few steps" : "")}");
    Screen.Banner("Scoreboard", settings);
    Screen.Dim("The bounds' critics, steps and rates were chosen for their time, on two of the forty tasks and seeds 0 and 100, with the truth in sight; the recommended value's recipe on the set 'development'.\n");

    Stopwatch clock = Stopwatch.StartNew();
    Dictionary<Assignment, Outcome> outcomes = [];
    await new WorkerPool(Worker.Start, processes).RunAsync(jobs, (job, answer) =>
    {
        Outcome outcome = new(job, job.Known().Information, answer);
        outcomes.Add(job, outcome);
        string found = answer.Value is { } value ? $"{Screen.Number(value.Value, 3)} ± {Screen.Number(value.StandardError, 3)}, truth {Screen.Number(outcome.Truth, 3)}" : $"failed: {answer.Fault}";
        Screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {outcomes.Count}/{jobs.Length}, {clock.Elapsed:h\\:mm\\:ss}: {job.Estimator} on {job.Task}, seed {job.Seed}: {found}; {answer.Seconds:F1} s"));
    }, cancellation);

    bool comparable = first.Set == TaskSets.Forty && tasks == KnownTasks.All.Length && first.Pairs == Published.Pairs;
    Report report = new([.. jobs.Select(job => outcomes[job])], comparable);
    Screen.Line();
    report.Print();
    Screen.Line($"\nReport: {report.Html(first.Set, settings).Save(folder).Html}");
    if (json)
    {
        report.Json();
    }
}
