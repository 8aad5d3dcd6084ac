using System;
using MathNet.Numerics.Distributions;

namespace MiDsl;

/// <summary>
/// The maps of Czyż, Grabowski, Vogt, Beerenwinkel and Marx 2023, "Beyond Normal" (2306.11078), by the names of its
/// figures, and <see cref="Circle"/>. Random ones: <see cref="LinearMap"/>, <see cref="RotatedWave"/>, <see cref="CouplingMap"/>.
/// </summary>
public static class InjectiveMaps
{
    /// <summary>Each coordinate by the standard normal distribution function: uniform marginals from normal ones.</summary>
    public static InjectiveMap NormalCdf { get; } = InjectiveMap.EachCoordinate("Nm CDF", x => Normal.CDF(0, 1, x));

    /// <summary>Each coordinate by <c>x sqrt|x|</c>: longer tails.</summary>
    public static InjectiveMap HalfCube { get; } = InjectiveMap.EachCoordinate("Hc", x => x * Math.Sqrt(Math.Abs(x)));

    /// <summary>Each coordinate by <c>asinh x</c>: tails that are logarithms of what they were.</summary>
    public static InjectiveMap Asinh { get; } = InjectiveMap.EachCoordinate("Asinh", Math.Asinh);

    /// <summary>Each coordinate by <c>x + 0.4 sin x + 0.2 sin(1.7x + 1) + 0.03 sin(3.3x - 2.5)</c>; slope above 0.16.</summary>
    public static InjectiveMap WigglyX { get; } = InjectiveMap.EachCoordinate(
        "Wiggly", x => x + 0.4 * Math.Sin(x) + 0.2 * Math.Sin(1.7 * x + 1) + 0.03 * Math.Sin(3.3 * x - 2.5));

    /// <summary>Each coordinate by <c>y - 0.4 sin 0.4y + 0.17 sin(1.3y + 3.5) + 0.02 sin(4.3y - 2.5)</c>; slope above 0.53.</summary>
    public static InjectiveMap WigglyY { get; } = InjectiveMap.EachCoordinate(
        "Wiggly", y => y - 0.4 * Math.Sin(0.4 * y) + 0.17 * Math.Sin(1.3 * y + 3.5) + 0.02 * Math.Sin(4.3 * y - 2.5));

    /// <summary>
    /// One coordinate u in [0, 1] onto a spiral in the plane, <c>(t cos t, t sin t) / 21</c> with <c>t = 1.5 pi (1 + 2u)</c>.
    /// </summary>
    public static InjectiveMap SwissRoll { get; } = new SwissRoll();

    /// <summary>An angle in [-pi, pi) as a point of the plane, <c>(cos t, sin t)</c>: near angles on both sides of the cut are near.</summary>
    public static InjectiveMap Circle { get; } = new CirclePoint();

    /// <summary>
    /// Each point turned in a plane by <c>speed |x|^2 / d</c> radians. It keeps the norm, so it can be turned back.
    /// </summary>
    /// <param name="first">First coordinate of the plane, counted from 0.</param>
    /// <param name="second">Second coordinate of the plane; a positive angle turns the first towards it.</param>
    /// <param name="speed">Radians for a mean square of 1.</param>
    /// <exception cref="ArgumentException">The coordinates are equal or negative, or the speed is not finite.</exception>
    public static InjectiveMap Spiral(int first, int second, double speed = 1) => new Spiral(first, second, speed);

    /// <summary>
    /// Each coordinate u in (0, 1) by the quantile function of a mixture of normal distributions of variance 1, to within
    /// 1e-15 of the width of the mixture. After <see cref="NormalCdf"/>: several modes from one.
    /// </summary>
    /// <param name="components">Weights, above 0 and 1 in sum, and means.</param>
    /// <exception cref="ArgumentException">Weights that are not above 0 or not 1 in sum, or means that are not finite.</exception>
    public static InjectiveMap MixtureQuantile(params (double Weight, double Mean)[] components) =>
        InjectiveMap.EachCoordinate("Mixture", new NormalMixture(components).Quantile);
}
