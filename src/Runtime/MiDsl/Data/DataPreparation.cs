using System;

namespace MiDsl;

/// <summary>
/// What is done to the columns before a critic sees them, learned on the training pairs alone: a <see cref="Standardizer"/>,
/// <see cref="NormalScores"/> or <see cref="UnmixedScores"/>.
/// </summary>
public abstract class DataPreparation
{
    private protected DataPreparation()
    {
    }

    /// <summary>Columns of X, dx.</summary>
    public abstract int XDim { get; }

    /// <summary>Columns of Y, dy.</summary>
    public abstract int YDim { get; }

    /// <summary>The same pairs, prepared; they keep their origin.</summary>
    /// <param name="data">Pairs of the same dimensions.</param>
    /// <exception cref="DataException">Other dimensions, or values that a standardizer brings out of single precision.</exception>
    public PairedData Apply(PairedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.XDim != XDim || data.YDim != YDim)
        {
            throw new DataException(
                $"The data ({data.Source}) has X {data.XDim} and Y {data.YDim} columns, but X {XDim} and Y {YDim} were fitted.");
        }

        (float[] x, float[] y) = Prepare(data);
        return data.WithValues(x, y);
    }

    /// <summary>Rows of X, prepared.</summary>
    /// <param name="rows">[m, dx], row-major.</param>
    /// <param name="destination">Receives [m, dx]; may be the rows themselves.</param>
    public abstract void ApplyX(ReadOnlySpan<float> rows, Span<float> destination);

    /// <summary>Rows of Y, prepared.</summary>
    /// <param name="rows">[m, dy], row-major.</param>
    /// <param name="destination">Receives [m, dy]; may be the rows themselves.</param>
    public abstract void ApplyY(ReadOnlySpan<float> rows, Span<float> destination);

    private protected abstract (float[] X, float[] Y) Prepare(PairedData data);
}
