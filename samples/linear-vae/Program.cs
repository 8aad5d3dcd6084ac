using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using LinearVae;
using MiDsl.Samples.Common;

Option<long> seed = new("--seed") { Description = "Seed of every random number. Default 0." };
Option<int> seeds = new("--seeds") { Description = "Seeds of the large model, from --seed on. Default 1.", DefaultValueFactory = _ => 1 };
Option<bool> large = new("--large") { Description = "The large model alone." };
Option<bool> noJitter = new("--no-jitter") { Description = "The large model also with step sizes that do not vary." };
Option<string?> folder = new("--report") { Description = HtmlReport.FolderHelp };
RootCommand command = new("A linear decoder with standard normal y: every bound on known densities against the closed form (Brekelmans et al. 2022).") { seed, seeds, large, noJitter, folder };
command.SetAction(given => Run(given.GetValue(seed), Math.Max(1, given.GetValue(seeds)), given.GetValue(large), given.GetValue(noJitter), given.GetValue(folder)));
return command.Parse(args).Invoke();

static void Run(long seed, int seeds, bool largeOnly, bool withoutJitter, string? folder)
{
    string settings = string.Create(CultureInfo.InvariantCulture, $"x = W y + e; pairs simulated from the declared densities, seed {seed}{(seeds > 1 ? $" (large model to {seed + seeds - 1})" : "")}");
    Screen.Banner("Linear decoder", settings);
    HtmlReport page = new("linear-vae", "Bounds on known densities: a linear decoder", settings);
    List<Claim> claims = [];
    if (!largeOnly)
    {
        Small.Run(seed, page, claims);
    }

    LargeRuns.Run(seed, seeds, withoutJitter, page, claims);
    Screen.Claims(claims);
    page.Claims(claims);
    Screen.Line($"\nReport: {page.Save(folder).Html}");
}
