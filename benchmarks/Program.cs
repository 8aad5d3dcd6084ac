using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MiDsl.Benchmarks;
using Spectre.Console;
using TorchSharp;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 120;
}

Option<string?> serve = new("--serve") { Hidden = true };
Option<string[]> only = new("--only") { Description = $"Some of {string.Join(", ", Workload.All.Select(one => one.Name))}. Default all.", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. Workload.All.Select(one => one.Name)]);
Option<int> rounds = new("--rounds") { Description = "Alternating rounds. Default 9.", DefaultValueFactory = _ => 9 };
Option<bool> report = new("--report") { Description = "Writes docs/benchmarks.md." };
RootCommand command = new("Each workload here and in eager PyTorch, written as a user would write it, in alternating rounds on this machine.") { serve, only, rounds, report };
rounds.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() < 1)
    {
        given.AddError($"--rounds {string.Join(' ', given.Tokens)}: give at least 1");
    }
});
command.SetAction(given =>
{
    if (given.GetValue(serve) is { } name)
    {
        Serve(Workload.Of(name));
        return;
    }

    string[] names = given.GetValue(only) is { Length: > 0 } some ? some : [.. Workload.All.Select(one => one.Name)];
    Compare([.. Workload.All.Where(one => names.Contains(one.Name))], given.GetValue(rounds), given.GetValue(report));
});
return command.Parse(args).Invoke();

static void Serve(Workload workload)
{
    int? threads = Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : null;
    if (workload.Name.EndsWith("-cpu", StringComparison.Ordinal))
    {
        MiDsl.Kernels.Rows.Threads = threads ?? MiDsl.Kernels.Rows.Threads; // and libtorch is never loaded
    }
    else
    {
        torch.set_num_threads(threads ?? torch.get_num_threads());
        torch.random.manual_seed(0);
    }

    Func<int, double> run = workload.Make();
    while (Console.ReadLine() is { } line)
    {
        Console.WriteLine(run(int.Parse(line, CultureInfo.InvariantCulture)).ToString("R", CultureInfo.InvariantCulture));
    }
}

static void Compare(IReadOnlyList<Workload> workloads, int rounds, bool writes)
{
    string[] columns = ["workload", "ours, µs a step", "PyTorch, µs a step", "ratio", "quartiles", "share of peak", "ours, MB", "PyTorch, MB"];
    StringBuilder page = new();
    string some = workloads.Count == Workload.All.Count ? "" : $" --only {string.Join(' ', workloads.Select(one => one.Name))}";
    page.Append(CultureInfo.InvariantCulture, $"# Benchmarks\n\nWritten by `./build.sh bench --rounds {rounds}{some} --report`: PyTorch's time over ours, {rounds} alternating rounds of one run, both sides on the same libtorch; rows ending in -cpu are Target.Cpu, which loads none. ");
    page.Append("PyTorch eager is written as a user would write it ([eager.py](../benchmarks/eager.py)). Share of peak: the matrix products that eager PyTorch does, by our time, ");
    page.Append("over the rate of square products of the same library on the same threads. MB: the most that each process held.\n");
    foreach ((string title, int? threads) in ((string, int?)[])[("One thread", 1), ("Default threads of each", null)])
    {
        double peak = PeakOf(threads);
        Table table = new Table().Title($"{title}: peak {peak / 1e9:F0} GFLOP/s").AddColumns(columns);
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\nPeak {peak / 1e9:F0} GFLOP/s.\n\n| {string.Join(" | ", columns)} |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (Workload workload in workloads)
        {
            Comparison one = Comparison.Of(workload, threads, rounds);
            double share = one.ShareOf(peak);
            string[] row =
            [
                $"{one.OurMicroseconds:F0}", $"{one.TheirMicroseconds:F0}", $"{one.Ratio:F2}", $"{one.Quartiles.Lower:F2} to {one.Quartiles.Upper:F2}",
                double.IsNaN(share) ? "" : $"{share:P0}", $"{one.OurMegabytes:F0}", $"{one.TheirMegabytes:F0}",
            ];
            table.AddRow([workload.Name, .. row]);
            page.Append(CultureInfo.InvariantCulture, $"| {workload.Name}: {workload.What} | {string.Join(" | ", row)} |\n");
        }

        AnsiConsole.Write(table);
    }

    if (writes)
    {
        File.WriteAllText("docs/benchmarks.md", page.ToString()); // build.sh stands in the root
    }
}

// The best of a few rounds: anything else on the machine only lowers it.
static double PeakOf(int? threads)
{
    var workload = Workload.Of(Workload.Peak);
    using var ours = Contestant.Ours(workload.Name, threads);
    return workload.Flops * workload.Steps / Enumerable.Range(0, 10).Min(_ => ours.Run(workload.Steps));
}
