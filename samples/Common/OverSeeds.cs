using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>A number measured once a seed.</summary>
public static class OverSeeds
{
    /// <summary>Mean and its standard error, unknown for one seed; the spread in place of the error: <see cref="Cell.OverSeeds"/>.</summary>
    public static Cell Mean(IEnumerable<double> values)
    {
        double[] all = [.. values];
        Cell spread = Cell.OverSeeds(all);
        return new(spread.Value, spread.Error / Math.Sqrt(all.Length));
    }
}
