using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Noise;

/// <summary>What all seeds found on one noisy function.</summary>
/// <param name="Pairs">The function.</param>
/// <param name="Truth">Nats.</param>
/// <param name="Value">Mean over the seeds and its error, from their spread; with one seed the value's own.</param>
internal sealed record Row(NoisyFunction Pairs, double Truth, Cell Value)
{
    /// <summary>In the order of the measurements.</summary>
    public static IReadOnlyList<Row> Of(IEnumerable<Measurement> measurements) =>
        [.. measurements.GroupBy(one => one.Pairs).Select(group => new Row(group.Key, group.Key.Truth, Mean([.. group])))];

    private static Cell Mean(Measurement[] seeds)
    {
        if (seeds.Length == 1)
        {
            return new(seeds[0].Nats, seeds[0].Value.StandardError);
        }

        double mean = seeds.Average(one => one.Nats), variance = seeds.Sum(one => (one.Nats - mean) * (one.Nats - mean)) / (seeds.Length - 1);
        return new(mean, Math.Sqrt(variance / seeds.Length));
    }
}
