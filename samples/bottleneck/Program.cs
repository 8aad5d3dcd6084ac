using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using Bottleneck;
using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;
using Noise = Bottleneck.Noise;

Option<bool> full = new("--full") { Description = "The paper's sizes: 50,000 images, layers of 1,024, K = 256, 200 epochs. Days; never run to the end by us." };
Option<bool> quick = new("--quick") { Description = "Tiny networks on 1,000 images, to see that all runs." };
Option<bool> all = new("--all") { Description = "Ten betas from 1e-5 to 1 instead of three." };
Option<double[]> betas = new("--beta") { Description = "Weights of the information, above 0; each encoder is trained without it too.", AllowMultipleArgumentsPerToken = true };
Option<Noise?> encoder = new("--encoder") { Description = "With MINE only this encoder: Gaussian, Additive or Propagated. Default all three." };
Option<int> warmUp = new("--warm-up") { Description = "Epochs in which beta rises from 0. Default none." };
Option<int?> criticSteps = new("--critic-steps") { Description = "Ascents of the penalty's critic for each step of the encoder. Default 1." };
Option<long> seed = new("--seed") { Description = "First seed of weights, batches and noise. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Runs with as many seeds, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<string?> data = new("--data") { Description = "Folder with the MNIST files. Default artifacts/data/mnist (./build.sh data)." };
Option<string?> checkpoints = new("--checkpoints") { Description = RunCheckpoint.FolderHelp };
Option<string?> report = new("--report") { Description = HtmlReport.FolderHelp };
Option<bool> json = new("--json") { Description = "The last line of the output is one JSON object." };
RootCommand command = new("A classifier of digits whose code forgets the image, cross entropy + beta I(X; Z) by MINE, against a variational bottleneck and a plain net (Belghazi et al. 2018).") { full, quick, all, betas, encoder, warmUp, criticSteps, seed, seeds, data, checkpoints, report, json };
warmUp.Demand(value => value >= 0, "give at least 0");
criticSteps.Demand(value => value is null or >= 1, "give at least 1");
seeds.Demand(value => value >= 1, "give at least 1");
betas.Demand(value => value.All(weight => weight > 0 && double.IsFinite(weight)), "give finite weights above 0");
command.Validators.Add(given =>
{
    if (given.GetValue(full) && given.GetValue(quick))
    {
        given.AddError("--full and --quick: choose one");
    }
});

return SampleCommand.Run(command, args, (given, cancellation) =>
{
    double[] weights = given.GetValue(betas) is { Length: > 0 } some ? some : given.GetValue(all) ? [1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1] : [1e-3, 1e-2, 0.1];
    Sizes sizes = given.GetValue(full) ? Sizes.Full : given.GetValue(quick) ? Sizes.Tiny : Sizes.Scaled;
    return Run(
        sizes with { WarmUp = given.GetValue(warmUp), CriticSteps = given.GetValue(criticSteps) ?? sizes.CriticSteps }, weights, given.GetValue(encoder), given.GetValue(seed), given.GetValue(seeds),
        given.GetValue(data), given.GetValue(checkpoints), given.GetValue(report), given.GetValue(json), cancellation);
});

static int Run(Sizes sizes, double[] betas, Noise? encoder, long seed, int seeds, string? data, string? checkpoints, string? folder, bool json, CancellationToken cancellation)
{
    const string Title = "A classifier whose code forgets the image";
    string settings = string.Create(CultureInfo.InvariantCulture, $"{sizes}; seed {seed}{(seeds > 1 ? $" to {seed + seeds - 1}" : "")}; only beta is chosen, on the validation images");
    HtmlReport page = new("bottleneck", Title, settings);
    Screen.Banner(Title, settings);

    // The matrices are small: a second thread gains little, and sums in one order are the same everywhere.
    set_num_threads(1);
    using Digits digits = Digits.Load(sizes, data);
    List<Trial> trials =
    [
        .. from s in Enumerable.Range(0, seeds) from contender in Contender.All.Where(one => one.Penalty != Penalty.Mine || (encoder ?? one.Noise) == one.Noise) from beta in Weights(contender, betas) select new Trial(contender, beta, sizes, seed + s),
    ];
    return Jobs.RunAndReport([.. trials.Select(trial => new Job($"{trial.Name}, seed {trial.Seed}", tell =>
    {
        trial.Run(digits, tell, cancellation, checkpoints);
        Report.Finished(trial);
    }))], page, () => Report.Show(trials, page), () => Report.Summary(trials), folder, json);
}

// Without penalty a Gaussian encoder is the same for MINE and the variational bottleneck.
static IEnumerable<double> Weights(Contender contender, IEnumerable<double> betas) => contender.Penalty switch
{
    Penalty.None => [0],
    Penalty.Mine => betas.Order().Distinct().Prepend(0),
    _ => betas.Order().Distinct(),
};
