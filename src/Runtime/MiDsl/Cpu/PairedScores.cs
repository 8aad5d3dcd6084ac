using System;
using MiDsl.Kernels;

namespace MiDsl.Cpu;

/// <summary>
/// The scores of a batch and the slopes of the loss in them. Either all pairings, [n, n] with the positives on the diagonal, or a row
/// for each pair, [n, 1 + M] with its positive first and then negatives, whose y an index names.
/// </summary>
public sealed class PairedScores
{
    // e^-60: a slope below it becomes 0. It would fade into denormal numbers, which slow matrix products tenfold.
    private const float Faintest = 8.7e-27f;

    private float[] values = [];
    private float[] slopes = [];
    private float[] scratch = [];
    private int[] index = [];

    /// <summary>Pairs, n.</summary>
    public int Rows { get; private set; }

    /// <summary>Scores of each pair: n, or 1 + M.</summary>
    public int Columns { get; private set; }

    /// <summary>Whether all pairings of the batch are scored.</summary>
    public bool InBatch { get; private set; } = true;

    /// <summary>Negatives of each pair: n - 1, or M.</summary>
    public int Negatives => Columns - 1;

    /// <summary>All scores, row by row.</summary>
    public int Count => Rows * Columns;

    /// <summary>The scores f, [rows, columns].</summary>
    public Span<float> Values => values.AsSpan(0, Count);

    /// <summary>The slope of the loss in each score, [rows, columns].</summary>
    public Span<float> Slopes => slopes.AsSpan(0, Count);

    /// <summary>Makes room for all pairings of a batch.</summary>
    /// <param name="rows">n, at least 2.</param>
    /// <exception cref="ArgumentException">Fewer.</exception>
    public void Shape(int rows)
    {
        if (rows < 2)
        {
            throw new ArgumentException($"a batch of {rows} pairs has no negatives; give at least 2", nameof(rows));
        }

        (Rows, Columns, InBatch) = (rows, rows, true);
        MakeRoom();
    }

    /// <summary>Makes room for a positive and its negatives a row.</summary>
    /// <param name="rows">n.</param>
    /// <param name="pairs">The row of y of each score, [n, 1 + M]; copied.</param>
    public void Shape(int rows, ReadOnlySpan<int> pairs)
    {
        (Rows, Columns, InBatch) = (rows, pairs.Length / rows, false);
        MakeRoom();
        if (index.Length < pairs.Length)
        {
            index = new int[pairs.Length];
        }

        pairs.CopyTo(index);
    }

    /// <summary>Makes room for two scores a row, of which neither is with another row's y: log v(y|x) and log r(y).</summary>
    /// <param name="rows">n.</param>
    public void ShapeTwo(int rows)
    {
        (Rows, Columns, InBatch) = (rows, 2, false);
        MakeRoom();
        if (index.Length < Count)
        {
            index = new int[Count];
        }

        for (int at = 0; at < Count; at++)
        {
            index[at] = at / 2;
        }
    }

    /// <summary>The row of y that a score belongs to.</summary>
    /// <param name="row">Row of x.</param>
    /// <param name="column">Of the scores.</param>
    public int RowOfY(int row, int column) => InBatch ? column : index[(row * Columns) + column];

    /// <summary>Where the positive of a row is among all scores.</summary>
    /// <param name="row">The row.</param>
    public int Positive(int row) => (row * Columns) + (InBatch ? row : 0);

    /// <summary>The scores of the pairs themselves.</summary>
    /// <param name="positives">Receives [n].</param>
    public void CopyPositives(Span<float> positives)
    {
        for (int i = 0; i < Rows; i++)
        {
            positives[i] = values[Positive(i)];
        }
    }

    /// <summary>The negatives of a row, in their order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="negatives">Receives <see cref="Negatives"/> scores.</param>
    public void CopyNegatives(int row, Span<double> negatives)
    {
        int positive = Positive(row), start = row * Columns;
        for (int k = 0, next = 0; k < Columns; k++)
        {
            if (start + k != positive)
            {
                negatives[next++] = values[start + k];
            }
        }
    }

    /// <summary>E_p f: the mean score of the pairs.</summary>
    public double MeanPositive()
    {
        double sum = 0;
        for (int i = 0; i < Rows; i++)
        {
            sum += values[Positive(i)];
        }

        return sum / Rows;
    }

