using System;

namespace MiDsl.Cpu;

/// <summary>I_alpha on the scores of a batch (Poole et al. 2019, 1905.06922, equation 13), row by row and in double precision.</summary>
public static class IAlpha
{
    // Rows are walked on several threads.
    [ThreadStatic]
    private static double[]? room;

    /// <summary>The mean value of the rows.</summary>
    /// <param name="scores">Of a batch.</param>
    /// <param name="alpha">0, NWJ, to 1, InfoNCE.</param>
    /// <returns>Nats.</returns>
    public static double Value(PairedScores scores, double alpha)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Span<double> negatives = Room(scores.Negatives);
        double sum = 0;
        for (int i = 0; i < scores.Rows; i++)
        {
            IAlphaRow row = Row(scores, i, alpha, negatives);
            sum += 1 + row.Density - row.Share;
        }

        return sum / scores.Rows;
    }

    /// <summary>The slopes of some rows become those of minus the value.</summary>
    /// <param name="scores">Of a batch.</param>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="alpha">0 to 1.</param>
    public static void Slopes(PairedScores scores, int row, int rows, double alpha)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Span<double> both = Room(2 * scores.Negatives), negatives = both[..scores.Negatives], d = both[scores.Negatives..];
        Span<float> slopes = scores.Slopes;
        for (int i = row; i < row + rows; i++)
        {
            int start = i * scores.Columns, own = scores.Positive(i);
            double ofPositive = Row(scores, i, alpha, negatives).Slopes(scores.Values[own], negatives, 1.0 / scores.Rows, d);
            for (int k = 0, next = 0; k < scores.Columns; k++)
            {
                slopes[start + k] = (float)(start + k == own ? ofPositive : d[next++]);
            }
        }
    }

    /// <summary>log(e^f / a) of each pair.</summary>
    /// <param name="scores">Of n pairs.</param>
    /// <param name="alpha">0 to 1.</param>
    /// <param name="densities">Receives [n], nats.</param>
    public static void Densities(PairedScores scores, double alpha, Span<float> densities)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Span<double> negatives = Room(scores.Negatives);
        for (int i = 0; i < scores.Rows; i++)
        {
            densities[i] = (float)Row(scores, i, alpha, negatives).Density;
        }
    }

    private static IAlphaRow Row(PairedScores scores, int row, double alpha, Span<double> negatives)
    {
        scores.CopyNegatives(row, negatives);
        return IAlphaRow.Of(scores.Values[scores.Positive(row)], negatives, alpha);
    }

    private static Span<double> Room(int length)
    {
        if (room is null || room.Length < length)
        {
            room = new double[length];
        }

        return room.AsSpan(0, length);
    }
}
