using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace MiDsl;

/// <summary>From checked doubles to the singles that are stored, without losing what a column says.</summary>
internal static class ColumnStore
{
    /// <summary>
    /// |mean| / sd above which a column is centred. At 16, single precision still resolves a millionth of the sd.
    /// </summary>
    private const double CentreAbove = 16;

    /// <summary>Below this magnitude singles are subnormal or nearly so.</summary>
    private const double Smallest = 1e-30;

    /// <summary>Checks row-major singles: finite; constant columns are noted.</summary>
    internal static void Check(float[] values, ImmutableArray<string> names, Func<int, string> where, List<string> notes)
    {
        int dim = names.Length;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw NotFinite(values[i], where(i / dim), names[i % dim]);
            }
        }

        NoteConstant(names, column => IsConstant(values, dim, column), notes);
    }

    /// <summary>Row-major doubles as singles plus an offset a column.</summary>
    internal static (float[] Values, double[] Offsets) ToSingle(
        double[] values, ImmutableArray<string> names, Func<int, string> where, List<string> notes)
    {
        int dim = names.Length;
        double[] offsets = new double[dim];
        float[] singles = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw NotFinite(values[i], where(i / dim), names[i % dim]);
            }
        }

        for (int column = 0; column < dim; column++)
        {
            offsets[column] = Offset(values, dim, column, names[column], notes);
            double greatest = 0;
            for (int i = column; i < values.Length; i += dim)
            {
                double centred = values[i] - offsets[column];
                singles[i] = (float)centred;
                greatest = Math.Max(greatest, Math.Abs(centred));
                if (!float.IsFinite(singles[i]))
                {
                    throw new DataException(FormattableString.Invariant(
                        $"The value {values[i]:R} in {where(i / dim)}, column '{names[column]}', is beyond the range of single precision, 3.4e38. Scale the column, for instance by its logarithm."));
                }
            }

            if (greatest is > 0 and < Smallest)
            {
                throw new DataException(FormattableString.Invariant(
                    $"The values of column '{names[column]}' are at most {greatest:G3} in magnitude, too small for single precision. Scale the column up."));
            }
        }

        NoteConstant(names, column => IsConstant(values, dim, column), notes);
        return (singles, offsets);
    }

    private static double Offset(double[] values, int dim, int column, string name, List<string> notes)
    {
        int n = values.Length / dim;
        double mean = 0, squares = 0, first = values[column];
        for (int i = column; i < values.Length; i += dim)
        {
            mean += (values[i] - first) / n;
        }

        mean += first;
        for (int i = column; i < values.Length; i += dim)
        {
            squares += (values[i] - mean) * (values[i] - mean) / n;
        }

        if (!double.IsFinite(squares) || !(Math.Abs(mean) > CentreAbove * Math.Sqrt(squares)) || squares == 0)
        {
            return 0;
        }

        notes.Add(FormattableString.Invariant(
            $"Column '{name}' is stored minus its mean {mean:G10}: it varies too little around it for single precision."));
        return mean;
    }

    private static bool IsConstant<T>(T[] values, int dim, int column)
        where T : IEquatable<T>
    {
        for (int i = column; i < values.Length; i += dim)
        {
            if (!values[i].Equals(values[column]))
            {
                return false;
            }
        }

        return values.Length > dim;
    }

    private static void NoteConstant(ImmutableArray<string> names, Func<int, bool> isConstant, List<string> notes)
    {
        int[] constant = [.. Enumerable.Range(0, names.Length).Where(isConstant)];
        if (constant.Length > 0)
        {
            string few = string.Join(", ", constant.Take(5).Select(column => $"'{names[column]}'"));
            notes.Add($"{(constant.Length == 1 ? "Column" : constant.Length.ToString(CultureInfo.InvariantCulture) + " columns,")} {few}{(constant.Length > 5 ? ", ..." : "")}: constant, which says nothing about anything.");
        }
    }

    private static DataException NotFinite(double value, string where, string column) => new(
        $"The value {value.ToString(CultureInfo.InvariantCulture)} in {where}, column '{column}', is not a finite number. Leave the row out or fill it in.");
}
