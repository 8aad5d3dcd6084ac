using System;

namespace MiDsl.Torch;

/// <summary>Values that a Bernoulli likelihood can take.</summary>
public static class UnitInterval
{
    /// <summary>Throws unless all values lie in [0, 1].</summary>
    /// <param name="variable">X or Y, for the message.</param>
    /// <param name="values">Rows in memory.</param>
    /// <param name="columns">Columns of the variable.</param>
    /// <exception cref="DataException">A value lies outside.</exception>
    public static void Demand(string variable, ReadOnlySpan<float> values, int columns) => CheckedPairs.DemandUnit(variable, values, columns);
}
