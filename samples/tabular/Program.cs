using System;
using System.CommandLine;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using Tabular;

Option<string?> csv = new("--csv") { Description = "A CSV file with a header. Without any file a small demonstration is made." };
Option<string?> x = new("--x") { Description = "Columns of X, e.g. x0,x1; #0 is the first column." };
Option<string?> y = new("--y") { Description = "Columns of Y, none of them in X." };
Option<string?> xNpy = new("--x-npy") { Description = "X as a NumPy file [n, dx], in place of --csv." };
Option<string?> yNpy = new("--y-npy") { Description = "Y as a NumPy file [n, dy]." };
Option<long> seed = new("--seed") { Description = "Seed of split, weights and batches. Default 0." };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
Option<string?> board = new("--tensorboard") { Description = "A folder for TensorBoard's event files, one run an estimator. Default none." };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
RootCommand command = new("Mutual information of columns of a table: one recommended value, beside four trained bounds, KSG and the Gaussian closed form.") { csv, x, y, xNpy, yNpy, seed, report, board, json };
command.Validators.Add(given =>
{
    int named = new[] { csv, x, y }.Count(option => given.GetValue(option) is not null);
    if (named is 1 or 2)
    {
        given.AddError("--csv, --x and --y go together, e.g. --csv FILE --x x0,x1 --y y0");
    }

    if ((given.GetValue(xNpy) is null) != (given.GetValue(yNpy) is null))
    {
        given.AddError("--x-npy and --y-npy go together");
    }

    if (named > 0 && given.GetValue(xNpy) is not null)
    {
        given.AddError("give a CSV file or NumPy files, not both");
    }
});
command.SetAction(given =>
{
    try
    {
        Run(given.GetValue(csv), given.GetValue(x), given.GetValue(y), given.GetValue(xNpy), given.GetValue(yNpy), given.GetValue(seed), given.GetValue(report), given.GetValue(board), given.GetValue(json));
        return 0;
    }
    catch (DataException e)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
});
return command.Parse(args).Invoke();

static void Run(string? csv, string? x, string? y, string? xNpy, string? yNpy, long seed, string? folder, string? board, bool json)
{
    bool demonstration = csv is null && xNpy is null;
    PairedData data = demonstration ? PairedData.FromCsv(Demonstration.Write(seed), ["x0", "x1"], ["y0"])
        : csv is not null ? PairedData.FromCsv(csv, Names(x!), Names(y!))
        : PairedData.FromNpy(xNpy!, yNpy!);
    const string Title = "Mutual information of a table";
    string settings = $"{data}, seed {seed}";
    HtmlReport report = new("tabular", Title, settings);
    Screen.Banner(Title, settings);
    if (demonstration)
    {
        Screen.Line($"No data was given (--csv FILE --x COLUMNS --y COLUMNS), so this is a demonstration, written to {data.Source}:");
        Screen.Line($"y0 is the cube of a noisy sum of x0 and x1. The true information is {Screen.Number(Demonstration.Truth, 3)} nats.\n");
    }

    foreach (string note in data.Notes)
    {
        Screen.Line($"Note: {note}");
    }

    var (results, best) = Analysis.Run(data, seed, board, Report.Finished);
    Report.Show(results, best, demonstration ? [new("truth", Demonstration.Truth)] : [], report);
    Screen.Line($"Report: {report.Save(folder).Html}");
    if (json)
    {
        Report.Json(results, best);
    }
}

static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
