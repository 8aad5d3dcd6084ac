using System;

namespace MiDsl.Cpu;

/// <summary>Checks that what is given has the dimensions that were declared or trained with.</summary>
public static class Demands
{
    /// <summary>Throws unless both agree.</summary>
    /// <param name="variable">X or Y.</param>
    /// <param name="declared">As declared, or as trained.</param>
    /// <param name="given">As given.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void Columns(string variable, int declared, int given)
    {
        if (declared != given)
        {
            throw new ArgumentException($"{variable} has {given} dimensions here, but the estimator has {declared}; give the declared columns, or declare [Joint({variable} = {given})] and train anew", nameof(given));
        }
    }

    /// <summary>Throws unless columns of X are left beside those of the condition.</summary>
    /// <param name="condition">Columns of Z, the last of X, as declared.</param>
    /// <param name="given">Columns of X.</param>
    /// <exception cref="ArgumentException">None are left.</exception>
    public static void Condition(int condition, int given)
    {
        if (given <= condition)
        {
            throw new ArgumentException($"X has {given} columns here, and [Joint(Given = {condition})] declares the last {condition} of them the condition Z; give X's own columns before them", nameof(given));
        }
    }

    /// <summary>How many whole rows are given.</summary>
    /// <param name="variable">X or Y.</param>
    /// <param name="values">Numbers.</param>
    /// <param name="columns">Of a row.</param>
    /// <exception cref="ArgumentException">No whole rows.</exception>
    public static int Rows(string variable, int values, int columns) => values % columns == 0
        ? values / columns
        : throw new ArgumentException($"{values} numbers are no whole rows of the {columns} columns that {variable} has; give row after row", nameof(values));

    /// <summary>How many columns so many rows have.</summary>
    /// <param name="variable">X or Y.</param>
    /// <param name="values">Numbers.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <exception cref="ArgumentException">No whole rows.</exception>
    public static int ColumnsOf(string variable, int values, int rows) => rows > 0 && values > 0 && values % rows == 0
        ? values / rows
        : throw new ArgumentException($"{values} numbers of {variable} are no {rows} whole rows; give row after row, and how many they are", nameof(rows));

    /// <summary>Throws unless there are as many rows of both.</summary>
    /// <param name="x">Rows of X.</param>
    /// <param name="y">Rows of Y, or of negatives drawn for them.</param>
    /// <param name="perPair">Rows of y for one of x.</param>
    /// <exception cref="ArgumentException">There are not.</exception>
    public static void Pairs(int x, int y, int perPair = 1)
    {
        if ((long)x * perPair != y)
        {
            throw new ArgumentException($"{x} rows of X came with {y} of Y; {(long)x * perPair} are wanted", nameof(y));
        }
    }
}
