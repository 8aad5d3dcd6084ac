using System;

namespace MiDsl.Torch;

/// <summary>Checks that what is given has the dimensions that were declared or trained with.</summary>
public static class Dimensions
{
    /// <summary>Throws unless both agree.</summary>
    /// <param name="variable">X or Y.</param>
    /// <param name="declared">As declared, or as trained.</param>
    /// <param name="given">As given.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void Demand(string variable, long declared, long given)
    {
        if (declared != given)
        {
            throw new ArgumentException($"{variable} has {given} dimensions here, but the estimator has {declared}; give the declared columns, or declare [Joint({variable} = {given})] and train anew", nameof(given));
        }
    }
}
