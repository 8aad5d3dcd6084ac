using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AllExperiments;

/// <summary>A sample that repeats what a paper did.</summary>
/// <param name="Name">Of its folder, as in <c>./build.sh run NAME</c>.</param>
/// <param name="Title">What is shown.</param>
/// <param name="Source">Paper and section.</param>
/// <param name="HasSeeds">Whether it takes --seeds.</param>
/// <param name="More">What --all adds.</param>
internal sealed record Experiment(string Name, string Title, string Source, bool HasSeeds = true, string More = "")
{
    /// <summary>In the order of the papers.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        new("mine-ksg", "Gaussians: MINE against nearest neighbours", "Belghazi et al. 2018, section 4.1"),
        new("noise", "Noise and nonlinearity", "Belghazi et al. 2018, section 4.2"),
        new("gan", "A GAN that keeps the information on its code", "Belghazi et al. 2018, section 5.1"),
        new("stacked-mnist", "Modes of stacked digits", "Belghazi et al. 2018, section 5.1; Lin et al. 2018, section 4.1"),
        new("ali", "Bidirectional adversarial models that reconstruct", "Belghazi et al. 2018, section 5.2"),
        new("bottleneck", "Information bottleneck", "Belghazi et al. 2018, section 5.3", More: "--all"),
        new("gaussians", "All bounds on a staircase of Gaussians", "Poole et al. 2019; Song and Ermon 2020, section 6.1"),
        new("infomax", "Encoders that learn by the information of their codes", "Hjelm et al. 2019, section 4", More: "--all"),
        new("consistency", "Self-consistency on images", "Song and Ermon 2020, section 6.2"),
        new("linear-vae", "Every bound on a linear model", "Brekelmans et al. 2022, section 5"),
        new("vae", "A variational autoencoder's image and its latent variable", "Brekelmans et al. 2022, section 5.1", HasSeeds: false),
        new("gan-mi", "A GAN's image and its latent variable", "Brekelmans et al. 2022, section 5.1", HasSeeds: false),
        new("mine-ais", "MINE-AIS against bounds from samples", "Brekelmans et al. 2022, section 5.2", HasSeeds: false),
        new("scoreboard", "Forty tasks of known information", "Czyz et al. 2023"),
    ];

    /// <summary>The options of a run.</summary>
    public string[] Arguments(int seeds, bool all) =>
    [
        .. HasSeeds && seeds > 1 ? (string[])["--seeds", seeds.ToString(CultureInfo.InvariantCulture)] : [],
        .. all ? More.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [],
    ];

    /// <summary>What a reader types to repeat it.</summary>
    public string Command(int seeds, bool all) => string.Join(' ', ["./build.sh run", Name, .. Arguments(seeds, all)]);
}
