using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MiDsl;

/// <summary>
/// Pairs (x, y), one a row: X is [n, dx], Y is [n, dy], row-major and single precision. Immutable. Rows know where they
/// come from: the content of the whole source and their numbers in it, so that pairs which trained a critic are known
/// again, whichever way they were cut out.
/// </summary>
/// <remarks>
/// A column given in double precision whose mean is more than 16 times its standard deviation is stored minus its mean
/// (<see cref="XOffsets"/>, <see cref="YOffsets"/>), since single precision would round a time of 1.7e9 seconds to two
/// minutes. Shifts leave mutual information as it is; <see cref="Notes"/> names the columns.
/// </remarks>
public sealed partial class PairedData
{
    private readonly float[] x;
    private readonly float[] y;
    private readonly double[] xOffsets;
    private readonly double[] yOffsets;
    private readonly UInt128 origin;
    private readonly int[] rows;

    private PairedData(
        float[] x, float[] y, double[] xOffsets, double[] yOffsets, int count, UInt128 origin, int[] rows,
        ImmutableArray<string> xNames, ImmutableArray<string> yNames, string source, ImmutableArray<string> notes)
    {
        (this.x, this.y, this.xOffsets, this.yOffsets) = (x, y, xOffsets, yOffsets);
        (this.origin, this.rows, Count) = (origin, rows, count);
        (XNames, YNames, Source, Notes) = (xNames, yNames, source, notes);
    }

    /// <summary>Pairs, n.</summary>
    public int Count { get; }

    /// <summary>Columns of X, dx.</summary>
    public int XDim => xOffsets.Length;

    /// <summary>Columns of Y, dy.</summary>
    public int YDim => yOffsets.Length;

    /// <summary>X [n, dx], row-major, without <see cref="XOffsets"/>.</summary>
    public ReadOnlySpan<float> X => x;

    /// <summary>Y [n, dy], row-major, without <see cref="YOffsets"/>.</summary>
    public ReadOnlySpan<float> Y => y;

    /// <summary>What was subtracted from each column of X [dx]; mostly 0.</summary>
    public ReadOnlySpan<double> XOffsets => xOffsets;

    /// <summary>What was subtracted from each column of Y [dy]; mostly 0.</summary>
    public ReadOnlySpan<double> YOffsets => yOffsets;

    /// <summary>Names of the columns of X [dx].</summary>
    public ImmutableArray<string> XNames { get; }

    /// <summary>Names of the columns of Y [dy].</summary>
    public ImmutableArray<string> YNames { get; }

    /// <summary>The file or files, or <c>memory</c>.</summary>
    public string Source { get; }

    /// <summary>What a careful reader should know: columns that were centred or are constant. Mostly empty.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>A row of X [dx].</summary>
    /// <param name="row">0 .. n - 1.</param>
    public ReadOnlySpan<float> XRow(int row) => x.AsSpan(row * XDim, XDim);

    /// <summary>A row of Y [dy].</summary>
    /// <param name="row">0 .. n - 1.</param>
    public ReadOnlySpan<float> YRow(int row) => y.AsSpan(row * YDim, YDim);

    /// <summary>Copies rows into batches.</summary>
    /// <param name="indices">Row numbers, m.</param>
    /// <param name="xBatch">Receives [m, dx].</param>
    /// <param name="yBatch">Receives [m, dy].</param>
    public void Gather(ReadOnlySpan<int> indices, Span<float> xBatch, Span<float> yBatch)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            XRow(indices[i]).CopyTo(xBatch[(i * XDim)..]);
            YRow(indices[i]).CopyTo(yBatch[(i * YDim)..]);
        }
    }

    /// <summary>The given rows, in the given order.</summary>
    /// <param name="indices">Row numbers of this data; may be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside 0 .. n - 1.</exception>
    public PairedData Rows(params ReadOnlySpan<int> indices)
    {
        float[] xs = new float[indices.Length * XDim], ys = new float[indices.Length * YDim];
        int[] numbers = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[i], nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[i], Count, nameof(indices));
            numbers[i] = rows[indices[i]];
        }

        Gather(indices, xs, ys);
        return new PairedData(xs, ys, xOffsets, yOffsets, indices.Length, origin, numbers, XNames, YNames, Source, Notes);
    }

    /// <summary>The rows of a range.</summary>
    /// <param name="range">Within 0 .. n.</param>
    public PairedData Rows(Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(Count);
        return Rows(Enumerable.Range(start, length).ToArray());
    }

    /// <summary>The first rows.</summary>
    /// <param name="count">How many, at most n.</param>
    public PairedData Take(int count) => Rows(..count);

    /// <summary>All but the first rows.</summary>
    /// <param name="count">How many to leave out, at most n.</param>
    public PairedData Skip(int count) => Rows(count..);

    /// <summary>Rows of this data that are also in the other: the same row of the same source.</summary>
    /// <param name="other">Other data.</param>
    public int SharedRows(PairedData other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (origin != other.origin)
        {
            return 0;
        }

        HashSet<int> theirs = [.. other.rows];
        return rows.Count(theirs.Contains);
    }

    /// <summary>One line: pairs, dimensions and source.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} pairs, X {XDim}, Y {YDim}, {Source}");

    /// <summary>The same rows with other values, e.g. standardized ones; offsets are then part of the values.</summary>
    internal PairedData WithValues(float[] newX, float[] newY) =>
        new(newX, newY, new double[XDim], new double[YDim], Count, origin, rows, XNames, YNames, Source, Notes);

    private static PairedData Create(
        (float[] Values, double[] Offsets) x, (float[] Values, double[] Offsets) y, int count,
        ImmutableArray<string> xNames, ImmutableArray<string> yNames, string source, List<string> notes)
    {
        return new PairedData(
            x.Values, y.Values, x.Offsets, y.Offsets, count, ContentHash(x.Values, x.Offsets, y.Values, y.Offsets),
            [.. Enumerable.Range(0, count)], xNames, yNames, source, [.. notes]);
    }

    /// <summary>128 bits that tell sources apart: equal content read twice is one origin.</summary>
    private static UInt128 ContentHash(float[] x, double[] xOffsets, float[] y, double[] yOffsets)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ReadOnlySpan<int> shape = [xOffsets.Length, yOffsets.Length];
        hash.AppendData(MemoryMarshal.AsBytes(shape));
        hash.AppendData(MemoryMarshal.AsBytes<double>(xOffsets));
        hash.AppendData(MemoryMarshal.AsBytes<double>(yOffsets));
        hash.AppendData(MemoryMarshal.AsBytes<float>(x));
        hash.AppendData(MemoryMarshal.AsBytes<float>(y));
        return MemoryMarshal.Read<UInt128>(hash.GetHashAndReset());
    }
}
