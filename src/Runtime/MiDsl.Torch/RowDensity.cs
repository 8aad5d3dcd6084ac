using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Densities and draws of declared members, one a row. What has another shape is refused in the member's name.</summary>
public static class RowDensity
{
    /// <summary>Samples of each pair that fit into so many rows, at least 1.</summary>
    /// <param name="rows">Rows at once.</param>
    /// <param name="x">[n, d], the pairs.</param>
    public static int AtOnce(int rows, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return (int)Math.Max(1, rows / Math.Max(1, x.shape[0]));
    }

    /// <summary>Of a distribution: its log_prob summed over all dimensions after the first.</summary>
    /// <param name="logProbability">[rows, ...], as log_prob gave it.</param>
    /// <param name="rows">n.</param>
    /// <param name="member">The declared member, for the message.</param>
    /// <returns>[n], nats.</returns>
    /// <exception cref="InvalidOperationException">The first dimension is not n.</exception>
    public static Tensor Sum(Tensor logProbability, long rows, string member)
    {
        ArgumentNullException.ThrowIfNull(logProbability);
        long[] shape = logProbability.shape;
        if (shape.Length == 0 || shape[0] != rows)
        {
            throw new InvalidOperationException(
                $"log_prob of {member} has shape {Text(shape)} for {rows} rows; the first dimension must be the {rows} rows: leave them to the batch, and sum only over the dimensions after it");
        }

        if (shape.Length == 1)
        {
            return logProbability.alias();
        }

        using DisposeScope scope = NewDisposeScope();
        return logProbability.flatten(1).sum(1).MoveToOuterDisposeScope();
    }

    /// <summary>Of a member that returns a density itself: checked, not summed.</summary>
    /// <param name="logDensity">As the member gave it.</param>
    /// <param name="rows">n.</param>
    /// <param name="member">The declared member, for the message.</param>
    /// <returns>The same tensor, [n], nats.</returns>
    /// <exception cref="InvalidOperationException">It is not [n].</exception>
    public static Tensor Demand(Tensor logDensity, long rows, string member)
    {
        ArgumentNullException.ThrowIfNull(logDensity);
        long[] shape = logDensity.shape;
        if (shape.Length != 1 || shape[0] != rows)
        {
            string mend = shape.Length > 1 && shape[0] == rows
                ? "sum over the dimensions after the first, e.g. .sum(1)"
                : "keep the rows apart: one number for each";
            throw new InvalidOperationException($"{member} gave log densities of shape {Text(shape)} for {rows} rows; [{rows}] is wanted: {mend}");
        }

        return logDensity;
    }

    /// <summary>Independent draws from a marginal: batch and event shape are one draw's, either [d] or that of a single number.</summary>
    /// <param name="distribution">The marginal.</param>
    /// <param name="rows">n.</param>
    /// <param name="dimensions">d, as declared.</param>
    /// <param name="member">The declared member, for the message.</param>
    /// <returns>[n, d], without gradient.</returns>
    /// <exception cref="InvalidOperationException">A draw has another shape.</exception>
    public static Tensor Draw(distributions.Distribution distribution, long rows, long dimensions, string member)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        long[] one = [.. distribution.batch_shape.Shape, .. distribution.event_shape.Shape];
        bool each = one.Length == 0;
        if (!each && (one.Length != 1 || one[0] != dimensions))
        {
            throw new InvalidOperationException(
                $"one draw from {member} has shape {Text(one)}; as a marginal of {dimensions} dimensions it must have [{dimensions}], or [] for independent dimensions alike, without a dimension for the rows");
        }

        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor drawn = each ? distribution.sample(rows, dimensions) : distribution.sample(rows);
        return Shaped(drawn, rows, dimensions, member).detach().MoveToOuterDisposeScope();
    }

    /// <summary>One draw a row from a conditional.</summary>
    /// <param name="distribution">The conditional, whose batch has the rows first.</param>
    /// <param name="rows">n.</param>
    /// <param name="dimensions">d, as declared; 0 where only the member knows it.</param>
    /// <param name="member">The declared member, for the message.</param>
    /// <returns>[n, d], without gradient.</returns>
    /// <exception cref="InvalidOperationException">The draws have another shape.</exception>
    public static Tensor DrawRows(distributions.Distribution distribution, long rows, long dimensions, string member)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        return Shaped(distribution.sample(), rows, dimensions, member).detach().MoveToOuterDisposeScope();
    }

    /// <summary>Draws that a member made itself: checked.</summary>
    /// <param name="drawn">As the member gave them.</param>
    /// <param name="rows">n.</param>
    /// <param name="dimensions">d, as declared; 0 where only the member knows it.</param>
    /// <param name="member">The declared member, for the message.</param>
    /// <returns>The same tensor, [n, d].</returns>
    /// <exception cref="InvalidOperationException">They have another shape.</exception>
    public static Tensor Shaped(Tensor drawn, long rows, long dimensions, string member)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        long[] shape = drawn.shape;
        return shape.Length == 2 && shape[0] == rows && (shape[1] == dimensions || (dimensions == 0 && shape[1] > 0))
            ? drawn
            : throw new InvalidOperationException(dimensions == 0
                ? $"the draws of {member} have shape {Text(shape)}; [{rows}, dimensions] is wanted"
                : $"the draws of {member} have shape {Text(shape)}; [{rows}, {dimensions}] is wanted: {rows} rows of {dimensions} declared dimensions");
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
