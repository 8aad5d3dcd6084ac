using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <summary><see cref="KnownTasks.Unseen"/>, made on first use: some truths are quadratures.</summary>
internal static class UnseenTasks
{
    /// <summary>The truths of the mixtures of several coordinates, means over 60 million pairs, standard errors .0001.</summary>
    internal const double ShapesInformation = 0.8891, ClustersInformation = 1.0177;

    private static readonly InjectiveMap Asinh2 = InjectiveMap.EachCoordinate("Asinh 2x", x => Math.Asinh(2 * x));

    /// <summary>Three clusters of 2 + 2 coordinates, each with a dependence of its own.</summary>
    internal static NormalComponent[] Shapes { get; } =
    [
        new(0.5, [0, 0, 0, 0], DispersionMatrix.Pairs(0.8, -0.6)),
        new(0.3, [2, -1, 1, 2], DispersionMatrix.Dense(4, 0.3)),
        new(0.2, [-2, 1.5, 1.5, -2], DispersionMatrix.Pairs(-0.7, 0)),
    ];

    /// <summary>Five clusters of 4 + 2 coordinates that are independent within each.</summary>
    internal static NormalComponent[] Clusters { get; } =
    [
        new(0.3, [0, 0, 0, 0, 0, 0], 1, 1, 1, 1, 0.7, 0.7),
        new(0.25, [2, 1, 0, -1, 2.5, 0], 1, 0.8, 1, 0.8, 0.7, 0.7),
        new(0.2, [-1, 2, 1, 0, -1, 2], 0.8, 1, 0.8, 1, 0.7, 0.7),
        new(0.15, [0, -2, 2, 1, -2, -1.5], 1, 1, 1, 1, 0.7, 0.7),
        new(0.1, [1, 0, -2, 2, 1, -2.5], 1, 1, 1, 1, 0.7, 0.7),
    ];

    // Below what it is made of: initialisers run in the order of the text.
    internal static ImmutableArray<KnownInformation> All { get; } = [.. HeavyTails(), .. Mapped(), .. Mixtures(), .. Others(), .. Independent()];

    private static IEnumerable<KnownInformation> HeavyTails() =>
    [
        new KnownStudent(DispersionMatrix.OneFactor(0.9, 0.7, 0.5, -0.6, 0.8, -0.5, 0.6), 4, 2, "St 4x3 (dof=2, one factor)"),
        new KnownStudent(DispersionMatrix.Toeplitz(7, 0.6), 2, 1.5, "St 2x5 (dof=1.5, neighbours)"),
    ];

    private static IEnumerable<KnownInformation> Mapped() =>
    [
        new KnownNormal(DispersionMatrix.Pairs(0.9, 0.7, 0.4, 0), 4).Through(new CouplingMap(4, 4, 13, 0.8), new CouplingMap(4, 4, 14, 0.8), "Coupling @ Mn 4x4 (3-pair)"),
        new KnownStudent(DispersionMatrix.Toeplitz(4, 0.6), 2, 3).Through(new CouplingMap(2, 4, 15), null, "(Coupling, Y) @ St 2x2 (dof=3, neighbours)"),
        KnownNormal.Pairs(6, 6, 0.55).Through(new RotatedWave(6, 16, 0.6, 1.5), new RotatedWave(6, 17, 0.6, 1.5), "Wave @ Mn 6x6 (6-pair)"),
        new KnownNormal(DispersionMatrix.OneFactor(0.8, 0.6, 0.7, 0.6, 0.5, 0.7, -0.6, 0.5, -0.7, 0.4), 2).Through(
            null, LinearMap.Random(8, 18), "(X, Linear) @ Mn 2x8 (one factor)"),
        new KnownNormal(DispersionMatrix.Pairs([.. new[] { 1.5, 1.2, 0.9, 0.7, 0.5, 0.2 }.Select(DispersionMatrix.CorrelationOf)]), 6)
            .Through(InjectiveMaps.HalfCube, Asinh2).Through(LinearMap.Random(6, 19), LinearMap.Random(6, 20), "Linear @ (Hc, Asinh) @ Mn 6x6 (5 nats)"),
        KnownNormal.Pairs(8, 8, DispersionMatrix.CorrelationOf(10.0 / 8)).Through(LinearMap.Random(8, 21), InjectiveMaps.HalfCube, "(Linear, Hc) @ Mn 8x8 (10 nats)"),
    ];

    private static IEnumerable<KnownInformation> Mixtures() =>
    [
        new KnownMixture("Mixture 1x1 (crossed)", new NormalComponent(0.5, [0, 0], DispersionMatrix.Pairs(0.9)), new NormalComponent(0.5, [0, 0], DispersionMatrix.Pairs(-0.9))),
        new KnownMixture("Mixture 2x2 (own covariances)", 2, ShapesInformation, Shapes),
        new KnownMixture("Mixture 4x2 (5 clusters)", 4, ClustersInformation, Clusters),
    ];

    private static IEnumerable<KnownInformation> Others() =>
    [
        new KnownCircular(2).Through(InjectiveMaps.Circle, null, "Circular 2x1 (von Mises 2)"),
        KnownAdditiveNoise.OfUniform("Parabola 1x1 (x^2, growing noise)", -2, 2, x => x * x, x => 0.3 + 0.2 * Math.Abs(x)),
        new KnownProduct("Torus 2x2 (von Mises 6 and 1)", new KnownCircular(6), new KnownCircular(1)),
    ];

    private static IEnumerable<KnownInformation> Independent()
    {
        KnownInformation cauchy = KnownStudent.Uncorrelated(1, 1);
        KnownProduct two = new("Two", cauchy, cauchy);
        return
        [
            new KnownIndependent(two, two, "Independent Cauchy 2x2"),
            new KnownIndependent(
                new KnownMixture("Clusters", 4, ClustersInformation, Clusters), KnownNormal.Dense(3, 0.5).Through(InjectiveMaps.NormalCdf), "Independent mixture 4, uniform 3"),
        ];
    }
}
