using System;
using MathNet.Numerics.Distributions;

namespace MiDsl;

/// <summary>Points of Student's t distribution, whose limit for many degrees of freedom (null) is the normal one.</summary>
internal static class Student
{
    /// <summary>The point that is exceeded with a probability: 1.96 for 0.025 and null.</summary>
    /// <param name="tail">Within (0, 1/2).</param>
    /// <param name="degreesOfFreedom">Null: normal. 0: infinite, nothing is known of the spread.</param>
    internal static double Exceeded(double tail, int? degreesOfFreedom) => degreesOfFreedom switch
    {
        null => -Normal.InvCDF(0, 1, tail),
        0 => double.PositiveInfinity,
        1 => 1 / Math.Tan(Math.PI * tail), // Cauchy: Math.NET looks no further than 800
        { } df => -StudentT.InvCDF(0, 1, df, tail),
    };

    /// <summary>The fewer of two numbers of degrees of freedom.</summary>
    internal static int? Fewer(int? left, int? right) => left is { } a && right is { } b ? Math.Min(a, b) : left ?? right;
}
