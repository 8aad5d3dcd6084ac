using System;

namespace MiDsl;

/// <summary>
/// Three parts of a data set, disjoint and together all of it: training pairs fit the critic, validation pairs stop the
/// training and choose the weights, test pairs give the value.
/// </summary>
/// <param name="Train">Fits the critic.</param>
/// <param name="Validation">Stops training and chooses the weights.</param>
/// <param name="Test">Gives the value; empty when no share was asked for.</param>
public sealed record DataSplit(PairedData Train, PairedData Validation, PairedData Test)
{
    /// <summary>Splits at random. The same data, shares and seed give the same parts, each in the order of the data.</summary>
    /// <param name="data">All pairs.</param>
    /// <param name="validation">Share of the validation part, in (0, 1).</param>
    /// <param name="test">Share of the test part, in [0, 1).</param>
    /// <param name="seed">Seed of <see cref="RandomStream.Split"/>.</param>
    /// <param name="minimum">Rows that every part must have (the test part only if it has a share), e.g. a batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">Shares outside their ranges, or none left to train on.</exception>
    /// <exception cref="DataException">A part would have fewer rows than the minimum.</exception>
    public static DataSplit Create(PairedData data, double validation, double test, long seed, int minimum = 2)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 2);
        if (!(validation > 0 && test >= 0 && validation + test < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(validation), FormattableString.Invariant(
                $"Validation {validation} must be above 0, test {test} not negative, and their sum below 1: the rest trains."));
        }

        int testRows = (int)Math.Round(data.Count * test), validationRows = (int)Math.Round(data.Count * validation);
        int trainRows = data.Count - testRows - validationRows;
        Require(data, trainRows, "training", 1 - validation - test, minimum);
        Require(data, validationRows, "validation", validation, minimum);
        if (test > 0)
        {
            Require(data, testRows, "test", test, minimum);
        }

        int[] order = new Rng(seed, RandomStream.Split).Permutation(data.Count);
        return new DataSplit(
            Part(data, order.AsSpan(testRows + validationRows)),
            Part(data, order.AsSpan(testRows, validationRows)),
            Part(data, order.AsSpan(0, testRows)));
    }

    /// <summary>
    /// The splits of a cross-fitting: each pair is a test pair of exactly one of them. Of the other pairs of a split a share
    /// validates, the rest trains. The same data, share and seed give the same parts.
    /// </summary>
    /// <param name="data">All pairs.</param>
    /// <param name="folds">How many splits, at least 2.</param>
    /// <param name="validation">Share of the validation part among the pairs that are not test pairs, in (0, 1).</param>
    /// <param name="seed">Seed of <see cref="RandomStream.Split"/>.</param>
    /// <param name="minimum">Rows that every part must have.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 folds, or a share outside its range.</exception>
    /// <exception cref="DataException">A part would have fewer rows than the minimum.</exception>
    public static DataSplit[] Folds(PairedData data, int folds, double validation, long seed, int minimum = 2)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 2);
        if (!(validation > 0 && validation < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(validation), FormattableString.Invariant(
                $"Validation {validation} must lie in (0, 1): the rest trains."));
        }

        int[] order = new Rng(seed, RandomStream.Split).Permutation(data.Count);
        var splits = new DataSplit[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            int start = (int)((long)data.Count * fold / folds), end = (int)((long)data.Count * (fold + 1) / folds);

            // Beginning after the fold: another validation part each time.
            int[] rest = [.. order[end..], .. order[..start]];
            int validationRows = (int)Math.Round(rest.Length * validation);
            double restShare = 1 - 1.0 / folds;
            Require(data, end - start, "test", 1.0 / folds, minimum);
            Require(data, validationRows, "validation", validation * restShare, minimum);
            Require(data, rest.Length - validationRows, "training", (1 - validation) * restShare, minimum);
            splits[fold] = new DataSplit(
                Part(data, rest.AsSpan(validationRows)), Part(data, rest.AsSpan(0, validationRows)), Part(data, order.AsSpan(start, end - start)));
        }

        return splits;
    }

    /// <summary>Throws unless the parts can train, stop and value a critic: disjoint, of equal dimensions and long enough.</summary>
    /// <param name="minimum">Rows that every part must have.</param>
    /// <exception cref="DataException">They cannot; the message names the part.</exception>
    public void RequireParts(int minimum)
    {
        foreach ((string part, PairedData data) in new[] { ("training", Train), ("validation", Validation), ("test", Test) })
        {
            if (data.Count < minimum)
            {
                throw new DataException(FormattableString.Invariant($"The {part} part has {data.Count} rows ({data.Source}), but at least {minimum} are needed."));
            }

            if (data.XDim != Train.XDim || data.YDim != Train.YDim)
            {
                throw new DataException(FormattableString.Invariant(
                    $"The {part} part ({data.Source}) has X {data.XDim} and Y {data.YDim} columns, but the training part has X {Train.XDim} and Y {Train.YDim}."));
            }
        }

        RequireApart("training", Train, "validation", Validation);
        RequireApart("training", Train, "test", Test);
        RequireApart("validation", Validation, "test", Test);
    }

    /// <summary>
    /// Refuses pairs that trained the critic or stopped the training: on them a bound has no direction.
    /// </summary>
    /// <param name="data">Pairs about to be evaluated.</param>
    /// <exception cref="InvalidOperationException">Some of them were used; the message says how many.</exception>
    public void RefuseUsed(PairedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int trained = data.SharedRows(Train), stopped = data.SharedRows(Validation);
        if (trained + stopped > 0)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Of {data.Count} pairs ({data.Source}) {trained} trained the critic and {stopped} stopped the training, so a value on them has no direction. Give pairs that were held out, or call EvaluateInSample for an estimate."));
        }
    }

    private static void RequireApart(string first, PairedData one, string second, PairedData other)
    {
        if (one.SharedRows(other) is > 0 and int shared)
        {
            throw new DataException(FormattableString.Invariant(
                $"{shared} pairs ({one.Source}) are in the {first} part and in the {second} part, so the value would have no direction. Give disjoint parts."));
        }
    }

    private static PairedData Part(PairedData data, Span<int> rows)
    {
        rows.Sort();
        return data.Rows(rows);
    }

    private static void Require(PairedData data, int rows, string part, double share, int minimum)
    {
        if (rows < minimum)
        {
            int needed = (int)Math.Min(int.MaxValue, Math.Ceiling(minimum / share));
            throw new DataException(FormattableString.Invariant(
                $"The {part} part would have {rows} of {data.Count} rows ({data.Source}), but at least {minimum} are needed. Give about {needed} rows, a greater share or smaller batches."));
        }
    }
}
