using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>A number measured once a seed.</summary>
public static class OverSeeds
{
    /// <summary>Mean and its standard error, unknown for one seed.</summary>
    public static Cell Mean(IEnumerable<double> values)
    {
        (double mean, double spread, int count) = Moments(values);
        return new(mean, spread / Math.Sqrt(count));
    }

    /// <summary>Mean and the spread between seeds, their standard deviation, unknown for one.</summary>
    public static Cell MeanAndSpread(IEnumerable<double> values)
    {
        (double mean, double spread, _) = Moments(values);
        return new(mean, spread);
    }

    private static (double Mean, double Spread, int Count) Moments(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return (mean, Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1)), all.Length);
    }
}
