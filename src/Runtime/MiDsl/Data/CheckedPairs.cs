using System;

namespace MiDsl;

/// <summary>Pairs as an estimator takes them, whatever its target: prepared, and of the declared kind.</summary>
internal static class CheckedPairs
{
    /// <summary>Prepares pairs and looks at labels and ranges.</summary>
    /// <exception cref="DataException">A label or value lies outside its range, or the dimensions are others than the preparation's.</exception>
    public static PairedData Prepare(
        PairedData data, DataPreparation preparation, int? xCategories = null, int? yCategories = null, bool xInUnit = false, bool yInUnit = false)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        PairedData prepared = preparation.Apply(data);
        if (xCategories is { } ofX)
        {
            DemandLabels("X", prepared.X, prepared.XDim, ofX);
        }

        if (yCategories is { } ofY)
        {
            DemandLabels("Y", prepared.Y, prepared.YDim, ofY);
        }

        if (xInUnit)
        {
            DemandUnit("X", prepared.X, prepared.XDim);
        }

        if (yInUnit)
        {
            DemandUnit("Y", prepared.Y, prepared.YDim);
        }

        return prepared;
    }

    /// <summary>Throws unless all values are labels.</summary>
    public static void DemandLabels(string variable, ReadOnlySpan<float> values, int columns, int categories)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0 && values[i] < categories && values[i] == MathF.Floor(values[i])))
            {
                throw new DataException(FormattableString.Invariant(
                    $"{variable} has {values[i]} in row {i / columns}, column {i % columns} (counted from 0), but [Discrete(Variable.{variable}, Categories = {categories})] declares labels 0 to {categories - 1}; number the categories from 0, or raise Categories."));
            }
        }
    }

    /// <summary>Throws unless all values lie in [0, 1].</summary>
    public static void DemandUnit(string variable, ReadOnlySpan<float> values, int columns)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= 0 && values[i] <= 1))
            {
                throw new DataException(FormattableString.Invariant(
                    $"{variable} has {values[i]} in row {i / columns}, column {i % columns} (counted from 0), but [Autoencoders({variable} = Likelihood.Bernoulli)] needs values in [0, 1]; scale the columns, or declare Likelihood.Gaussian."));
            }
        }
    }
}