    /// <summary>E_q f: the mean score of the negatives.</summary>
    public double MeanNegative() => (Reductions.Sum(Values) - (MeanPositive() * Rows)) / ((double)Rows * Negatives);

    /// <summary>Each pair's score less the mean of its negatives.</summary>
    /// <param name="contrasts">Receives [n].</param>
    public void CopyContrasts(Span<float> contrasts)
    {
        for (int i = 0; i < Rows; i++)
        {
            double positive = values[Positive(i)];
            contrasts[i] = (float)(positive - ((Reductions.Sum(values.AsSpan(i * Columns, Columns)) - positive) / Negatives));
        }
    }

    /// <summary>log E_q e^f over all negatives.</summary>
    /// <param name="limit">Scores are clamped to +- this.</param>
    public double LogMeanNegatives(double limit = double.PositiveInfinity)
    {
        Span<float> negatives = scratch.AsSpan(0, Count);
        Values.CopyTo(negatives);
        if (!double.IsPositiveInfinity(limit))
        {
            RowMath.Clamp(negatives, (float)limit);
        }

        return LogMean(negatives, default);
    }

    /// <summary>log E_q e^f over all negatives; the slopes become its own, e^f / sum e^f, and 0 for positives.</summary>
    public double SoftmaxNegatives()
    {
        Values.CopyTo(Slopes);
        double logMean = LogMean(Slopes, Slopes);
        RowMath.CutBelow(Slopes, Faintest);
        return logMean;
    }

    /// <summary>The mean over rows of log (1/K) sum e^f, K all scores of a row.</summary>
    public double LogMeanRows()
    {
        Span<float> logs = scratch.AsSpan(0, Rows);
        Reductions.RowLogSumExp(Values, logs, Columns);
        return Reductions.Mean(logs) - Math.Log(Columns);
    }

    /// <summary>The slopes of some rows become the softmax of each.</summary>
    /// <param name="row">The first.</param>
    /// <param name="rows">How many.</param>
    public void SoftmaxRows(int row, int rows)
    {
        int from = row * Columns, count = rows * Columns;
        Reductions.RowSoftmax(values.AsSpan(from, count), slopes.AsSpan(from, count), scratch.AsSpan(from, rows), Columns);
        RowMath.CutBelow(slopes.AsSpan(from, count), Faintest);
    }

    /// <summary>
    /// The slopes of <c>mean softplus(-(f - shift))</c> over positives and <c>ratio mean softplus(f - shift)</c> over negatives. Below -60 the
    /// slope is 0 instead of e^-60.
    /// </summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="shift">log of the noise ratio.</param>
    /// <param name="ratio">The noise ratio.</param>
    public void LogisticSlopes(int row, int rows, double shift, double ratio)
    {
        int from = row * Columns, count = rows * Columns;
        Span<float> shifted = scratch.AsSpan(from, count), d = slopes.AsSpan(from, count);
        Shifted(from, shifted, shift);
        VectorMath.Sigmoid(shifted, d);
        float ofNegative = (float)(ratio / ((double)Rows * Negatives)), ofPositive = 1f / Rows;
        for (int i = 0; i < d.Length; i++)
        {
            d[i] = shifted[i] < -60 ? 0 : d[i] * ofNegative;
        }

        for (int i = row; i < row + rows; i++)
        {
            // sigmoid(f) - 1, without the cancellation.
            int p = Positive(i) - from;
            d[p] = -ofPositive / (1 + MathF.Exp(shifted[p]));
        }
    }

    /// <summary><c>-(mean softplus(-(f - shift)) + ratio mean softplus(f - shift))</c>, over positives and negatives.</summary>
    /// <param name="shift">log of the noise ratio.</param>
    /// <param name="ratio">The noise ratio.</param>
    public double LogisticObjective(double shift, double ratio)
    {
        Span<float> shifted = scratch.AsSpan(0, Count);
        Shifted(0, shifted, shift);
        for (int i = 0; i < Rows; i++)
        {
            int p = Positive(i);
            shifted[p] = -shifted[p];
        }

        VectorMath.Softplus(shifted, shifted);
        double positives = 0;
        for (int i = 0; i < Rows; i++)
        {
            int p = Positive(i);
            positives += shifted[p];
            shifted[p] = 0;
        }

        return -((positives / Rows) + (ratio * Reductions.Sum(shifted) / ((double)Rows * Negatives)));
    }

