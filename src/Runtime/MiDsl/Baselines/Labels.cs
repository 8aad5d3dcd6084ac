using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MiDsl;

/// <summary>Rows of integers as symbols 0, 1, ... in the order of their first appearance.</summary>
internal static class Labels
{
    /// <summary>Integers beyond this cannot be told apart in single precision.</summary>
    private const float Greatest = 1 << 24;

    /// <summary>How far from an integer a value stored minus its mean may come back, beside its own rounding.</summary>
    private const double Slack = 1e-3;

    /// <summary>The symbol of each row, and how often each occurs.</summary>
    /// <exception cref="DataException">A value that is no integer.</exception>
    internal static (int[] Symbols, int[] Counts) Of(
        ReadOnlySpan<float> values, ReadOnlySpan<double> offsets, ImmutableArray<string> names, string source)
    {
        int dim = names.Length, n = values.Length / dim;
        int[] symbols = new int[n];
        for (int column = 0; column < dim; column++)
        {
            // A row is its first columns' symbol and the next value.
            Dictionary<(int, double), int> known = [];
            for (int i = 0; i < n; i++)
            {
                float stored = values[i * dim + column];
                double value = stored + offsets[column], label = Math.Round(value);
                if (!(Math.Abs(value - label) <= Slack + Math.Abs(stored) / Greatest) || Math.Abs(stored) > Greatest)
                {
                    throw new DataException(FormattableString.Invariant(
                        $"The value {value:R} in row {i} (counted from 0), column '{names[column]}' ({source}), is not a label: labels are integers of at most 2^24 in magnitude. Number the labels 0, 1, 2; for continuous columns use Ksg or MixtureKsg."));
                }

                if (!known.TryGetValue((symbols[i], label), out int symbol))
                {
                    known.Add((symbols[i], label), symbol = known.Count);
                }

                symbols[i] = symbol;
            }
        }

        return (symbols, Counts(symbols));
    }

    /// <summary>The same for one column of integers.</summary>
    internal static (int[] Symbols, int[] Counts) Of(ReadOnlySpan<int> values)
    {
        Dictionary<int, int> known = [];
        int[] symbols = new int[values.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            if (!known.TryGetValue(values[i], out symbols[i]))
            {
                known.Add(values[i], symbols[i] = known.Count);
            }
        }

        return (symbols, Counts(symbols));
    }

    private static int[] Counts(int[] symbols)
    {
        List<int> counts = [];
        foreach (int symbol in symbols)
        {
            if (symbol == counts.Count)
            {
                counts.Add(0);
            }

            counts[symbol]++;
        }

        return [.. counts];
    }
}
