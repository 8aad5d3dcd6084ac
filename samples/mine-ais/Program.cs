using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using MineAis;

Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<double[]> nats = new("--nats") { Description = "Information of the channel; may be repeated. Default 2, 5, 10, 20, 40.", DefaultValueFactory = _ => [2, 5, 10, 20, 40] };
Option<string[]> bound = new("--bound") { Description = $"One of {string.Join(", ", Contenders.Names)}; may be repeated. Default all." };
Option<string?> folder = new("--report") { Description = HtmlReport.FolderHelp };
RootCommand command = new("MINE-AIS against MINE-DV, MINE-f, GIWAE and InfoNCE, one critic for all, from 2 to 40 nats (Brekelmans et al. 2022).") { seed, nats, bound, folder };
command.SetAction(given => Run(given.GetValue(seed), given.GetRequiredValue(nats), given.GetValue(bound) is { Length: > 0 } some ? some : [.. Contenders.Names], given.GetValue(folder)));
return command.Parse(args).Invoke();

static void Run(long seed, double[] nats, string[] bounds, string? folder)
{
    string settings = string.Create(CultureInfo.InvariantCulture, $"10 latent, 20 observed dimensions, 3,000 steps of 128 fresh pairs, seed {seed}");
    Screen.Banner("MINE-AIS", settings);
    Screen.Dim("Steps and learning rates were chosen by hand on seed 100, with the truth in sight.\n");
    var values = new Dictionary<(string, double), InformationValue>();
    foreach (double i in nats)
    {
        foreach (string name in bounds)
        {
            InformationValue value = Contenders.Run(name, new Channel(i), seed);
            values[(name, i)] = value;
            Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{i,3} nats, {name}: {value}"));
            foreach (InformationValue beside in value.Alongside)
            {
                Screen.Dim($"     beside: {beside}");
            }
        }
    }

    string[] columns = ["", .. nats.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i} nats"))];
    IReadOnlyList<Cell>[] rows = [.. bounds.Select(name => (IReadOnlyList<Cell>)[name, .. nats.Select(i => new Cell(values[(name, i)].Value, values[(name, i)].StandardError))])];
    Screen.Line();
    Screen.Heading("Nats");
    Screen.WriteTable(columns, rows);
    List<Claim> claims = [];
    if (nats.Contains(20) && bounds.Contains("MINE-AIS"))
    {
        claims.Add(new Claim("MINE-AIS, a guaranteed lower bound, is within 10 % of 20 nats", Math.Abs(values[("MINE-AIS", 20)].Value - 20) <= 2, Screen.Number(values[("MINE-AIS", 20)].Value)));
        foreach (string other in bounds.Where(name => name is "MINE-DV" or "MINE-f" or "InfoNCE"))
        {
            claims.Add(new Claim($"{other} is not", Math.Abs(values[(other, 20)].Value - 20) > 2, Screen.Number(values[(other, 20)].Value)));
        }
    }

    Screen.Claims(claims);
    HtmlReport page = new("mine-ais", "MINE-AIS", settings);
    page.Claims(claims);
    page.Figure(new LineChart("Bounds with one critic", "information, nats", "nats",
        [.. bounds.Select(name => new Line(name, nats, [.. nats.Select(i => values[(name, i)].Value)])), new Line("truth", nats, nats) { Style = LineStyle.Dashed }]) { YMin = 0, YMax = 1.1 * nats.Max() });
    page.Table(columns, rows, caption: "Nats");
    Screen.Line($"\nReport: {page.Save(folder).Html}");
}
