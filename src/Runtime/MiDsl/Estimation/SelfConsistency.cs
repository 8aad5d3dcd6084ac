using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Threading;

namespace MiDsl;

/// <summary>
/// The self-consistency tests of Song and Ermon 2020 (1910.06222), for data whose information nobody knows. h_t
/// keeps the top t rows of an image x and blanks the others.
/// <list type="number">
/// <item>Baseline: X = x, Y = h_t(x). Nothing at t = 0, and more with every row.</item>
/// <item>Data processing: X = [x, x], Y = [h_t(x), h_(t-3)(x)]. What h_t holds already adds nothing: as the baseline.</item>
/// <item>Additivity: X = [x1, x2], Y = [h_t(x1), h_t(x2)] of two independent images. Twice the baseline.</item>
/// </list>
/// </summary>
/// <remarks>
/// The estimator is trained anew for each t and test, always with its own seed, so it must accept any dimensions
/// (<c>[Joint]</c> without numbers). Blank pixels are constant, which cannot be standardized: declare
/// <c>[Preprocess(Preprocessing.None)]</c>. Half of the images make the pairs of the first two tests, and one from each half
/// those of the third: as many, and no image is in two pairs. Which are in which half is drawn by the estimator's seed.
/// </remarks>
public static class SelfConsistency
{
    private const int FewestPairs = 10;

    /// <summary>Checks an estimator on images, pixels in [0, 1].</summary>
    /// <param name="estimator">Any; three fits for each t.</param>
    /// <param name="images">n independent images, at least 20.</param>
    /// <param name="options">The grid of t and the limits.</param>
    /// <param name="progress">Told of each value as soon as it is there.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="DataException">Fewer than 20 images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A grid that is not ascending from 0 to the rows of an image.</exception>
    public static SelfConsistencyResult Check(
        IEstimator estimator, ImageSet images, SelfConsistencyOptions? options = null,
        IProgress<SelfConsistencyValue>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Check(estimator, images.ToUnit(), images.Rows, images.Columns, images.Source, options, progress, cancellation);
    }

    /// <summary>Checks an estimator on rows of data whose columns have an order, such as time: h_t keeps the first t columns.</summary>
    /// <param name="estimator">Any; three fits for each t.</param>
    /// <param name="rows">n independent rows [n, d], n at least 20; what is cut off becomes 0.</param>
    /// <param name="options">The grid of t and the limits.</param>
    /// <param name="progress">Told of each value as soon as it is there.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="DataException">Fewer than 20 rows, no columns, or a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A grid that is not ascending from 0 to d.</exception>
    public static SelfConsistencyResult Check(
        IEstimator estimator, float[,] rows, SelfConsistencyOptions? options = null,
        IProgress<SelfConsistencyValue>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        float[] values = rows.Length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref rows[0, 0], rows.Length).ToArray();
        return Check(estimator, values, rows.GetLength(1), 1, "memory", options, progress, cancellation);
    }

    /// <summary>The check on n items [n, steps * width], h_t keeping the first t * width values.</summary>
    private static SelfConsistencyResult Check(
        IEstimator estimator, float[] values, int steps, int width, string source, SelfConsistencyOptions? options,
        IProgress<SelfConsistencyValue>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        options ??= new SelfConsistencyOptions();
        ImmutableArray<int> grid = options.GridOf(steps);
        int dim = steps * width, items = dim == 0 ? 0 : values.Length / dim, pairs = items / 2;
        if (pairs < FewestPairs)
        {
            throw new DataException($"{items} items of {dim} values ({source}) make {pairs} pairs of independent ones; at least {2 * FewestPairs} items are needed.");
        }

        int[] order = new Rng(estimator.Seed, RandomStream.Order, step: -1).Permutation(items);
        ReadOnlyMemory<int> first = order.AsMemory(0, pairs), second = order.AsMemory(pairs, pairs);
        List<SelfConsistencyPoint> points = [];
        foreach (int kept in grid)
        {
            int earlier = Math.Max(0, kept - options.Lag);
            InformationValue Fit(SelfConsistencyTest test, params (ReadOnlyMemory<int> Items, int Kept)[] views)
            {
                cancellation.ThrowIfCancellationRequested();
                (ReadOnlyMemory<int>, int)[] whole = Array.ConvertAll(views, view => (view.Items, steps));
                int sides = views.Length * dim;
                InformationValue value = estimator.Fit(
                    PairedData.FromSingle(Views(values, dim, width, whole), sides, Views(values, dim, width, views), sides, source), null, cancellation);
                progress?.Report(new SelfConsistencyValue(test, kept, value));
                return value;
            }

            points.Add(new SelfConsistencyPoint(
                kept,
                Fit(SelfConsistencyTest.Baseline, (first, kept)),
                Fit(SelfConsistencyTest.DataProcessing, (first, kept), (first, earlier)),
                Fit(SelfConsistencyTest.Additivity, (first, kept), (second, kept))));
        }

        return SelfConsistencyResult.Judge([.. points], options);
    }

    /// <summary>Views side by side, [pairs, views * dim]: the items, each with what it keeps and zeros behind.</summary>
    private static float[] Views(float[] values, int dim, int width, (ReadOnlyMemory<int> Items, int Kept)[] views)
    {
        int pairs = views[0].Items.Length, stride = views.Length * dim;
        float[] joined = new float[pairs * stride];
        for (int view = 0; view < views.Length; view++)
        {
            ReadOnlySpan<int> items = views[view].Items.Span;
            int length = views[view].Kept * width;
            for (int pair = 0; pair < pairs; pair++)
            {
                values.AsSpan(items[pair] * dim, length).CopyTo(joined.AsSpan((pair * stride) + (view * dim)));
            }
        }

        return joined;
    }
}
