using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <summary><see cref="KnownTasks.Fresh"/>, made on first use: some truths are quadratures.</summary>
internal static class FreshTasks
{
    private static readonly InjectiveMap Sinh = InjectiveMap.EachCoordinate("Sinh", Math.Sinh);
    private static readonly InjectiveMap PlusCube = InjectiveMap.EachCoordinate("x + x^3", x => x + (x * x * x));

    // Below what it is made of: initialisers run in the order of the text.
    internal static ImmutableArray<KnownInformation> All { get; } = [.. HeavyTails(), .. Smooth(), .. Mixed(), .. Others(), .. Independent()];

    private static IEnumerable<KnownInformation> HeavyTails() =>
    [
        new KnownStudent(DispersionMatrix.Dense(5, 0.6), 3, 2.5, "St 3x2 (dof=2.5, dense)"),
        new KnownStudent(DispersionMatrix.OneFactor(0.8, 0.6, 0.7, -0.6, 0.5, 0.7), 2, 4, "St 2x4 (dof=4, one factor)"),
    ];

    /// <summary>Components are of no use for the couplings, nor exact for waves of coordinates that depend on each other.</summary>
    private static IEnumerable<KnownInformation> Smooth() =>
    [
        new KnownNormal(DispersionMatrix.Pairs(0.85, 0.6, 0.3), 3).Through(new CouplingMap(3, 3, 41, 0.9), new CouplingMap(3, 3, 42, 0.9), "Coupling @ Mn 3x3 (3-pair)"),
        new KnownNormal(DispersionMatrix.Pairs(0.8, 0.8, 0.5, 0.5, 0), 5).Through(new CouplingMap(5, 2, 43, 0.8), new CouplingMap(5, 2, 44, 0.8), "Coupling @ Mn 5x5 (4-pair)"),
        KnownNormal.Pairs(4, 3, 0.75).Through(new CouplingMap(4, 2, 45, 0.6), new RotatedWave(4, 46, 0.4, 2.2), "(Coupling, Wave) @ Mn 4x4 (3-pair)"),
        new KnownNormal(DispersionMatrix.Toeplitz(8, 0.7), 4).Through(new RotatedWave(4, 47, 0.5, 1.8), new RotatedWave(4, 48, 0.5, 1.8), "Wave @ Mn 4x4 (neighbours)"),
        KnownNormal.Pairs(4, 2, 0.75).Through(InjectiveMaps.Spiral(0, 1), InjectiveMaps.Spiral(1, 2), "Spiral @ Mn 4x4 (2-pair)"),
    ];

    private static IEnumerable<KnownInformation> Mixed() =>
    [
        new KnownNormal(DispersionMatrix.Pairs([.. new[] { 1.2, 0.9, 0.6, 0.3 }.Select(DispersionMatrix.CorrelationOf)]), 4)
            .Through(Sinh, InjectiveMaps.NormalCdf).Through(LinearMap.Random(4, 49), LinearMap.Random(4, 50), "Linear @ (Sinh, Cdf) @ Mn 4x4 (3 nats)"),
        new KnownStudent(DispersionMatrix.Toeplitz(6, 0.5), 3, 3).Through(InjectiveMaps.Asinh, null).Through(LinearMap.Random(3, 51), null, "(Linear @ Asinh, Y) @ St 3x3 (dof=3, neighbours)"),
        KnownNormal.Pairs(6, 6, DispersionMatrix.CorrelationOf(8.0 / 6)).Through(LinearMap.Random(6, 52), PlusCube, "(Linear, x + x^3) @ Mn 6x6 (8 nats)"),
    ];

    private static IEnumerable<KnownInformation> Others() =>
    [
        new KnownMixture(
            "Mixture 1x1 (3 own covariances)", new NormalComponent(0.5, [0, 0], DispersionMatrix.Pairs(0.8)),
            new NormalComponent(0.3, [2.5, -2], DispersionMatrix.Pairs(-0.7)), new NormalComponent(0.2, [-2, 2.5], 0.5, 0.8)),
        new KnownCircular(3).Through(InjectiveMaps.Circle, InjectiveMaps.Circle, "Circular 2x2 (von Mises 3)"),
        KnownAdditiveNoise.OfUniform("Cosine 1x1 (cos 2 pi x)", -1, 1, x => Math.Cos(2 * Math.PI * x), _ => 0.4),
        new KnownProduct("Product 2x2 (add noise 0.2, St dof=2)", new KnownUniformNoise(0.2), KnownStudent.Uncorrelated(1, 2)),
        new KnownMultiplicativeNoise(0.8),
    ];

    private static IEnumerable<KnownInformation> Independent() =>
    [
        new KnownIndependent(
            KnownNormal.Dense(4, 0.6).Through(new RotatedWave(4, 53), null), KnownStudent.Uncorrelated(4, 2), "Independent wave 4, Student 4"),
    ];
}
