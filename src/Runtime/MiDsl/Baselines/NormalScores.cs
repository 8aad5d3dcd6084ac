using System;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace MiDsl;

/// <summary>
/// Each column by its ranks turned into Gaussian quantiles, <c>Phi^-1(rank / (n + 1))</c> (van der Waerden 1952), equal
/// values sharing their mean rank. Learned on the training pairs alone. A monotone map of each column, so mutual
/// information stays as it is, but for what lies beyond the training pairs.
/// </summary>
public sealed class NormalScores
{
    private readonly Knots[] x;
    private readonly Knots[] y;

    private NormalScores(Knots[] x, Knots[] y) => (this.x, this.y) = (x, y);

    /// <summary>Learns the scores of the values of each column. A constant column has score 0.</summary>
    /// <param name="train">The training pairs.</param>
    public static NormalScores Fit(PairedData train)
    {
        ArgumentNullException.ThrowIfNull(train);
        return new NormalScores(Learn(train.X, train.XOffsets), Learn(train.Y, train.YOffsets));
    }

    /// <summary>
    /// The scores of the same or other pairs: between two training values by linear interpolation, beyond them the score of
    /// the least or greatest. They keep their origin.
    /// </summary>
    /// <param name="data">Pairs of the same dimensions.</param>
    /// <exception cref="DataException">Other dimensions.</exception>
    public PairedData Apply(PairedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.XDim != x.Length || data.YDim != y.Length)
        {
            throw new DataException(
                $"The data ({data.Source}) has X {data.XDim} and Y {data.YDim} columns, but X {x.Length} and Y {y.Length} were fitted.");
        }

        return data.WithValues(Apply(x, data.X, data.XOffsets), Apply(y, data.Y, data.YOffsets));
    }

    private static float[] Apply(Knots[] columns, ReadOnlySpan<float> values, ReadOnlySpan<double> offsets)
    {
        float[] scores = new float[values.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            int column = i % columns.Length;
            scores[i] = (float)columns[column].Score(values[i] + offsets[column]);
        }

        return scores;
    }

    private static Knots[] Learn(ReadOnlySpan<float> values, ReadOnlySpan<double> offsets)
    {
        int dim = offsets.Length;
        Knots[] columns = new Knots[dim];
        double[] sorted = new double[values.Length / dim];
        for (int column = 0; column < dim; column++)
        {
            for (int i = 0; i < sorted.Length; i++)
            {
                sorted[i] = values[i * dim + column] + offsets[column];
            }

            Array.Sort(sorted);
            columns[column] = Knots.Of(sorted);
        }

        return columns;
    }

    /// <summary>The distinct values of a column, ascending, and their scores.</summary>
    private sealed record Knots(double[] Values, double[] Scores)
    {
        internal static Knots Of(double[] sorted)
        {
            double[] values = [.. sorted.Distinct()], scores = new double[values.Length];
            for (int i = 0, start = 0; i < values.Length; i++)
            {
                int end = start;
                while (end < sorted.Length && sorted[end] == values[i])
                {
                    end++;
                }

                // The ranks start + 1 .. end.
                scores[i] = Normal.InvCDF(0, 1, 0.5 * (start + 1 + end) / (sorted.Length + 1));
                start = end;
            }

            return new Knots(values, scores);
        }

        internal double Score(double value)
        {
            int at = Array.BinarySearch(Values, value);
            if (at >= 0)
            {
                return Scores[at];
            }

            int above = ~at;
            if (above == 0 || above == Values.Length)
            {
                return Scores[Math.Min(above, Values.Length - 1)];
            }

            double share = (value - Values[above - 1]) / (Values[above] - Values[above - 1]);
            return Scores[above - 1] + share * (Scores[above] - Scores[above - 1]);
        }
    }
}
