using System;
using System.Collections.Generic;
using MiDsl.Kernels;

namespace MiDsl;

/// <summary>
/// A closed-form critic (<see cref="EllipticalRatio"/>) and the features that a network beside it sees, in single precision and
/// without tensors. What it keeps are arrays under the names that a saved critic of any target has. One thread at a time: what
/// lies between rows and scores is kept and reused, so that calls of sizes seen before allocate nothing.
/// </summary>
public sealed class PlainClosedForm
{
    // Rows of the training pairs whose features are computed at a time.
    private const int Block = 1024;

    private readonly BaseCritic family;
    private readonly Side sideX;
    private readonly Side sideY;
    private readonly float[] numbers = new float[ClosedFormNumbers.Count];

    // Of the correlations r: r^2 / (1 - r^2), then 2 r / (1 - r^2) [2, min(dx, dy)].
    private readonly float[] terms;

    // Of Student t [StudentScores.Steps + 1].
    private readonly float[] knots;

    // Directions of X and Y that form pairs, min(dx, dy).
    private readonly int shared;
    private ClosedFormNumbers? fitted;

    // Of the rows of Y that a row of X is paired with.
    private float[] pairedLengths = [];
    private float[] pairedLogs = [];

    /// <summary>A form yet to be fitted.</summary>
    /// <param name="family">Gaussian or Student.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="yDim">dy.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension below 1.</exception>
    public PlainClosedForm(BaseCritic family, int xDim, int yDim)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(xDim);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(yDim);
        this.family = family;
        shared = Math.Min(xDim, yDim);
        sideX = new Side("x", xDim);
        sideY = new Side("y", yDim);
        terms = new float[2 * shared];
        knots = new float[family == BaseCritic.Student ? StudentScores.Steps + 1 : 0];
        Buffers =
        [
            .. sideX.Buffers,
            .. sideY.Buffers,
            ("numbers", [numbers.Length], numbers),
            ("terms", [2, shared], terms),
            ("knots", [knots.Length], knots),
        ];
    }

    /// <summary>Features of X.</summary>
    public int XFeatures => sideX.FeatureCount;

    /// <summary>Features of Y.</summary>
    public int YFeatures => sideY.FeatureCount;

    /// <summary>
    /// All it keeps, the arrays themselves: names, shapes and values are those of a saved critic. Call <see cref="Restored"/>
    /// after overwriting them.
    /// </summary>
    public IReadOnlyList<(string Name, long[] Shape, float[] Data)> Buffers { get; }

    private ClosedFormNumbers Fitted => fitted ??= ClosedFormNumbers.Read(numbers);

    /// <summary>Fits it to training pairs; validation pairs shrink the correlations and choose the degrees of freedom.</summary>
    /// <param name="training">Prepared.</param>
    /// <param name="validation">Prepared.</param>
    /// <param name="seed">The estimator's.</param>
    /// <exception cref="ArgumentException">The pairs have other columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The family is no distribution.</exception>
    public void Fit(PairedData training, PairedData validation, long seed)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        RequireColumns(training, nameof(training));
        RequireColumns(validation, nameof(validation));
        var fit = EllipticalFit.Of(training, validation, family, seed);
        CanonicalCoordinates canonical = fit.Ratio.Coordinates;
        Set(numbers, ClosedFormNumbers.Of(fit.Ratio));
        Set(terms, ClosedFormNumbers.Terms(canonical.Correlations));
        if (double.IsFinite(fit.Ratio.Degrees))
        {
            Set(knots, StudentScores.Of(fit.Ratio.Degrees).Knots);
        }

        fitted = null;
        sideX.Set(fit.X, canonical.XAxes(), fit.Normal.XAxes(), fit.Normal.Correlations, Whole(training.X, training.XOffsets));
        sideY.Set(fit.Y, canonical.YAxes(), fit.Normal.YAxes(), fit.Normal.Correlations, Whole(training.Y, training.YOffsets));
    }

    /// <summary>To be called after <see cref="Buffers"/> were overwritten: they are read anew.</summary>
    public void Restored() => fitted = null;

    /// <summary>What the network sees of X.</summary>
    /// <param name="rows">[n, dx].</param>
    /// <param name="features">Receives [n, <see cref="XFeatures"/>].</param>
    /// <exception cref="InvalidOperationException">Nothing is fitted yet.</exception>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public void FeaturesX(ReadOnlySpan<float> rows, Span<float> features) => Features(sideX, rows, features);

    /// <summary>What the network sees of Y.</summary>
    /// <param name="rows">[n, dy].</param>
    /// <param name="features">Receives [n, <see cref="YFeatures"/>].</param>
    /// <exception cref="InvalidOperationException">Nothing is fitted yet.</exception>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public void FeaturesY(ReadOnlySpan<float> rows, Span<float> features) => Features(sideY, rows, features);

    /// <summary>The log density ratio of all pairs, nats.</summary>
    /// <param name="x">[n, dx].</param>
    /// <param name="y">[m, dy].</param>
    /// <param name="scores">Receives [n, m].</param>
    /// <exception cref="InvalidOperationException">Nothing is fitted yet.</exception>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public void Scores(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> scores)
    {
        ClosedFormNumbers form = Fitted;
        int n = sideX.RowsOf(x, nameof(x)), m = sideY.RowsOf(y, nameof(y));
        Shapes.RequireSame(scores.Length, checked(n * m), nameof(scores));
        Place(form, x, y, shared);
        Gemm.MultiplyRightTransposed(sideX.Leading, sideY.Leading, scores, n, m, shared);
        for (int i = 0; i < n; i++)
        {
            EllipticalKernels.Score(RowOfX(form, i), sideY.Lengths.AsSpan(0, m), sideY.Logs.AsSpan(0, m), scores.Slice(i * m, m));
        }
    }

    /// <summary>The log density ratio, nats, of row i of x and row pairs[i, k] of y.</summary>
    /// <param name="x">[n, dx].</param>
    /// <param name="y">[m, dy].</param>
    /// <param name="pairs">[n, 1 + M], numbers of rows of y.</param>
    /// <param name="scores">Receives [n, 1 + M].</param>
    /// <exception cref="InvalidOperationException">Nothing is fitted yet.</exception>
    /// <exception cref="ArgumentException">Shapes do not fit, or y has no such row.</exception>
    public void Scores(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<int> pairs, Span<float> scores)
    {
        ClosedFormNumbers form = Fitted;
        int n = sideX.RowsOf(x, nameof(x)), m = sideY.RowsOf(y, nameof(y)), each = n == 0 ? 0 : pairs.Length / n;
        Shapes.RequireSame(pairs.Length, n * each, nameof(pairs));
        Shapes.RequireSame(scores.Length, pairs.Length, nameof(scores));
        foreach (int row in pairs)
        {
            if ((uint)row >= (uint)m)
            {
                throw new ArgumentOutOfRangeException(nameof(pairs), row, $"y has the rows 0 to {m - 1}.");
            }
        }

        // Filled up to whole vectors.
        int step = (shared + EllipticalKernels.Padding - 1) / EllipticalKernels.Padding * EllipticalKernels.Padding;
        Place(form, x, y, step);
        Grow(ref pairedLengths, each);
        Grow(ref pairedLogs, each);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<int> own = pairs.Slice(i * each, each);
            Span<float> row = scores.Slice(i * each, each);
            EllipticalKernels.Products(sideX.Leading.AsSpan(i * step, step), sideY.Leading, own, row);
            for (int k = 0; k < each; k++)
            {
                (pairedLengths[k], pairedLogs[k]) = (sideY.Lengths[own[k]], sideY.Logs[own[k]]);
            }

            EllipticalKernels.Score(RowOfX(form, i), pairedLengths.AsSpan(0, each), pairedLogs.AsSpan(0, each), row);
        }
    }

    private static void Grow(ref float[] scratch, int length)
    {
        if (scratch.Length < length)
        {
            scratch = new float[length];
        }
    }

    private static void Set(float[] buffer, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (float)values[i];
        }
    }

    /// <summary>Rows with what was subtracted from their columns.</summary>
    private static float[] Whole(ReadOnlySpan<float> rows, ReadOnlySpan<double> offsets)
    {
        float[] whole = rows.ToArray();
        for (int i = 0; i < whole.Length; i++)
        {
            whole[i] = (float)(whole[i] + offsets[i % offsets.Length]);
        }

        return whole;
    }

    private void RequireColumns(PairedData pairs, string name)
    {
        if (pairs.XDim != sideX.Columns || pairs.YDim != sideY.Columns)
        {
            throw new ArgumentException(
                $"the closed form is one of {sideX.Columns} and {sideY.Columns} columns, but the pairs have {pairs.XDim} and {pairs.YDim}", name);
        }
    }

    private void Features(Side side, ReadOnlySpan<float> rows, Span<float> features)
    {
        _ = Fitted;
        int n = side.RowsOf(rows, nameof(rows));
        Shapes.RequireSame(features.Length, checked(n * side.FeatureCount), nameof(features));
        side.Features(rows, features);
    }

    private void Place(ClosedFormNumbers form, ReadOnlySpan<float> x, ReadOnlySpan<float> y, int step)
    {
        sideX.Place(x, form.Degrees, form.XRank, form.Constant, terms.AsSpan(0, shared), step, knots);
        sideY.Place(y, form.Degrees, form.YRank, 0, terms.AsSpan(0, shared), step, knots);

        // The products of two rows carry 2 r / (1 - r^2) once.
        sideX.Multiply(terms.AsSpan(shared), x.Length / sideX.Columns, step);
    }

    private ScoredRow RowOfX(ClosedFormNumbers form, int row) =>
        new(sideX.Lengths[row], sideX.Logs[row], (float)form.Degrees, (float)(0.5 * (form.Degrees + form.XRank + form.YRank)), (float)form.Cap);

    /// <summary>The part of X or of Y.</summary>
    private sealed class Side(string name, int columns)
    {
        private readonly float[] moments = new float[2 * columns];
        private readonly float[] axes = new float[columns * columns];
        private readonly float[] normalAxes = new float[columns * columns];

        // Mean, deviation and weight of each feature.
        private readonly float[] scales = new float[3 * FeatureLayout.Count(columns)];

        // Scratch, of as many rows as ever came.
        private float[] standardized = [];
        private float[] coordinates = [];
        private float[] cauchy = [];
        private float[] leading = [];
        private float[] lengths = [];
        private float[] logs = [];

        public int Columns => columns;

        public int FeatureCount => scales.Length / 3;

        public (string Name, long[] Shape, float[] Data)[] Buffers =>
        [
            (name + "_moments", [2, columns], moments),
            (name + "_normal_axes", [columns, columns], normalAxes),
            (name + "_features", [3, FeatureCount], scales),
            (name + "_axes", [columns, columns], axes),
        ];

        /// <summary>Of the rows last placed: the coordinates that form pairs, then zeros [n, step].</summary>
        public float[] Leading => leading;

        /// <summary>Of the rows last placed: <see cref="ScoredRow.Length"/> [n].</summary>
        public float[] Lengths => lengths;

        /// <summary>Of the rows last placed: <see cref="ScoredRow.Log"/> [n].</summary>
        public float[] Logs => logs;

        public int RowsOf(ReadOnlySpan<float> rows, string parameter)
        {
            int n = rows.Length / columns;
            return rows.Length == n * columns
                ? n
                : throw new ArgumentException($"{rows.Length} numbers are no whole rows of {columns} columns.", parameter);
        }

        public void Set(EllipticalFit.Columns fit, double[] fitAxes, double[] normal, ReadOnlySpan<double> correlations, ReadOnlySpan<float> training)
        {
            PlainClosedForm.Set(moments, [.. fit.Means, .. fit.Deviations]);
            PlainClosedForm.Set(axes, fitAxes);
            PlainClosedForm.Set(normalAxes, normal);
            int n = training.Length / columns, count = FeatureCount;
            float[] features = new float[n * count];
            for (int first = 0; first < n; first += Block)
            {
                int rows = Math.Min(Block, n - first);
                Raw(training.Slice(first * columns, rows * columns), features.AsSpan(first * count, rows * count));
            }

            for (int c = 0; c < count; c++)
            {
                (double mean, double deviation) = ColumnMoments.Of(features, count, c);
                (scales[c], scales[count + c]) = ((float)mean, (float)(deviation + 1e-9));
            }

            FeatureLayout.Weights(columns, correlations).CopyTo(scales, 2 * count);
        }

        public void Features(ReadOnlySpan<float> rows, Span<float> features)
        {
            const float Limit = (float)FeatureLayout.Limit;
            Raw(rows, features);
            int count = FeatureCount;
            ReadOnlySpan<float> means = scales.AsSpan(0, count), deviations = scales.AsSpan(count, count), weights = scales.AsSpan(2 * count);
            for (; !features.IsEmpty; features = features[count..])
            {
                for (int c = 0; c < count; c++)
                {
                    features[c] = Math.Clamp((features[c] - means[c]) / deviations[c], -Limit, Limit) * weights[c];
                }
            }
        }

        /// <summary>Computes what the scores of pairs need of each row.</summary>
        /// <param name="rows">[n, d].</param>
        /// <param name="degrees">nu, may be infinite.</param>
        /// <param name="rank">Directions that vary.</param>
        /// <param name="constant">Added to each log.</param>
        /// <param name="own">r^2 / (1 - r^2) [min(dx, dy)].</param>
        /// <param name="step">From row to row of <see cref="Leading"/>, at least min(dx, dy).</param>
        /// <param name="knots">T-scores, for finite nu.</param>
        public void Place(
            ReadOnlySpan<float> rows, double degrees, double rank, double constant, ReadOnlySpan<float> own, int step, ReadOnlySpan<float> knots)
        {
            int n = rows.Length / columns;
            Standardize(rows);
            if (double.IsFinite(degrees))
            {
                Score(standardized.AsSpan(0, rows.Length), knots);
            }

            Map(axes, n);
            Grow(ref leading, n * step);
            Grow(ref lengths, n);
            Grow(ref logs, n);
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<float> u = coordinates.AsSpan(i * columns, columns);
                Span<float> lead = leading.AsSpan(i * step, step);
                u[..own.Length].CopyTo(lead);
                lead[own.Length..].Clear();
                double excess = 0, square = 0;
                for (int c = 0; c < own.Length; c++)
                {
                    double s = (double)u[c] * u[c];
                    square += s;
                    excess += s * own[c];
                }

                for (int c = own.Length; c < u.Length; c++)
                {
                    square += (double)u[c] * u[c];
                }

                lengths[i] = (float)(square + excess);
                logs[i] = (float)(constant + (double.IsInfinity(degrees) ? -0.5 * excess : 0.5 * (degrees + rank) * Math.Log(1 + (square / degrees))));
            }
        }

        /// <summary>Multiplies the leading coordinates of n rows.</summary>
        public void Multiply(ReadOnlySpan<float> factors, int n, int step)
        {
            for (int i = 0; i < n; i++)
            {
                Span<float> lead = leading.AsSpan(i * step, factors.Length);
                for (int c = 0; c < lead.Length; c++)
                {
                    lead[c] *= factors[c];
                }
            }
        }

        /// <summary>T-scores of standardized columns, as <see cref="StudentScores.Score"/>.</summary>
        private static void Score(Span<float> z, ReadOnlySpan<float> knots)
        {
            const float Limit = (float)StudentScores.Limit, PerUnit = (float)(StudentScores.Steps / (2 * StudentScores.Limit));
            for (int i = 0; i < z.Length; i++)
            {
                float position = (Math.Clamp(z[i], -Limit, Limit) + Limit) * PerUnit;
                int low = Math.Min((int)position, StudentScores.Steps - 1);
                z[i] = knots[low] + ((knots[low + 1] - knots[low]) * (position - low));
            }
        }

        private void Standardize(ReadOnlySpan<float> rows)
        {
            Grow(ref standardized, rows.Length);
            ReadOnlySpan<float> means = moments.AsSpan(0, columns), deviations = moments.AsSpan(columns, means.Length);
            for (int first = 0; first < rows.Length; first += means.Length)
            {
                ReadOnlySpan<float> row = rows.Slice(first, means.Length);
                Span<float> z = standardized.AsSpan(first, means.Length);
                for (int c = 0; c < z.Length; c++)
                {
                    z[c] = (row[c] - means[c]) / deviations[c];
                }
            }
        }

        /// <summary>The coordinates of what is standardized.</summary>
        private void Map(float[] map, int n)
        {
            Grow(ref coordinates, n * columns);
            Gemm.Multiply(standardized, map, coordinates, n, columns, columns);
        }

        /// <summary>The features as they are, neither centred nor scaled.</summary>
        private void Raw(ReadOnlySpan<float> rows, Span<float> features)
        {
            int n = rows.Length / columns, count = FeatureCount;
            Standardize(rows);
            Map(normalAxes, n);
            Grow(ref cauchy, rows.Length);
            EllipticalKernels.CauchySquares(standardized.AsSpan(0, rows.Length), cauchy.AsSpan(0, rows.Length));
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<float> z = standardized.AsSpan(i * columns, columns), far = cauchy.AsSpan(i * columns, columns);
                Span<float> row = features.Slice(i * count, count);
                coordinates.AsSpan(i * columns, columns).CopyTo(row);
                double squares = 0, scores = 0;
                for (int c = 0; c < columns; c++)
                {
                    float square = z[c] * z[c];
                    squares += square;
                    scores += far[c];
                    if (columns <= FeatureLayout.FewColumns)
                    {
                        row[columns + 3 + c] = square;
                    }
                }

                row[columns] = (float)(squares / columns);
                row[columns + 1] = (float)Math.Sqrt(squares + 1e-12);
                row[columns + 2] = (float)Math.Log(1 + (scores / columns));
            }
        }
    }
}
