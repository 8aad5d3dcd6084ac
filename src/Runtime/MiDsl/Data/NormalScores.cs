using System;

namespace MiDsl;

/// <summary>
/// Each column by its ranks turned into Gaussian quantiles, <c>Phi^-1(rank / (n + 1))</c> (van der Waerden 1952), equal
/// values sharing their mean rank. Learned on the training pairs alone: another value between two of theirs has the rank
/// halfway between, one beyond them all half a rank more or less. Increasing maps of a column change nothing, not a bit.
/// </summary>
/// <remarks>
/// Mutual information stays as it is on the training pairs. Other pairs lose what tells values in one gap between
/// neighbouring training values apart, which can only lower it: a lower bound stays one.
/// </remarks>
public sealed class NormalScores : DataPreparation
{
    /// <summary>Known training values, e.g. read from a file.</summary>
    /// <param name="x">Of X.</param>
    /// <param name="y">Of Y.</param>
    public NormalScores(SortedColumns x, SortedColumns y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (X, Y) = (x, y);
    }

    /// <summary>Training values of X.</summary>
    public SortedColumns X { get; }

    /// <summary>Training values of Y.</summary>
    public SortedColumns Y { get; }

    /// <inheritdoc/>
    public override int XDim => X.Dim;

    /// <inheritdoc/>
    public override int YDim => Y.Dim;

    /// <summary>Learns the ranks of the values of each column. A constant column has score 0, and says nothing.</summary>
    /// <param name="train">The training pairs.</param>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public static NormalScores Fit(PairedData train, bool labelledX = false, bool labelledY = false)
    {
        ArgumentNullException.ThrowIfNull(train);
        return new NormalScores(
            labelledX ? SortedColumns.Labels(train.XDim) : SortedColumns.Of(train.X, train.XOffsets),
            labelledY ? SortedColumns.Labels(train.YDim) : SortedColumns.Of(train.Y, train.YOffsets));
    }

    /// <inheritdoc/>
    public override void ApplyX(ReadOnlySpan<float> rows, Span<float> destination) => X.Score(rows, new double[XDim], destination);

    /// <inheritdoc/>
    public override void ApplyY(ReadOnlySpan<float> rows, Span<float> destination) => Y.Score(rows, new double[YDim], destination);

    private protected override (float[] X, float[] Y) Prepare(PairedData data)
    {
        float[] x = new float[data.X.Length], y = new float[data.Y.Length];
        X.Score(data.X, data.XOffsets, x);
        Y.Score(data.Y, data.YOffsets, y);
        return (x, y);
    }
}
