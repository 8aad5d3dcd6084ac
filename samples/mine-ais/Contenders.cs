using System;
using System.Collections.Generic;
using MiDsl;

namespace MineAis;

/// <summary>The bounds by name.</summary>
internal static class Contenders
{
    public static IReadOnlyList<string> Names { get; } = ["MINE-AIS", "GIWAE", "MINE-DV", "MINE-f", "InfoNCE"];

    public static InformationValue Run(string name, Channel channel, long seed)
    {
        switch (name)
        {
            case "MINE-AIS":
                using (var estimator = new MineAis(channel) { Seed = seed })
                {
                    return estimator.Fit();
                }

            case "GIWAE":
                using (var estimator = new Giwae(channel) { Seed = seed })
                {
                    return estimator.Fit();
                }

            case "MINE-DV":
                using (var estimator = new MineDv(channel) { Seed = seed })
                {
                    return estimator.Fit();
                }

            case "MINE-f":
                using (var estimator = new MineF(channel) { Seed = seed })
                {
                    return estimator.Fit();
                }

            case "InfoNCE":
                using (var estimator = new InfoNce(channel) { Seed = seed })
                {
                    return estimator.Fit();
                }

            default:
                throw new ArgumentException($"There is no bound '{name}': there are {string.Join(", ", Names)}.", nameof(name));
        }
    }
}
