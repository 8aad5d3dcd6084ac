using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MiDsl.Samples.Common;
using Scoreboard;
using Xunit;

namespace MiDsl.Samples.Tests.SmallRuns;

/// <summary>The sample scoreboard: workers, what is lost when one of them dies, and what the tables make of the values.</summary>
[Collection(OneThread.Name)]
public sealed class ScoreboardTests : IDisposable
{
    private const string Bivariate = "Bivariate Nm 1x1", Dense = "Mn 2x2 (dense)";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("midsl-scoreboard");

    /// <summary>Two tasks, three estimators, and a job that cannot be done: KSG's 10 neighbours of 5 pairs.</summary>
    [Fact]
    public async Task Workers_do_their_jobs_and_report_what_fails()
    {
        Assignment failing = Job(Bivariate, "KSG") with { Pairs = 5 };
        Assignment[] jobs = [failing, .. from task in new[] { Bivariate, Dense } from estimator in new[] { "JSD-NWJ", "KSG", "CCA" } select Job(task, estimator)];
        Dictionary<Assignment, Answer> answers = [];
        await new WorkerPool(Worker.Start, 2).RunAsync(jobs, answers.Add, CancellationToken.None);
        Assert.Equal(jobs.ToHashSet(), [.. answers.Keys]);
        Assert.Null(answers[failing].Value);
        Assert.Contains("neighbours", answers[failing].Fault, StringComparison.Ordinal);

        // 1,000 pairs, few steps, fixed seed.
        Assert.All(jobs.Skip(1), job => Assert.Equal(job.Known().Information, answers[job].Value!.Value, 0.2));
        Assert.All(jobs.Skip(1), job => Assert.InRange(answers[job].Seconds, 0, 30));
        Assert.Equal(Direction.Lower, answers[Job(Dense, "JSD-NWJ")].Value!.Direction);
        Assert.Equal(Direction.Neither, answers[Job(Dense, "CCA")].Value!.Direction);
    }

