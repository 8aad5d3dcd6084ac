using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <summary><see cref="KnownTasks.Development"/>, made on first use: some truths are quadratures.</summary>
internal static class DevelopmentTasks
{
    /// <summary>The truth of the mixture of 3 + 3 coordinates, a mean over 60 million pairs, standard error .0001.</summary>
    internal const double ClustersInformation = 0.7695;

    private static readonly InjectiveMap Cube = InjectiveMap.EachCoordinate("Cube", x => x * x * x);
    private static readonly InjectiveMap Asinh3 = InjectiveMap.EachCoordinate("Asinh 3x", x => Math.Asinh(3 * x));
    private static readonly InjectiveMap PlusCube = InjectiveMap.EachCoordinate("x + x^3", x => x + x * x * x);

    internal static NormalComponent[] Clusters { get; } =
    [
        new(0.4, [0.9, -0.7, 4.9, -0.7, 1.2, -3.3], 1, 1, 1, 1, 1, 1),
        new(0.3, [-0.5, 0.2, 3.2, -1.4, 2.3, 3.7], 1, 1, 1, 1, 1, 1),
        new(0.2, [-1.8, -1.2, 0.4, -3.0, 1.3, -2.0], 1, 1, 1, 1, 1, 1),
        new(0.1, [-0.7, -2.4, -0.4, -1.7, -1.7, -0.8], 1, 1, 1, 1, 1, 1),
    ];

    // Below what it is made of: initialisers run in the order of the text.
    internal static ImmutableArray<KnownInformation> All { get; } = [.. HeavyTails(), .. Shapes(), .. Mapped(), .. Noise()];

    private static IEnumerable<KnownInformation> HeavyTails() =>
    [
        new KnownStudent(DispersionMatrix.Dense(6, 0.5), 3, 2, "St 3x3 (dof=2, dense)"),
        new KnownStudent(DispersionMatrix.Dense(6, 0.3), 2, 1, "St 2x4 (dof=1, dense)"),
        new KnownStudent(DispersionMatrix.Dense(2, 0.7), 1, 4, "St 1x1 (dof=4, rho=0.7)").Through(PlusCube, null, "x + x^3 @ St 1x1 (dof=4)"),
        new KnownIndependent(KnownStudent.Uncorrelated(3, 1), KnownStudent.Uncorrelated(3, 1), "Independent Cauchy 3x3"),
    ];

    private static IEnumerable<KnownInformation> Shapes() =>
    [
        new KnownNormal(DispersionMatrix.Dense(6, 0.4), 1, "Mn 1x5 (dense)"),
        KnownNormal.Pairs(3, 3, 0.1, "Mn 3x3 (weak)"),
        KnownNormal.Pairs(10, 0, 0, "Independent Mn 10x10"),
        new KnownCircular(4),
        new KnownMixture("Mixture 1x1 (4 clusters)", [.. new[] { (-2.0, -1.0), (-2, 1.5), (2, -2.5), (2, 3) }.Select(
            mean => new NormalComponent(0.25, [mean.Item1, mean.Item2], 0.6, 0.5))]),
        new KnownMixture("Mixture 3x3 (4 clusters)", 3, ClustersInformation, Clusters),
    ];

    private static IEnumerable<KnownInformation> Mapped()
    {
        double half = DispersionMatrix.CorrelationOf(1);
        return
        [
            KnownNormal.Pairs(3, 2, 0.8).Through(new CouplingMap(3, 3, 1), new CouplingMap(3, 3, 2), "Coupling @ Mn 3x3 (2-pair)"),
            KnownNormal.Pairs(5, 5, 0.6).Through(new CouplingMap(5, 3, 3), new CouplingMap(5, 3, 4), "Coupling @ Mn 5x5 (5-pair)"),
            new KnownNormal(DispersionMatrix.Pairs(0.85, 0.5, 0, 0), 4).Through(new RotatedWave(4, 1), new RotatedWave(4, 2), "Wave @ Mn 4x4 (2-pair)"),
            KnownNormal.Pairs(5, 5, half).Through(LinearMap.Random(5, 1), LinearMap.Random(5, 2)).Through(Asinh3, Cube, "(Asinh, Cube) @ Linear @ Mn 5x5 (5 nats)"),
            KnownNormal.Pairs(10, 10, half).Through(LinearMap.Random(10, 3), LinearMap.Random(10, 4), "Linear @ Mn 10x10 (10 nats)"),
        ];
    }

    private static IEnumerable<KnownInformation> Noise() =>
    [
        new KnownMultiplicativeNoise(0.5),
        KnownAdditiveNoise.OfNormal("Scale of noise 1x1 (e^x)", _ => 0, Math.Exp),
        KnownAdditiveNoise.OfUniform("Sinusoid 1x1 (sin 3 pi x)", -1, 1, x => Math.Sin(3 * Math.PI * x), _ => 0.3),
        new KnownProduct("Uniform 2x2 (add noise 0.043, 5 nats)", new KnownUniformNoise(0.043), new KnownUniformNoise(0.043)),
    ];
}
