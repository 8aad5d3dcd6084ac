using System;

namespace MiDsl.Cpu;

/// <summary>I_alpha on the scores of a batch (Poole et al. 2019, 1905.06922, equation 13), row by row and in double precision.</summary>
public static class IAlpha
{
    /// <summary>The value; the slopes become those of minus it.</summary>
    /// <param name="scores">Of a batch.</param>
    /// <param name="alpha">0, NWJ, to 1, InfoNCE.</param>
    /// <returns>Nats.</returns>
    public static double Descend(PairedScores scores, double alpha)
    {
        ArgumentNullException.ThrowIfNull(scores);
        (Memory<double> first, Memory<double> second) = scores.RowRoom();
        Span<double> negatives = first.Span, d = second.Span;
        Span<float> slopes = scores.Slopes;
        double sum = 0, weight = 1.0 / scores.Rows;
        for (int i = 0; i < scores.Rows; i++)
        {
            double positive = scores.Values[scores.Positive(i)];
            scores.CopyNegatives(i, negatives);
            IAlphaRow row = IAlphaRow.Of(positive, negatives, alpha);
            sum += 1 + row.Density - row.Share;
            double ofPositive = row.Slopes(positive, negatives, weight, d);
            int start = i * scores.Columns, own = scores.Positive(i);
            for (int k = 0, next = 0; k < scores.Columns; k++)
            {
                slopes[start + k] = (float)(start + k == own ? ofPositive : d[next++]);
            }
        }

        return sum / scores.Rows;
    }

    /// <summary>log(e^f / a) of each pair.</summary>
    /// <param name="scores">Of n pairs.</param>
    /// <param name="alpha">0 to 1.</param>
    /// <param name="densities">Receives [n], nats.</param>
    public static void Densities(PairedScores scores, double alpha, Span<float> densities)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Span<double> negatives = scores.RowRoom().First.Span;
        for (int i = 0; i < scores.Rows; i++)
        {
            scores.CopyNegatives(i, negatives);
            densities[i] = (float)IAlphaRow.Of(scores.Values[scores.Positive(i)], negatives, alpha).Density;
        }
    }
}
