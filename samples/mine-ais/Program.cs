using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using MineAis;
using static TorchSharp.torch;

Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<double[]> nats = new("--nats") { Description = "Information of the channel; may be repeated. Default 2, 5, 10, 20, 40.", DefaultValueFactory = _ => [2, 5, 10, 20, 40] };
Option<string[]> bound = new("--bound") { Description = $"One of {string.Join(", ", Contenders.Names)}; may be repeated. Default all." };
Option<string?> folder = new("--report") { Description = HtmlReport.FolderHelp };
RootCommand command = new("MINE-AIS against MINE-DV, MINE-f, GIWAE and InfoNCE, one critic for all, from 2 to 40 nats (Brekelmans et al. 2022).") { seed, nats, bound, folder };
command.SetAction(given => Run(given.GetValue(seed), given.GetRequiredValue(nats), given.GetValue(bound) is { Length: > 0 } some ? some : [.. Contenders.Names], given.GetValue(folder)));
return command.Parse(args).Invoke();

static void Run(long seed, double[] nats, string[] bounds, string? folder)
{
    // Small batches: a second thread gains little, and sums in one order are the same everywhere.
    set_num_threads(1);
    string settings = string.Create(
        CultureInfo.InvariantCulture, $"10 latent, 20 observed dimensions, one critic for all, 1,000 steps of 128 fresh pairs, seed {seed}, one thread");
    Screen.Banner("MINE-AIS", settings);
    Screen.Dim("Critic, steps and learning rates were chosen by hand on seed 100, with the truth in sight. GIWAE's q can hold the exact posterior.\n");
    List<Reading> readings = [];
    foreach (double level in nats)
    {
        foreach (string name in bounds)
        {
            Reading reading = Reading.Take(name, level, seed);
            readings.Add(reading);
            Screen.Line(reading.ToString());
            foreach (InformationValue beside in reading.Value?.Alongside ?? [])
            {
                Screen.Dim($"     beside: {beside}");
            }
        }
    }

    string[] columns = ["", .. nats.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level} nats")), "CPU seconds"];
    IReadOnlyList<Cell>[] rows = [.. readings.GroupBy(one => one.Bound, StringComparer.Ordinal).Select(row => (IReadOnlyList<Cell>)[row.Key, .. row.Select(one => one.Cell), (long)Math.Round(row.Sum(one => one.Took.Cpu))])];
    Screen.Line();
    Screen.Heading("Nats ± standard error over pairs");
    Screen.WriteTable(columns, rows, digits: 2);
    IReadOnlyList<Claim> claims = Claims.Check(readings);
    Screen.Claims(claims);
    HtmlReport page = new("mine-ais", "MINE-AIS", settings);
    page.Claims(claims);
    page.Figure(new LineChart("Bounds with one critic", "information, nats", "nats",
        [.. readings.GroupBy(one => one.Bound, StringComparer.Ordinal).Select(row => new Line(row.Key, nats, [.. row.Select(one => one.Value?.Value ?? double.NaN)])), new Line("truth", nats, nats) { Style = LineStyle.Dashed }]) { YMin = 0, YMax = 1.1 * nats.Max() });
    page.Table(columns, rows, digits: 2, caption: "Nats ± standard error over pairs");
    Screen.Line($"\nReport: {page.Save(folder).Html}");
}
