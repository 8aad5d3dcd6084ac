using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary>
/// Normal scores (<see cref="NormalScores"/>) of the independent components of X, of Y or of both, where those depend on the
/// other side more plainly than the columns do: columns may be linear mixtures of what each has a shape of its own, and ranks of
/// mixtures hide that. A map of each side that can be undone: mutual information stays as it is.
/// </summary>
public sealed class UnmixedScores : DataPreparation
{
    // A turn of d columns has about d^2 numbers: with fewer pairs to each it is noise.
    private const int PairsPerNumber = 10;

    // What components must gain, nats: less is chance.
    private const double Margin = 0.01;

    private const double Learning = 0.7;

    /// <summary>Known numbers, e.g. read from a file.</summary>
    /// <param name="x">To the components of X; null where its columns stay.</param>
    /// <param name="y">To the components of Y; null where its columns stay.</param>
    /// <param name="scores">Of the components, or of the columns that stay.</param>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public UnmixedScores(LinearMixture? x, LinearMixture? y, NormalScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if ((x is not null && x.Dim != scores.XDim) || (y is not null && y.Dim != scores.YDim))
        {
            throw new ArgumentException($"Components of {x?.Dim ?? scores.XDim} and {y?.Dim ?? scores.YDim} columns, scores of {scores.XDim} and {scores.YDim}.", nameof(scores));
        }