    [Fact]
    public void A_worker_answers_a_line_with_a_line_whatever_it_says()
    {
        StringWriter output = new();
        Worker.Run(new StringReader($"{Protocol.Write(Job("Mn 2x2 (dens)", "CCA"))}\nnonsense\n{Protocol.Write(Job(Dense, "CAC"))}\n{Protocol.Write(Job(Dense, "CCA"))}\n"), output);
        Answer[] answers = [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Protocol.Read<Answer>)];
        Assert.Equal(4, answers.Length);
        Assert.Contains("Did you mean 'Mn 2x2 (dense)'", answers[0].Fault, StringComparison.Ordinal);
        Assert.NotNull(answers[1].Fault);
        Assert.Contains("no estimator 'CAC': there are recommended, InfoNCE, ", answers[2].Fault, StringComparison.Ordinal);
        Assert.Null(answers[3].Fault);
        Assert.Equal(Measured.Of(GaussianInformation.Estimate(KnownTasks.Find(Dense).Sample(1000, 7))), answers[3].Value);
    }

    [Fact]
    public void Page_says_how_often_the_errors_hold()
    {
        Outcome Of(double value) => new(Job(Dense, "CCA") with { Seed = (long)(10 * value) }, 0.5, new(new(value, 0.1, Direction.Neither, ""), null, 1));
        string page = File.ReadAllText(new Report([Of(0.5), Of(0.6), Of(0.75), Of(0.4)], comparable: false).Html("forty", "by hand").Save(folder.FullName).Html);
        Assert.Contains("Truths within two standard errors of the value: CCA 75 %.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_dies_loses_only_its_job()
    {
        Assignment[] jobs = [.. Enumerable.Range(0, 6).Select(seed => Job(Dense, seed == 2 ? "dies" : seed == 4 ? "mumbles" : "CCA") with { Seed = seed })];
        Dictionary<Assignment, Answer> answers = [];
        await new WorkerPool(() => Shell(
            $$"""
            while read -r line; do
              case "$line" in
                *dies*) echo 'out of luck' >&2; exit 3 ;;
                *mumbles*) echo '{"value":' ;;
                *) echo '{{Protocol.Write(new Answer(new(0.5, 0.1, Direction.Neither, ""), null, 1))}}' ;;
              esac
            done
            """), 2).RunAsync(jobs, answers.Add, CancellationToken.None);
        Assert.Equal(6, answers.Count);
        Assert.Equal("the worker ended with exit code 3: out of luck", answers[jobs[2]].Fault);
        Assert.Contains("the worker ended", answers[jobs[4]].Fault, StringComparison.Ordinal);
        Assert.All(new[] { 0, 1, 3, 5 }, i => Assert.Equal(0.5, answers[jobs[i]].Value!.Value));
    }

    [Fact]
    public async Task Stopping_stops_the_workers()
    {
        string started = Path.Combine(folder.FullName, "pid");
        using CancellationTokenSource stop = new();
        Task run = new WorkerPool(() => Shell($"echo $$ > '{started}.part'; mv '{started}.part' '{started}'; exec sleep 300"), 1).RunAsync([Job(Dense, "CCA")], (_, _) => { }, stop.Token);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(started), TimeSpan.FromSeconds(30)));
        Stopwatch clock = Stopwatch.StartNew();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        int worker = int.Parse(await File.ReadAllTextAsync(started), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(SpinWait.SpinUntil(() => IsGone(worker), TimeSpan.FromSeconds(30)), "the worker sleeps on");

        static bool IsGone(int id)
        {
            try
            {
                using Process process = Process.GetProcessById(id);
                return process.HasExited;
            }
            catch (ArgumentException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void Values_that_are_not_finite_reach_the_parent()
    {
        Answer answer = new(new(double.NaN, double.PositiveInfinity, Direction.Lower, "It diverged."), null, 1.5);
        Assert.Equal(answer, Protocol.Read<Answer>(Protocol.Write(answer)));
        Assert.Equal(Job(Dense, "CCA"), Protocol.Read<Assignment>(Protocol.Write(Job(Dense, "CCA"))));
        Assert.Throws<JsonException>(() => Protocol.Read<Answer>("null"));
    }

    [Fact]
    public void Unknown_names_are_answered_by_near_ones()
    {
        Assert.Contains("Did you mean 'Circular 1x1 (von Mises 4)'", Refusal(() => TaskSets.Choose("development", ["Circular 1x1 (von Mises 5)"], quick: false)), StringComparison.Ordinal);
        Assert.Contains("there are forty, development, unseen, fresh", Refusal(() => TaskSets.Choose("fifty", [], quick: false)), StringComparison.Ordinal);
        Assert.Contains("there are recommended, InfoNCE, MINE, ", Refusal(() => Contenders.Find("MI")), StringComparison.Ordinal);
        Assert.Equal("I_alpha", Contenders.Find("i_ALPHA").Name);
        Assert.Equal(40, TaskSets.Choose("forty", [], quick: false).Length);
        Assert.Equal(4, TaskSets.Choose("unseen", [], quick: true).Distinct().Count());
        Assert.Equal([Dense, Bivariate], TaskSets.Choose("forty", [Dense, Bivariate, Dense], quick: true).Select(task => task.Name));
    }

    [Fact]
    public void Every_contender_has_a_name_of_its_own() =>
        Assert.Equal(Contenders.All.Count, Contenders.All.Select(one => one.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    /// <summary>Truths .3 and 2, over two seeds: near by the share, near by .05 nats, far, and failed.</summary>
    [Fact]
    public void Scores_count_what_is_near()
    {
        Score score = Assert.Single(Score.Of(
        [
            Ran(0, 0.3, 0.34), Ran(0, 2, 1.81),
            Ran(1, 0.3, 0.29), Ran(1, 2, double.NaN),
        ]));
        Assert.Equal((0.24 / 3, 1.0, 1.5, 1, 2.0), (Math.Round(score.MeanError, 12), score.WithinShare, score.Near, score.Failed, score.Seconds));
        Assert.Equal("lower", score.Side);

        // Mean errors .115 and .01.
        Assert.Equal(0.105 / 2, score.StandardError, 12);
        Assert.Equal(double.NaN, Assert.Single(Score.Of([Ran(0, 0.3, 0.34)])).StandardError);
    }

    [Fact]
    public void A_lower_bound_above_the_truth_is_named()
    {
        Claim held = Assert.Single(Scoreboard.Claims.Check([Ran(0, 0.3, 0.59), Ran(0, 2, double.NaN)]));
        Assert.Equal(("held", "seed 0: 0 of 1 values"), (held.Verdict, held.Numbers));
        Claim partly = Assert.Single(Scoreboard.Claims.Check([Ran(0, 0.3, 0.59), Ran(1, 0.3, 0.65)]));
        Assert.Equal("1 of 2 seeds", partly.Verdict);
        Assert.Contains("seed 1: 1 of 1 values (MINE on truth 0.3 by 3.5)", partly.Numbers, StringComparison.Ordinal);
        Assert.Empty(Scoreboard.Claims.Check([Ran(0, 0.3, 9) with { Answer = new(new(9, 0.1, Direction.Neither, ""), null, 1) }]));
    }

    /// <summary>The program as it is run, without training; the page is beside the JSON.</summary>
    [Fact]
    public async Task The_program_ends_in_one_line_of_json()
    {
        (int code, string output, _) = await Program(
            "--task", "mn 2X2 (dense)", "--task", Bivariate, "--estimator", "cca", "--estimator", "KSG", "--n", "300", "--seeds", "2", "--processes", "2", "--json", "--report", folder.FullName);
        Assert.Equal(0, code);
        Assert.Contains("8/8", output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        JsonElement[] values = [.. json.RootElement.GetProperty("values").EnumerateArray()];
        Assert.Equal(8, values.Length);
        Assert.Equal([Dense, Dense, Bivariate, Bivariate], values.Take(4).Select(value => value.GetProperty("task").GetString()));
        Assert.Equal(
            GaussianInformation.Estimate(KnownTasks.Find(Bivariate).Sample(300, 1)).Value,
            values.Single(value => value.GetProperty("task").GetString() == Bivariate && value.GetProperty("estimator").GetString() == "CCA" && value.GetProperty("seed").GetInt64() == 1).GetProperty("value").GetDouble());
        Assert.Empty(json.RootElement.GetProperty("published").EnumerateArray());
        Assert.Contains("Value against truth", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "scoreboard-forty.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_refuses_unknown_names()
    {
        (int code, _, string error) = await Program("--task", "Mn 4x4 (dense)");
        Assert.Equal(2, code);
        Assert.Contains("Did you mean 'Mn 2x2 (dense)'", error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Assignment Job(string task, string estimator) => new("forty", task, 7, estimator, 1000, Quick: true);

    private static Outcome Ran(long seed, double truth, double value) => new(
        new("forty", FormattableString.Invariant($"truth {truth}"), seed, "MINE", 1000, Quick: true), truth, new(new(value, 0.1, Direction.Lower, ""), null, 2));

    private static ProcessStartInfo Shell(string script) => new("sh", ["-c", script]);

    private static async Task<(int Code, string Output, string Error)> Program(params string[] arguments)
    {
        ProcessStartInfo start = Worker.Start();
        start.ArgumentList.RemoveAt(start.ArgumentList.Count - 1);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string Refusal(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
