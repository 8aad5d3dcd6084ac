using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// A map of features as rows, one for each of its L locations: a critic scores each with the y of its pair and with negatives,
/// and what belongs to the rows of one pair is averaged. Hjelm et al. 2019 (1808.06670), section 3.3.
/// </summary>
public static class AtLocations
{
    /// <summary>The features at each location: [n, C L], channels first, to [n L, C], pair after pair.</summary>
    /// <param name="maps">[n, C L].</param>
    /// <param name="locations">L.</param>
    public static Tensor Rows(Tensor maps, int locations)
    {
        ArgumentNullException.ThrowIfNull(maps);
        (long n, long columns) = (maps.shape[0], maps.shape[1]);
        using DisposeScope scope = NewDisposeScope();
        return maps.view(n, columns / locations, locations).transpose(1, 2).reshape(n * locations, columns / locations).MoveToOuterDisposeScope();
    }

    /// <summary>The mean over the rows of each pair: [n L, ...] to [n, ...].</summary>
    /// <param name="rows">[n L, ...], pair after pair.</param>
    /// <param name="locations">L.</param>
    public static Tensor Means(Tensor rows, int locations)
    {
        using DisposeScope scope = NewDisposeScope();
        return OfPairs(rows, locations).mean([1L]).MoveToOuterDisposeScope();
    }

    /// <summary>The log of the mean of e^t over the rows of each pair: [n L, ...] to [n, ...].</summary>
    /// <param name="rows">[n L, ...], pair after pair.</param>
    /// <param name="locations">L.</param>
    public static Tensor LogMeans(Tensor rows, int locations)
    {
        using DisposeScope scope = NewDisposeScope();
        return (OfPairs(rows, locations).logsumexp(1) - Math.Log(locations)).MoveToOuterDisposeScope();
    }

    private static Tensor OfPairs(Tensor rows, int locations)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.reshape([rows.shape[0] / locations, locations, .. rows.shape[1..]]);
    }
}
