using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Means over K, plain and of exponentials, that do not fit into memory at once: chunk after chunk, in double precision, without gradient.</summary>
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

    /// <summary>(1/K) sum_k t_k of K terms a row.</summary>
    /// <param name="k">K, at least 1.</param>
    /// <param name="atOnce">Terms a row in one chunk, at least 1.</param>
    /// <param name="terms">From c, at most <paramref name="atOnce"/>, to the next c terms [c, n], in nats.</param>
    /// <returns>[n], float64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">K or the chunk is below 1.</exception>
    /// <exception cref="InvalidOperationException">A chunk is not [c, n].</exception>
    public static Tensor MeanOfChunks(int k, int atOnce, Func<int, Tensor> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        using DisposeScope scope = NewDisposeScope();
        Tensor? sum = null;
        InChunks(k, atOnce, c =>
        {
            Tensor part = terms(c);
            Demand(part, c, sum);
            Tensor next = part.to(float64).sum(0L);
            Keep(ref sum, sum is null ? next : sum + next);
        });
        return (sum! / k).MoveToOuterDisposeScope();
    }

    /// <summary>Over K scores and values a row: log (1/K) sum_k e^s_k, and the mean of the values under the softmax of the scores.</summary>
    /// <param name="k">K, at least 1.</param>
    /// <param name="atOnce">Scores a row in one chunk, at least 1.</param>
    /// <param name="draw">From c, at most <paramref name="atOnce"/>, to the next c scores and values, [c, n] both.</param>
    /// <returns>[n] both, float64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">K or the chunk is below 1.</exception>
    /// <exception cref="InvalidOperationException">A chunk is not [c, n].</exception>
    public static (Tensor LogMean, Tensor Chosen) SoftmaxOfChunks(int k, int atOnce, Func<int, (Tensor Scores, Tensor Values)> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        using DisposeScope scope = NewDisposeScope();
        Tensor? sum = null, chosen = null;
        InChunks(k, atOnce, c =>
        {
            (Tensor scores, Tensor values) = draw(c);
            Demand(scores, c, sum);
            Demand(values, c, sum);
            Tensor own = scores.to(float64);
            Tensor part = own.logsumexp(0), mean = (own.softmax(0) * values.to(float64)).sum(0L);
            if (sum is null || chosen is null)
            {
                Keep(ref sum, part);
                Keep(ref chosen, mean);
                return;
            }

            Tensor both = sum.logaddexp(part);
            Keep(ref chosen, (chosen * (sum - both).exp()) + (mean * (part - both).exp()));
            Keep(ref sum, both);
        });
        return ((sum! - Math.Log(k)).MoveToOuterDisposeScope(), chosen!.MoveToOuterDisposeScope());
    }

    private static Tensor Mean(int k, int drawn, int atOnce, Tensor? first, Func<int, Tensor> logWeights)
    {
        ArgumentNullException.ThrowIfNull(logWeights);
        using DisposeScope scope = NewDisposeScope();
        Tensor? sum = first;
        InChunks(drawn, atOnce, c =>
        {
            Tensor weights = logWeights(c);
            Demand(weights, c, sum);
            Tensor part = weights.to(float64).logsumexp(0);
            Keep(ref sum, sum is null ? part : sum.logaddexp(part));
        });
        return (sum! - Math.Log(k)).MoveToOuterDisposeScope();
    }

    private static void InChunks(int drawn, int atOnce, Action<int> take)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        using var frozen = no_grad();
        for (int done = 0; done < drawn; done += Math.Min(atOnce, drawn - done))
        {
            using DisposeScope chunk = NewDisposeScope();
            take(Math.Min(atOnce, drawn - done));
        }
    }

    // What is kept outlives its chunk.
    private static void Keep(ref Tensor? kept, Tensor next)
    {
        kept?.Dispose();
        kept = next.MoveToOuterDisposeScope();
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
