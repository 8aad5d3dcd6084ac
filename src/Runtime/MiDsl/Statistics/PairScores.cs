using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl;

/// <summary>
/// What bounds that compare E_p f with a mean of e^f over negatives need of n test pairs: the score f_i of each, and the log
/// means of e^f over the negatives that use its x (r_i, its row) and over those that use its y (c_i, its column).
/// </summary>
/// <remarks>
/// A pair enters three times: as a positive, in its row and in its column. To first order (Hoeffding's projection of a
/// two-sample U-statistic; van der Vaart 1998, chapter 12) the value is a mean of independent influences, one a pair, and its
/// standard error is theirs: sd / sqrt n. Derivation: docs/reading.md.
/// </remarks>
public sealed class PairScores
{
    private readonly List<double> positives = [];
    private readonly List<double> logRows = [];
    private readonly List<double> logColumns = [];

    /// <summary>Pairs so far.</summary>
    public int Count => positives.Count;

    /// <summary>log Z, the log mean of e^f over all negatives.</summary>
    public double LogPartition => LogSpace.LogMeanExp(logRows.ToArray());

    /// <summary>Adds pairs, in nats each.</summary>
    /// <param name="positive">f_i.</param>
    /// <param name="logRow">log r_i, as many.</param>
    /// <param name="logColumn">log c_i, as many; negative infinity where the negatives' y are no test pair's.</param>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    public void Add(ReadOnlySpan<double> positive, ReadOnlySpan<double> logRow, ReadOnlySpan<double> logColumn)
    {
        if (logRow.Length != positive.Length || logColumn.Length != positive.Length)
        {
            throw new ArgumentException($"{positive.Length} positives but {logRow.Length} rows and {logColumn.Length} columns.", nameof(logRow));
        }

        positives.AddRange(positive);
        logRows.AddRange(logRow);
        logColumns.AddRange(logColumn);
    }

    /// <summary>
    /// <c>mean f - Z / a - log a + 1</c>, with the influence <c>f_i - (r_i + c_i) / a</c>: Donsker-Varadhan's tangent at a fixed
    /// a; NWJ at a = e; TUBA, whose scores have log a(x) subtracted, at a = 1.
    /// </summary>
    /// <param name="logA">log a, which these pairs did not choose.</param>
    /// <returns>Nats; the error is infinite, that is unknown, where a mean overflows.</returns>
    public (double Value, double StandardError) Tangent(double logA) =>
        Influences.Read(positives.Average() - Math.Exp(LogPartition - logA) - logA + 1, Linear(logA));

    /// <summary>
    /// <c>mean f - log Z</c>, with the influence <c>f_i - (r_i + c_i) / Z</c>: Donsker-Varadhan's plug-in value; SMILE, where
    /// negatives were added clipped. The logarithm biases the value upwards, by half the squared relative error of Z.
    /// </summary>
    /// <returns>Nats.</returns>
    public (double Value, double StandardError) PlugIn()
    {
        double logZ = LogPartition;
        return Influences.Read(positives.Average() - logZ, Linear(logZ));
    }

    private double[] Linear(double logScale)
    {
        double[] influences = new double[Count];
        for (int i = 0; i < influences.Length; i++)
        {
            influences[i] = positives[i] - Math.Exp(logRows[i] - logScale) - Math.Exp(logColumns[i] - logScale);
        }

        return influences;
    }
}
