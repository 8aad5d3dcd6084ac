using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MiDsl.Benchmarks;
using Spectre.Console;
using TorchSharp;

const int Rounds = 15;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
torch.set_num_threads(1);
torch.random.manual_seed(0);
Environment.SetEnvironmentVariable("OMP_NUM_THREADS", "1");

var table = new Table().Title($"PyTorch's time over ours, {Rounds} alternating rounds, one thread").AddColumns("workload", "ours, µs a step", "PyTorch, µs a step", "ratio", "quartiles");
foreach (var (name, steps, make) in Workloads.All)
{
    using var peer = new Eager(name);
    Action step = make();
    double Ours()
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < steps; i++)
        {
            step();
        }

        return clock.Elapsed.TotalSeconds;
    }

    Ours();
    peer.Run(steps);
    var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: Ours(), Theirs: peer.Run(steps))).ToArray();
    double[] ratios = [.. rounds.Select(r => r.Theirs / r.Ours).Order()];
    double Micro(Func<(double Ours, double Theirs), double> side) => 1e6 / steps * rounds.Select(side).Order().ElementAt(Rounds / 2);
    table.AddRow(
        name, $"{Micro(r => r.Ours):F0}", $"{Micro(r => r.Theirs):F0}", $"{ratios[Rounds / 2]:F2}", $"{ratios[Rounds / 4]:F2} to {ratios[3 * Rounds / 4]:F2}");
}

AnsiConsole.Write(table);
