using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace MineKsg;

/// <summary>What all seeds found on one distribution.</summary>
internal sealed class Row
{
    private readonly Measurement[] measurements;

    private Row(Correlated pairs, IEnumerable<Measurement> measurements)
    {
        Pairs = pairs;
        this.measurements = [.. measurements];
    }

    public Correlated Pairs { get; }

    /// <summary>A row a distribution, by dimension and rho.</summary>
    public static IReadOnlyList<Row> Of(IEnumerable<Measurement> measurements) =>
        [.. measurements.GroupBy(one => one.Pairs).Select(group => new Row(group.Key, group)).OrderBy(row => row.Pairs.Dim).ThenBy(row => row.Pairs.Rho)];

    /// <summary>Mean over the seeds and its error: their spread over the root of their number; with one seed the value's own.</summary>
    public Cell Value(string contender)
    {
        Measurement[] seeds = [.. Seeds(contender)];
        return seeds.Length == 1 ? new(seeds[0].Nats, seeds[0].Value.StandardError) : MeanOf([.. seeds.Select(one => one.Nats)]);
    }

    /// <summary>MINE's plug-in value, likewise.</summary>
    public Cell PlugIn()
    {
        Measurement[] seeds = [.. Seeds(Contender.Mine)];
        return seeds.Length == 1 ? new(seeds[0].PlugIn, seeds[0].Value.Alongside[0].StandardError) : MeanOf([.. seeds.Select(one => one.PlugIn)]);
    }

    /// <summary>Share of the truth that an estimator misses, of the mean over the seeds; NaN where nothing is to be missed.</summary>
    public double Missed(string contender) => Pairs.Truth > 0 ? 1 - (Value(contender).Value / Pairs.Truth) : double.NaN;

    private static Cell MeanOf(double[] values)
    {
        double mean = values.Average(), variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        return new(mean, Math.Sqrt(variance / values.Length));
    }

    private IEnumerable<Measurement> Seeds(string contender) => measurements.Where(one => string.Equals(one.Contender.Name, contender, StringComparison.Ordinal));
}
