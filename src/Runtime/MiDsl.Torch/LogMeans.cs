using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>log of the mean of K weights of each pair, in memory that does not grow with K: weights come in chunks, sums are float64.</summary>
public static class LogMeans
{
    /// <summary><c>log (1/K) sum_k w_k</c> for each of n pairs.</summary>
    /// <param name="k">K, at least 1.</param>
    /// <param name="atOnce">Weights of a pair that are computed at once, at least 1.</param>
    /// <param name="logWeights">Gives [c, n] log weights for c of the K.</param>
    /// <returns>[n], float64.</returns>
    public static Tensor Of(int k, int atOnce, Func<int, Tensor> logWeights) => Sum(null, k, k, atOnce, logWeights);

    /// <summary>The same where the first of the K weights is given.</summary>
    /// <param name="first">[n] log weights that count as one of the K.</param>
    /// <param name="k">K, at least 1.</param>
    /// <param name="atOnce">Weights of a pair that are computed at once, at least 1.</param>
    /// <param name="logWeights">Gives [c, n] log weights for c of the K - 1 others.</param>
    /// <returns>[n], float64.</returns>
    public static Tensor Of(Tensor first, int k, int atOnce, Func<int, Tensor> logWeights) => Sum(first, k - 1, k, atOnce, logWeights);

    /// <summary>Weights of a pair that fit into so many rows, at least 1.</summary>
    /// <param name="rows">Rows at once.</param>
    /// <param name="x">[n, d], the pairs.</param>
    public static int AtOnce(int rows, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return (int)Math.Max(1, rows / Math.Max(1, x.shape[0]));
    }

    private static Tensor Sum(Tensor? first, int count, int k, int atOnce, Func<int, Tensor> logWeights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        ArgumentNullException.ThrowIfNull(logWeights);
        using DisposeScope outer = NewDisposeScope();
        Tensor? sum = first?.to(float64).clone();
        for (int done = 0; done < count; done += atOnce)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor chunk = logWeights(Math.Min(atOnce, count - done)).to(float64).logsumexp(0);
            Tensor next = sum is null ? chunk.clone() : sum.logaddexp(chunk);
            sum?.Dispose();
            sum = next.MoveToOuterDisposeScope();
        }

        return (sum! - Math.Log(k)).MoveToOuterDisposeScope();
    }
}
