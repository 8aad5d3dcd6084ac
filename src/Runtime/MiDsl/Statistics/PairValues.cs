using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl;

/// <summary>
/// What bounds that are a mean of one value a row need of n test pairs: the value v_i of each row, and what its y adds to the
/// values of other rows, where it is a negative (its column).
/// </summary>
/// <remarks>
/// The influence of a pair is <c>v_i + sum_j (v_j - v_j without y_i)</c> over the rows j that hold y_i: the row of j without y_i
/// does not depend on pair i, so that this is Hoeffding's projection up to a constant. Derivation: docs/reading.md.
/// </remarks>
public sealed class PairValues
{
    private readonly List<double> values = [];
    private readonly List<double> columns = [];

    /// <summary>Pairs so far.</summary>
    public int Count => values.Count;

    /// <summary>Negatives of each row, as last added.</summary>
    public int Negatives { get; private set; }

    /// <summary>Adds rows.</summary>
    /// <param name="value">v_i, nats.</param>
    /// <param name="column">What y_i adds to other rows, as many; zeros where the negatives' y are no test pair's.</param>
    /// <param name="negatives">Negatives in each of these rows.</param>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    public void Add(ReadOnlySpan<double> value, ReadOnlySpan<double> column, int negatives)
    {
        if (column.Length != value.Length)
        {
            throw new ArgumentException($"{value.Length} values but {column.Length} columns.", nameof(column));
        }

        values.AddRange(value);
        columns.AddRange(column);
        Negatives = negatives;
    }

    /// <summary>The mean value and its standard error.</summary>
    /// <returns>Nats.</returns>
    public (double Value, double StandardError) Mean() =>
        Influences.Read(values.Average(), [.. values.Zip(columns, (v, c) => v + c)]);
}
