using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>What members of the user's give, as one log-density a row and as rows of samples; anything else is named.</summary>
public static class RowDensity
{
    /// <summary>The log-density of each row: what a Distribution gives, summed over all dimensions after the first.</summary>
    /// <param name="logProbability">[rows] or [rows, ...].</param>
    /// <param name="rows">Rows that were scored.</param>
    /// <param name="member">The member that made the distribution.</param>
    /// <returns>[rows], nats.</returns>
    /// <exception cref="InvalidOperationException">The first dimension is another.</exception>
    public static Tensor Sum(Tensor logProbability, long rows, string member)
    {
        ArgumentNullException.ThrowIfNull(logProbability);
        if (logProbability.shape.Length == 0 || logProbability.shape[0] != rows)
        {
            throw new InvalidOperationException($"the distribution of '{member}' gave log-densities of shape {Shape(logProbability)} for {rows} rows; its batch and event dimensions must be those of one row, or [{rows}, ...] where it is conditioned on rows");
        }

        return logProbability.shape.Length == 1 ? logProbability : logProbability.flatten(1).sum(1L);
    }

    /// <summary>A log-density that must be one value a row already.</summary>
    /// <param name="logDensity">[rows].</param>
    /// <param name="rows">Rows that were scored.</param>
    /// <param name="member">The member that gave it.</param>
    /// <exception cref="InvalidOperationException">Its shape is another.</exception>
    public static Tensor Demand(Tensor logDensity, long rows, string member)
    {
        ArgumentNullException.ThrowIfNull(logDensity);
        if (logDensity.shape.Length != 1 || logDensity.shape[0] != rows)
        {
            throw new InvalidOperationException($"'{member}' gave log-densities of shape {Shape(logDensity)} for {rows} rows; give one value a row, [{rows}]: sum over the dimensions of a row, .sum(1)");
        }

        return logDensity;
    }

    /// <summary>Samples that must be rows.</summary>
    /// <param name="samples">[rows, dimensions].</param>
    /// <param name="rows">Rows that were asked for.</param>
    /// <param name="dimensions">Of a row; 0 takes any.</param>
    /// <param name="member">The member that drew them.</param>
    /// <exception cref="InvalidOperationException">Their shape is another.</exception>
    public static Tensor DemandRows(Tensor samples, long rows, long dimensions, string member)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.shape.Length != 2 || samples.shape[0] != rows || (dimensions > 0 && samples.shape[1] != dimensions))
        {
            throw new InvalidOperationException($"'{member}' drew samples of shape {Shape(samples)}; [{rows}, {(dimensions > 0 ? dimensions : "d")}] was declared, a sample a row");
        }

        return samples;
    }

    /// <summary>Rows from a marginal: its batch and event dimensions are those of one row, or none, and then each column is drawn alike.</summary>
    /// <param name="distribution">The marginal.</param>
    /// <param name="rows">How many.</param>
    /// <param name="dimensions">Of a row; 0 where the distribution alone tells.</param>
    /// <param name="member">The member that made it.</param>
    /// <exception cref="InvalidOperationException">It draws rows of another shape.</exception>
    public static Tensor Draw(distributions.Distribution distribution, long rows, long dimensions, string member)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        bool scalar = distribution.batch_shape.Length == 0 && distribution.event_shape.Length == 0;
        Tensor samples = scalar ? distribution.sample(rows, Math.Max(1, dimensions)) : distribution.sample(rows);
        return DemandRows(samples, rows, dimensions, member);
    }

    /// <summary>One sample a row from a distribution that is conditioned on rows.</summary>
    /// <param name="distribution">The conditional, its batch the rows.</param>
    /// <param name="rows">Rows that condition it.</param>
    /// <param name="dimensions">Of a sample; 0 where the distribution alone tells.</param>
    /// <param name="member">The member that made it.</param>
    /// <exception cref="InvalidOperationException">It draws another shape.</exception>
    public static Tensor DrawRows(distributions.Distribution distribution, long rows, long dimensions, string member)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return DemandRows(distribution.sample(), rows, dimensions, member);
    }

    /// <summary>Rows of other pairs, in place of draws from their marginal: draw after draw, each a cyclic shift of all rows.</summary>
    /// <param name="rows">[n, d].</param>
    /// <param name="k">Draws, below n.</param>
    /// <param name="first">The first shift less one; shifts follow each other, all distinct for n - 1 draws.</param>
    /// <returns>[k n, d]; no row is its own partner.</returns>
    /// <exception cref="ArgumentException">There are fewer other rows than draws.</exception>
    public static Tensor Shifted(Tensor rows, int k, long first)
    {
        ArgumentNullException.ThrowIfNull(rows);
        long n = rows.shape[0];
        if (k >= n)
        {
            throw new ArgumentException($"{k} draws from other pairs need more than {k} pairs in a sub-batch, and there are {n}; evaluate more pairs, declare fewer Samples, or declare [Marginal]", nameof(k));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor[] draws = new Tensor[k];
        for (int i = 0; i < k; i++)
        {
            long shift = 1 + ((first + i) % (n - 1));
            draws[i] = cat([rows.narrow(0, shift, n - shift), rows.narrow(0, 0, shift)]);
        }

        return cat(draws).MoveToOuterDisposeScope();
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
