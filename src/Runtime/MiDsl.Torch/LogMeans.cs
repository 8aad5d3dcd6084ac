using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>log (1/K) sum_k e^t_k over K that does not fit into memory at once: chunk after chunk, in double precision, without gradient.</summary>
public static class LogMeans
{
    /// <summary>Over K log weights a row.</summary>
    /// <param name="k">K, at least 1.</param>
    /// <param name="atOnce">Log weights a row in one chunk, at least 1.</param>
    /// <param name="logWeights">From c, at most <paramref name="atOnce"/>, to the next c log weights [c, n], in nats.</param>
    /// <returns>[n], float64; negative infinity where all weights are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">K or the chunk is below 1.</exception>
    /// <exception cref="InvalidOperationException">A chunk is not [c, n].</exception>
    public static Tensor OfChunks(int k, int atOnce, Func<int, Tensor> logWeights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return Mean(k, k, atOnce, null, logWeights);
    }

    /// <summary>Over K log weights a row, the first of which is given: that of the paired sample.</summary>
    /// <param name="k">K, at least 1, the given one counted.</param>
    /// <param name="atOnce">Log weights a row in one chunk, at least 1.</param>
    /// <param name="first">[n].</param>
    /// <param name="logWeights">From c, at most <paramref name="atOnce"/>, to the next c of the K - 1 others [c, n], in nats; not called for K = 1.</param>
    /// <returns>[n], float64; negative infinity where all weights are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">K or the chunk is below 1.</exception>
    /// <exception cref="InvalidOperationException">The first is not [n], or a chunk not [c, n].</exception>
    public static Tensor OfChunks(int k, int atOnce, Tensor first, Func<int, Tensor> logWeights)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (first.shape.Length != 1)
        {
            throw new InvalidOperationException($"the first log weights have shape [{string.Join(", ", first.shape)}]; [n] is wanted");
        }

        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        return Mean(k, k - 1, atOnce, first.detach().to(float64), logWeights).MoveToOuterDisposeScope();
    }

    private static Tensor Mean(int k, int drawn, int atOnce, Tensor? first, Func<int, Tensor> logWeights)
    {
        ArgumentNullException.ThrowIfNull(logWeights);
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor? sum = first;
        for (int done = 0; done < drawn; done += Math.Min(atOnce, drawn - done))
        {
            using DisposeScope chunk = NewDisposeScope();
            int c = Math.Min(atOnce, drawn - done);
            Tensor weights = logWeights(c);
            Demand(weights, c, sum);
            Tensor part = weights.to(float64).logsumexp(0);
            Tensor next = (sum is null ? part : sum.logaddexp(part)).MoveToOuterDisposeScope();
            sum?.Dispose();
            sum = next;
        }

        return (sum! - Math.Log(k)).MoveToOuterDisposeScope();
    }

    private static void Demand(Tensor weights, int c, Tensor? sum)
    {
        long[] shape = weights.shape;
        if (shape.Length != 2 || shape[0] != c || (sum is not null && shape[1] != sum.shape[0]))
        {
            string n = sum is null ? "n" : sum.shape[0].ToString(System.Globalization.CultureInfo.InvariantCulture);
            throw new InvalidOperationException($"{c} log weights a row have shape [{string.Join(", ", shape)}]; [{c}, {n}] is wanted");
        }
    }
}
