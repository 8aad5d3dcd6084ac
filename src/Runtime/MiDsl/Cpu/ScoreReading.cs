using System;
using MathNet.Numerics;

namespace MiDsl.Cpu;

/// <summary>Brings the scores of test pairs to <see cref="PairScores"/> and <see cref="PairValues"/>, in double precision.</summary>
public static class ScoreReading
{
    /// <summary>Adds pairs and the log means of e^f over their negatives, row by row and by the y that they use.</summary>
    /// <param name="read">Gathers them.</param>
    /// <param name="scores">Of n pairs.</param>
    /// <param name="limit">Negatives are clamped to +- this.</param>
    /// <param name="byColumns">Whether negatives' y are those of other test pairs.</param>
    public static void Add(this PairScores read, PairedScores scores, double limit = double.PositiveInfinity, bool byColumns = true)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(scores);
        int n = scores.Rows;
        double[] positives = new double[n], rows = new double[n], columns = new double[n];
        LogMeans means = new(n);
        double[] negatives = new double[scores.Negatives];
        for (int i = 0; i < n; i++)
        {
            positives[i] = scores.Values[scores.Positive(i)];
            scores.CopyNegatives(i, negatives);
            foreach (ref double f in negatives.AsSpan())
            {
                f = Math.Clamp(f, -limit, limit);
            }

            rows[i] = LogSpace.LogMeanExp(negatives);
        }

        if (byColumns)
        {
            EachNegative(scores, (row, at, y) => means.See(y, Math.Clamp(scores.Values[at], -limit, limit)));
            EachNegative(scores, (row, at, y) => means.Add(y, Math.Clamp(scores.Values[at], -limit, limit)));
        }

        for (int j = 0; j < n; j++)
        {
            columns[j] = byColumns ? means.Of(j) : double.NegativeInfinity;
        }

        read.Add(positives, rows, columns);
    }

    /// <summary>InfoNCE: adds <c>f - log (1/K) sum e^f</c> of each row, and what negatives add to these values, log(1 - w).</summary>
    /// <param name="read">Gathers them.</param>
    /// <param name="scores">Of n pairs.</param>
    /// <param name="byColumns">Whether negatives' y are those of other test pairs.</param>
    public static void AddInfoNce(this PairValues read, PairedScores scores, bool byColumns = true)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(scores);
        int n = scores.Rows;
        double[] values = new double[n], columns = new double[n], logSums = new double[n];
        double[] row = new double[scores.Columns];
        for (int i = 0; i < n; i++)
        {
            Row(scores, i, row);
            double positive = scores.Values[scores.Positive(i)];
            logSums[i] = LogSpace.LogSumExp(row);
            values[i] = positive - logSums[i] + Math.Log(scores.Columns);
        }

        if (byColumns)
        {
            EachNegative(scores, (i, at, y) => columns[y] += Without(
                scores.Values[at] - logSums[i], staying: scores.Values[scores.Positive(i)] - logSums[i]));
        }

        read.Add(values, columns, byColumns ? scores.Negatives : 0);
    }

    /// <summary>I_alpha: adds the value of each row, and what negatives add to these values.</summary>
    /// <param name="read">Gathers them.</param>
    /// <param name="scores">Of n pairs.</param>
    /// <param name="alpha">0 to 1.</param>
    /// <param name="byColumns">Whether negatives' y are those of other test pairs.</param>
    public static void AddIAlpha(this PairValues read, PairedScores scores, double alpha, bool byColumns = true)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(scores);
        int n = scores.Rows, k = scores.Negatives;
        double[] values = new double[n], columns = new double[n];
        double[] negatives = new double[k], influences = new double[k];
        for (int i = 0; i < n; i++)
        {
            double positive = scores.Values[scores.Positive(i)];
            scores.CopyNegatives(i, negatives);
            IAlphaRow row = IAlphaRow.Of(positive, negatives, alpha);
            values[i] = 1 + row.Density - row.Share;
            if (!byColumns)
            {
                continue;
            }

            row.Influences(negatives, influences);
            for (int c = 0, next = 0; c < scores.Columns; c++)
            {
                if ((i * scores.Columns) + c != scores.Positive(i))
                {
                    columns[scores.RowOfY(i, c)] += influences[next++];
                }
            }
        }

        read.Add(values, columns, byColumns ? k : 0);
    }

    /// <summary>CLUB: adds each pair's score less the mean of its negatives, and what negatives add to these values, -f / M.</summary>
    /// <param name="read">Gathers them.</param>
    /// <param name="scores">Of n pairs.</param>
    /// <param name="byColumns">Whether negatives' y are those of other test pairs.</param>
    public static void AddContrasts(this PairValues read, PairedScores scores, bool byColumns = true)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(scores);
        int n = scores.Rows, m = scores.Negatives;
        double[] values = new double[n], columns = new double[n], negatives = new double[m];
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            scores.CopyNegatives(i, negatives);
            foreach (double f in negatives)
            {
                sum += f;
            }

            values[i] = scores.Values[scores.Positive(i)] - (sum / m);
        }

        if (byColumns)
        {
            EachNegative(scores, (i, at, y) => columns[y] -= (double)scores.Values[at] / m);
        }

        read.Add(values, columns, byColumns ? m : 0);
    }

    /// <summary>log(1 - share): what is left of a sum without one part, never less than the part that always stays.</summary>
    internal static double Without(double logShare, double staying) => Math.Max(SpecialFunctions.Log1p(-Math.Exp(logShare)), staying);

    private static void Row(PairedScores scores, int row, Span<double> into)
    {
        ReadOnlySpan<float> values = scores.Values.Slice(row * scores.Columns, scores.Columns);
        for (int k = 0; k < values.Length; k++)
        {
            into[k] = values[k];
        }
    }

    private static void EachNegative(PairedScores scores, Action<int, int, int> take)
    {
        for (int i = 0; i < scores.Rows; i++)
        {
            for (int k = 0; k < scores.Columns; k++)
            {
                int at = (i * scores.Columns) + k;
                if (at != scores.Positive(i))
                {
                    take(i, at, scores.RowOfY(i, k));
                }
            }
        }
    }

    /// <summary>Log means of e^f, one for each y: the greatest first, then the sums below it.</summary>
    private sealed class LogMeans
    {
        private readonly double[] greatest;
        private readonly double[] sums;
        private readonly int[] counts;

        public LogMeans(int n)
        {
            (greatest, sums, counts) = (new double[n], new double[n], new int[n]);
            Array.Fill(greatest, double.NegativeInfinity);
        }

        public void See(int y, double f)
        {
            greatest[y] = Math.Max(greatest[y], f);
            counts[y]++;
        }

        public void Add(int y, double f) => sums[y] += Math.Exp(f - greatest[y]);

        public double Of(int y) => greatest[y] + Math.Log(sums[y] / counts[y]);
    }
}
