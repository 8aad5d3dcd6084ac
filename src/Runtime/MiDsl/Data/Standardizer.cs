using System;
using System.Collections.Immutable;

namespace MiDsl;

/// <summary>
/// Each column minus its mean, over its standard deviation, learned on the training pairs alone: what was learned on the
/// test pairs would leak into them. Leaves mutual information as it is.
/// </summary>
public sealed class Standardizer : DataPreparation
{
    private readonly double[] xMeans;
    private readonly double[] xDeviations;
    private readonly double[] yMeans;
    private readonly double[] yDeviations;

    /// <summary>Known means and deviations, e.g. read from a file.</summary>
    /// <param name="xMeans">Means of X [dx].</param>
    /// <param name="xDeviations">Standard deviations of X [dx], above 0.</param>
    /// <param name="yMeans">Means of Y [dy].</param>
    /// <param name="yDeviations">Standard deviations of Y [dy], above 0.</param>
    /// <exception cref="ArgumentException">Lengths differ, a mean is not finite, or a deviation not above 0.</exception>
    public Standardizer(
        ReadOnlySpan<double> xMeans, ReadOnlySpan<double> xDeviations,
        ReadOnlySpan<double> yMeans, ReadOnlySpan<double> yDeviations)
    {
        Require(xMeans, xDeviations, nameof(xDeviations));
        Require(yMeans, yDeviations, nameof(yDeviations));
        this.xMeans = xMeans.ToArray();
        this.xDeviations = xDeviations.ToArray();
        this.yMeans = yMeans.ToArray();
        this.yDeviations = yDeviations.ToArray();
    }

    /// <inheritdoc/>
    public override int XDim => xMeans.Length;

    /// <inheritdoc/>
    public override int YDim => yMeans.Length;

    /// <summary>Means of X [dx], offsets of the data included.</summary>
    public ReadOnlySpan<double> XMeans => xMeans;

    /// <summary>Standard deviations of X [dx].</summary>
    public ReadOnlySpan<double> XDeviations => xDeviations;

    /// <summary>Means of Y [dy], offsets of the data included.</summary>
    public ReadOnlySpan<double> YMeans => yMeans;

    /// <summary>Standard deviations of Y [dy].</summary>
    public ReadOnlySpan<double> YDeviations => yDeviations;

    /// <summary>Learns means and deviations (over n), in double precision.</summary>
    /// <param name="train">The training pairs.</param>
    /// <param name="labelledX">Whether X holds labels, which stay as they are.</param>
    /// <param name="labelledY">Whether Y holds labels, which stay as they are.</param>
    /// <exception cref="DataException">A column is constant on these pairs.</exception>
    public static Standardizer Fit(PairedData train, bool labelledX = false, bool labelledY = false)
    {
        ArgumentNullException.ThrowIfNull(train);
        (double[] xMeans, double[] xDeviations) = labelledX ? Identity(train.XDim) : Moments(train, train.X, train.XOffsets, train.XNames, "X");
        (double[] yMeans, double[] yDeviations) = labelledY ? Identity(train.YDim) : Moments(train, train.Y, train.YOffsets, train.YNames, "Y");
        return new Standardizer(xMeans, xDeviations, yMeans, yDeviations);
    }

    /// <summary>The identity.</summary>
    /// <param name="xDim">dx.</param>
    /// <param name="yDim">dy.</param>
    public static Standardizer None(int xDim, int yDim)
    {
        (double[] xMeans, double[] xDeviations) = Identity(xDim);
        (double[] yMeans, double[] yDeviations) = Identity(yDim);
        return new Standardizer(xMeans, xDeviations, yMeans, yDeviations);
    }

    /// <inheritdoc/>
    public override void ApplyX(ReadOnlySpan<float> rows, Span<float> destination) =>
        Apply(rows, new double[xMeans.Length], xMeans, xDeviations, destination);

    /// <inheritdoc/>
    public override void ApplyY(ReadOnlySpan<float> rows, Span<float> destination) =>
        Apply(rows, new double[yMeans.Length], yMeans, yDeviations, destination);

    private protected override (float[] X, float[] Y) Prepare(PairedData data)
    {
        float[] x = new float[data.X.Length], y = new float[data.Y.Length];
        Apply(data.X, data.XOffsets, xMeans, xDeviations, x);
        Apply(data.Y, data.YOffsets, yMeans, yDeviations, y);
        RequireFinite(x, data.XNames);
        RequireFinite(y, data.YNames);
        return (x, y);
    }

    private static (double[] Means, double[] Deviations) Identity(int dim)
    {
        double[] ones = new double[dim];
        Array.Fill(ones, 1);
        return (new double[dim], ones);
    }

    private static (double[] Means, double[] Deviations) Moments(
        PairedData data, ReadOnlySpan<float> values, ReadOnlySpan<double> offsets, ImmutableArray<string> names, string side)
    {
        int dim = offsets.Length, n = data.Count;
        double[] means = new double[dim], deviations = new double[dim];
        bool[] varies = new bool[dim];
        for (int i = 0, column = 0; i < values.Length; i++)
        {
            means[column] += values[i] / (double)n;
            varies[column] |= values[i] != values[column];
            column = column + 1 == dim ? 0 : column + 1;
        }

        int constant = Array.IndexOf(varies, false);
        if (constant >= 0)
        {
            throw new DataException(
                $"Column '{names[constant]}' of {side} is constant on the {n} training rows ({data.Source}): it cannot be standardized and says nothing about the other variable. Leave it out, or use Preprocessing.None.");
        }

        for (int i = 0, column = 0; i < values.Length; i++)
        {
            deviations[column] += (values[i] - means[column]) * (values[i] - means[column]) / n;
            column = column + 1 == dim ? 0 : column + 1;
        }

        for (int column = 0; column < dim; column++)
        {
            means[column] += offsets[column];
            deviations[column] = Math.Sqrt(deviations[column]);
        }

        return (means, deviations);
    }

    private static void Apply(
        ReadOnlySpan<float> values, ReadOnlySpan<double> offsets, double[] means, double[] deviations, Span<float> destination)
    {
        int dim = means.Length;
        double[] shift = new double[dim];
        for (int column = 0; column < dim; column++)
        {
            shift[column] = offsets[column] - means[column];
        }

        for (int i = 0, column = 0; i < values.Length; i++)
        {
            destination[i] = (float)((values[i] + shift[column]) / deviations[column]);
            column = column + 1 == dim ? 0 : column + 1;
        }
    }

    private static void RequireFinite(float[] values, ImmutableArray<string> names)
    {
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new DataException(
                $"Column '{names[bad % names.Length]}' in row {bad / names.Length} (counted from 0) is too far from the training pairs to be standardized in single precision.");
        }
    }

    private static void Require(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, string name)
    {
        if (means.Length != deviations.Length)
        {
            throw new ArgumentException($"{means.Length} means but {deviations.Length} deviations.", name);
        }

        for (int i = 0; i < means.Length; i++)
        {
            if (!double.IsFinite(means[i]) || !double.IsFinite(deviations[i]) || deviations[i] <= 0)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Mean {means[i]:R} and deviation {deviations[i]:R} of column {i} must be finite, the latter above 0."), name);
            }
        }
    }
}
