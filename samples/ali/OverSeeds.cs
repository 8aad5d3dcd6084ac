using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace Ali;

/// <summary>A number measured once a seed.</summary>
internal static class OverSeeds
{
    /// <summary>Mean and its standard error, unknown for one seed.</summary>
    public static Cell Mean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return new(mean, Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1) / all.Length));
    }
}
