using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using AllExperiments;
using MiDsl.Samples.Common;

Option<string[]> only = new("--only") { Description = $"Some of {string.Join(", ", Experiment.All.Select(one => one.Name))}. Default all.", AllowMultipleArgumentsPerToken = true };
Option<int> seeds = new("--seeds") { Description = "Seeds for each experiment that takes them. Default 1.", DefaultValueFactory = _ => 1 };
Option<bool> all = new("--all") { Description = "Every variant of an experiment, where it has more than its default shows. Hours." };
Option<bool> report = new("--report") { Description = "Writes docs/experiments.md, a section as each experiment ends." };
RootCommand command = new("Runs the papers' experiments one after the other.") { only, seeds, all, report };
only.AcceptOnlyFromAmong([.. Experiment.All.Select(one => one.Name)]);
seeds.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() < 1)
    {
        given.AddError($"--seeds {string.Join(' ', given.Tokens)}: give at least 1");
    }
});
command.SetAction(given =>
{
    string[] names = given.GetValue(only) is { Length: > 0 } some ? some : [.. Experiment.All.Select(one => one.Name)];
    return Run([.. Experiment.All.Where(one => names.Contains(one.Name))], given.GetValue(seeds), given.GetValue(all), given.GetValue(report));
});
return command.Parse(args).Invoke();

static int Run(IReadOnlyList<Experiment> experiments, int seeds, bool all, bool writes)
{
    string root = Artifacts.Repository ?? throw new InvalidOperationException("no MiDsl.sln above the current directory; run it by ./build.sh run all-experiments");
    string page = Path.Combine(root, "docs", "experiments.md");
    List<string> failed = [];
    foreach (Experiment one in experiments)
    {
        Screen.Heading(one.Command(seeds, all));
        string folder = Path.Combine(Artifacts.Folder("experiments"), one.Name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(root, "build.sh"), ["run", one.Name, .. one.Arguments(seeds, all), "--report", folder]) { WorkingDirectory = root })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Screen.Line($"{one.Name} ended with {process.ExitCode}: its section stays as it was.");
            failed.Add(one.Name);
            continue;
        }

        string text = Directory.GetFiles(folder, "*.md").Single();
        Outcome outcome = Outcome.Of(one, one.Command(seeds, all), clock.Elapsed.TotalMinutes, File.ReadAllText(text), File.ReadAllText(Path.ChangeExtension(text, ".json")));
        Screen.Line(FormattableString.Invariant($"{one.Name}: {outcome.Held} claims held, {outcome.Partly} for some seeds, {outcome.NotHeld} not held; {outcome.Minutes:F1} minutes"));
        if (writes)
        {
            File.WriteAllText(page, ResultsPage.With(File.Exists(page) ? File.ReadAllText(page) : "", outcome));
        }
    }

    Screen.Line(failed.Count == 0 ? $"{experiments.Count} experiments ran." : $"{failed.Count} of {experiments.Count} experiments failed: {string.Join(", ", failed)}");
    return failed.Count == 0 ? 0 : 1;
}
