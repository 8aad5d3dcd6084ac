using System;
using MiDsl.Cpu;

namespace MiDsl.Torch;

/// <summary>Checks that what is given has the dimensions that were declared or trained with.</summary>
public static class Dimensions
{
    /// <summary>Throws unless both agree.</summary>
    /// <param name="variable">X or Y.</param>
    /// <param name="declared">As declared, or as trained.</param>
    /// <param name="given">As given.</param>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void Demand(string variable, long declared, long given) => Demands.Columns(variable, (int)declared, (int)given);

    /// <summary>Throws unless columns make whole channels of an image.</summary>
    /// <param name="variable">X or Y.</param>
    /// <param name="height">Declared rows of pixels.</param>
    /// <param name="width">Declared pixels in a row.</param>
    /// <param name="given">Columns.</param>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void DemandImage(string variable, int height, int width, long given)
    {
        if (given < 1 || given % ((long)height * width) != 0)
        {
            throw new ArgumentException($"{variable} has {given} columns here, no whole number of channels of {height} x {width} pixels; give whole images, or declare [Image(Variable.{variable}, Height = ..., Width = ...)] as they are", nameof(given));
        }
    }

    /// <summary>Throws unless columns of X are left beside those of the condition.</summary>
    /// <param name="condition">Columns of Z, the last of X, as declared.</param>
    /// <param name="given">Columns of X.</param>
    /// <exception cref="ArgumentException">None are left.</exception>
    public static void DemandCondition(int condition, long given) => Demands.Condition(condition, (int)given);
}