        (X, Y, Scores) = (x, y, scores);
    }

    /// <summary>To the components of X; null where its columns stay.</summary>
    public LinearMixture? X { get; }

    /// <summary>To the components of Y; null where its columns stay.</summary>
    public LinearMixture? Y { get; }

    /// <summary>Normal scores of the components, or of the columns that stay.</summary>
    public NormalScores Scores { get; }

    /// <inheritdoc/>
    public override int XDim => Scores.XDim;

    /// <inheritdoc/>
    public override int YDim => Scores.YDim;

    /// <summary>
    /// Learns the components of each side on seven tenths of the training pairs; the other three tenths choose: components are
    /// taken, on either side or on both, if the normal log ratio of their scores is greater there by .01 nats than that of the
    /// columns' scores.
    /// </summary>
    /// <param name="train">The training pairs. With fewer than about 14 d^2 of them for d columns, these stay.</param>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    public static UnmixedScores Fit(PairedData train, bool labelledX = false, bool labelledY = false)
    {
        ArgumentNullException.ThrowIfNull(train);
        int n = (int)(train.Count * Learning);
        bool Enough(int d) => d > 1 && n >= PairsPerNumber * d * d;
        bool mixedX = !labelledX && Enough(train.XDim), mixedY = !labelledY && Enough(train.YDim);
        (LinearMixture? X, LinearMixture? Y) best = mixedX || mixedY ? Choose(train.Take(n), train.Skip(n), mixedX, mixedY) : default;
        return Of(train, best.X, best.Y, labelledX, labelledY);
    }

    /// <inheritdoc/>
    public override void ApplyX(ReadOnlySpan<float> rows, Span<float> destination) => Score(X, Scores.X, rows, new double[XDim], destination);

    /// <inheritdoc/>
    public override void ApplyY(ReadOnlySpan<float> rows, Span<float> destination) => Score(Y, Scores.Y, rows, new double[YDim], destination);

    private protected override (float[] X, float[] Y) Prepare(PairedData data)
    {
        float[] x = new float[data.X.Length], y = new float[data.Y.Length];
        Score(X, Scores.X, data.X, data.XOffsets, x);
        Score(Y, Scores.Y, data.Y, data.YOffsets, y);
        return (x, y);
    }

    private static void Score(LinearMixture? mixture, SortedColumns sorted, ReadOnlySpan<float> rows, ReadOnlySpan<double> offsets, Span<float> destination)
    {
        if (mixture is null)
        {
            sorted.Score(rows, offsets, destination);
            return;
        }

        mixture.Apply(rows, offsets, destination);
        sorted.Score(destination, new double[sorted.Dim], destination);
    }

    private static UnmixedScores Of(PairedData train, LinearMixture? x, LinearMixture? y, bool labelledX = false, bool labelledY = false) =>
        new(x, y, new NormalScores(Sorted(x, train.X, train.XOffsets, labelledX), Sorted(y, train.Y, train.YOffsets, labelledY)));

    private static SortedColumns Sorted(LinearMixture? mixture, ReadOnlySpan<float> rows, ReadOnlySpan<double> offsets, bool labelled)
    {
        if (labelled)
        {
            return SortedColumns.Labels(offsets.Length);
        }

        if (mixture is null)
        {
            return SortedColumns.Of(rows, offsets);
        }

        float[] mixed = new float[rows.Length];
        mixture.Apply(rows, offsets, mixed);
        return SortedColumns.Of(mixed, new double[mixture.Dim]);
    }

    private static (LinearMixture? X, LinearMixture? Y) Choose(PairedData first, PairedData rest, bool mixedX, bool mixedY)
    {
        (LinearMixture? x, LinearMixture? y) = Components(first, mixedX, mixedY);
        (LinearMixture? X, LinearMixture? Y)[] candidates = [(x, y), (x, null), (null, y)];
        (LinearMixture? X, LinearMixture? Y) best = default;
        double bestValue = Information(first, rest, best) + Margin;
        foreach (var candidate in candidates.Distinct().Where(candidate => candidate != default))
        {
            double value = Information(first, rest, candidate);
            if (value > bestValue)
            {
                (best, bestValue) = (candidate, value);
            }
        }

        return best;
    }

    /// <summary>The mean normal log ratio of scores on other pairs, nats.</summary>
    private static double Information(PairedData first, PairedData rest, (LinearMixture? X, LinearMixture? Y) mixtures)
    {
        UnmixedScores scores = Of(first, mixtures.X, mixtures.Y);
        Matrix<double> fitted = Rows(scores.Apply(first));
        var ratio = new EllipticalRatio(
            CanonicalCoordinates.Of(fitted.TransposeThisAndMultiply(fitted) / first.Count, first.XDim), double.PositiveInfinity, double.PositiveInfinity);
        return Rows(scores.Apply(rest)).ToRowArrays().Average(row => ratio.LogRatio(row.AsSpan(0, first.XDim), row.AsSpan(first.XDim)));
    }

    /// <summary>Of standardized columns in canonical coordinates, where the other side has told them apart already as far as it can.</summary>
    private static (LinearMixture? X, LinearMixture? Y) Components(PairedData data, bool ofX, bool ofY)
    {
        (double[] xMeans, double[] xDeviations) = Moments(data.X, data.XOffsets);
        (double[] yMeans, double[] yDeviations) = Moments(data.Y, data.YOffsets);
        double[] means = [.. xMeans, .. yMeans], deviations = [.. xDeviations, .. yDeviations];
        Matrix<double> rows = Rows(data).MapIndexed((_, column, value) => (value - means[column]) / deviations[column], Zeros.Include);
        if (!rows.ForAll(double.IsFinite))
        {
            return (null, null);
        }

        var canonical = CanonicalCoordinates.Of(rows.TransposeThisAndMultiply(rows) / data.Count, data.XDim);
        return (
            ofX ? Mixture(rows.SubMatrix(0, data.Count, 0, data.XDim), canonical.X, xMeans, xDeviations) : null,
            ofY ? Mixture(rows.SubMatrix(0, data.Count, data.XDim, data.YDim), canonical.Y, yMeans, yDeviations) : null);
    }

    private static LinearMixture? Mixture(Matrix<double> standardized, Matrix<double> axes, double[] means, double[] deviations)
    {
        Matrix<double> turned = axes * IndependentComponents.Turn(standardized * axes);
        double[] matrix = turned.MapIndexed((row, _, value) => value / deviations[row], Zeros.Include).ToRowMajorArray();
        return Array.TrueForAll(matrix, double.IsFinite) ? new LinearMixture(means, matrix) : null;
    }

    private static (double[] Means, double[] Deviations) Moments(ReadOnlySpan<float> values, ReadOnlySpan<double> offsets)
    {
        double[] means = new double[offsets.Length], deviations = new double[offsets.Length];
        for (int column = 0; column < means.Length; column++)
        {
            (double mean, double deviation) = ColumnMoments.Of(values, means.Length, column);
            (means[column], deviations[column]) = (mean + offsets[column], deviation > 0 ? deviation : 1);
        }

        return (means, deviations);
    }

    private static Matrix<double> Rows(PairedData data)
    {
        float[] x = data.X.ToArray(), y = data.Y.ToArray();
        double[] offsets = [.. data.XOffsets, .. data.YOffsets];
        int dx = data.XDim, dy = data.YDim;
        return Matrix<double>.Build.Dense(
            data.Count, dx + dy, (row, column) => offsets[column] + (column < dx ? x[(row * dx) + column] : y[(row * dy) + column - dx]));
    }
}
