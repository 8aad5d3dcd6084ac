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