    /// <summary>Multiplies all slopes.</summary>
    /// <param name="factor">By this.</param>
    public void ScaleSlopes(double factor) => ScaleSlopes(0, Rows, factor);

    /// <summary>Multiplies the slopes of some rows.</summary>
    /// <param name="row">The first.</param>
    /// <param name="rows">How many.</param>
    /// <param name="factor">By this.</param>
    public void ScaleSlopes(int row, int rows, double factor) => RowMath.Scale(slopes.AsSpan(row * Columns, rows * Columns), (float)factor);

    /// <summary>Adds to every score.</summary>
    /// <param name="constant">What is added.</param>
    public void Shift(float constant)
    {
        foreach (ref float value in Values)
        {
            value += constant;
        }
    }

    /// <summary>InfoNCE's density of each pair, <c>f - log (1/K) sum e^f</c> over all scores of its row.</summary>
    /// <param name="densities">Receives [n], nats.</param>
    public void InfoNceDensities(Span<float> densities)
    {
        Span<float> logs = scratch.AsSpan(0, Rows);
        Reductions.RowLogSumExp(Values, logs, Columns);
        float logCount = (float)Math.Log(Columns);
        for (int i = 0; i < Rows; i++)
        {
            densities[i] = values[Positive(i)] - logs[i] + logCount;
        }
    }

    /// <summary>Sets all slopes.</summary>
    /// <param name="slope">To this.</param>
    public void SetSlopes(double slope) => Slopes.Fill((float)slope);

    /// <summary>Adds to the slope of each positive.</summary>
    /// <param name="slope">What is added.</param>
    public void AddToPositives(double slope) => AddToPositives(0, Rows, slope);

    /// <summary>Adds to the slope of the positives of some rows.</summary>
    /// <param name="row">The first.</param>
    /// <param name="rows">How many.</param>
    /// <param name="slope">What is added.</param>
    public void AddToPositives(int row, int rows, double slope)
    {
        for (int i = row; i < row + rows; i++)
        {
            slopes[Positive(i)] += (float)slope;
        }
    }

    /// <summary>Subtracts from each row of scores its own number: a baseline log a(x).</summary>
    /// <param name="baseline">[n].</param>
    public void SubtractRows(ReadOnlySpan<float> baseline)
    {
        for (int i = 0; i < Rows; i++)
        {
            foreach (ref float value in values.AsSpan(i * Columns, Columns))
            {
                value -= baseline[i];
            }
        }
    }

    /// <summary>The slopes in what <see cref="SubtractRows"/> subtracted.</summary>
    /// <param name="baseline">Receives [n].</param>
    public void RowSlopes(Span<float> baseline)
    {
        for (int i = 0; i < Rows; i++)
        {
            baseline[i] = -(float)Reductions.Sum(slopes.AsSpan(i * Columns, Columns));
        }
    }

    private void Shifted(int from, Span<float> shifted, double shift)
    {
        float s = (float)shift;
        ReadOnlySpan<float> f = values.AsSpan(from, shifted.Length);
        for (int i = 0; i < shifted.Length; i++)
        {
            shifted[i] = f[i] - s;
        }
    }

    // Over all but the positives, as one long row.
    private double LogMean(Span<float> negatives, Span<float> weights)
    {
        for (int i = 0; i < Rows; i++)
        {
            negatives[Positive(i)] = float.NegativeInfinity;
        }

        Span<float> log = stackalloc float[1];
        if (weights.IsEmpty)
        {
            Reductions.RowLogSumExp(negatives, log, negatives.Length);
        }
        else
        {
            Reductions.RowSoftmax(negatives, weights, log, negatives.Length);
        }

        return log[0] - Math.Log((double)Rows * Negatives);
    }

    private void MakeRoom()
    {
        if (values.Length < Count)
        {
            (values, slopes, scratch) = (new float[Count], new float[Count], new float[Math.Max(Count, Rows)]);
        }
    }
}
