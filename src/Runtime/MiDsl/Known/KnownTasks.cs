using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <summary>
/// Sets of distributions to try estimators on. <see cref="All"/> are the 40 tasks of Czyż, Grabowski, Vogt, Beerenwinkel
/// and Marx 2023, "Beyond Normal: On the Evaluation of Mutual Information Estimators" (2306.11078; version 1 of
/// cbg-ethz/bmi), in their order and by the names of their figures: "f @ d" is the distribution d under the map f, "dense"
/// and "2-pair" say which coordinates are correlated, "dof" are degrees of freedom. The paper gives an estimator 10,000
/// pairs, every column standardized. <see cref="Development"/>, <see cref="Unseen"/> and <see cref="Fresh"/> are ours.
/// </summary>
public static class KnownTasks
{
    private static readonly InjectiveMap BimodalX = InjectiveMaps.MixtureQuantile((0.3, 0), (0.7, 5));
    private static readonly InjectiveMap BimodalY = InjectiveMaps.MixtureQuantile((0.5, -1), (0.5, 3));
    private static readonly InjectiveMap SpiralX = InjectiveMaps.Spiral(0, 1);
    private static readonly InjectiveMap SpiralY = InjectiveMaps.Spiral(1, 2);

    /// <summary>The 40 of the paper.</summary>
    public static ImmutableArray<KnownInformation> All { get; } =
        [.. OneDimensional(), .. Normal(), .. Student(), .. Transformed()];

    /// <summary>
    /// Nineteen others, to make choices on: dense heavy tails, unequal dimensions, angles, mixtures, random maps, noise of
    /// several kinds, 5 and 10 nats, independence. The truth of "Mixture 3x3 (4 clusters)" is a mean over 60 million pairs,
    /// standard error .0001; all others are exact, by closed form or quadrature. Whoever chooses an estimator's parts on
    /// these should report it on others, such as <see cref="Unseen"/>.
    /// </summary>
    public static ImmutableArray<KnownInformation> Development => DevelopmentTasks.All;

    /// <summary>Sixteen of the same kinds, unlike the others in detail: to report on, never to choose on.</summary>
    /// <remarks>
    /// Chosen before any estimator was run on them, one or two a kind, by what a statistician would call moderate: dependence
    /// that a scatter plot of the right two columns shows, tails of 1.5 to 3 degrees of freedom, maps of about the strength of
    /// <see cref="Development"/>'s, noise a fraction of what the signal varies by. The 5 nats go through a monotone map of each
    /// coordinate and then a linear mixing; the 10 through a linear mixing of X and a monotone map of each coordinate of Y,
    /// since nobody can find 10 nats behind a violent map with 10,000 pairs. The truths of "Mixture 2x2 (own covariances)" and
    /// "Mixture 4x2 (5 clusters)" are means over 60 million pairs, standard error .0001; all others are exact, by closed form
    /// or quadrature.
    /// </remarks>
    public static ImmutableArray<KnownInformation> Unseen => UnseenTasks.All;

    /// <summary>Sixteen more, to report on once <see cref="Unseen"/> was looked at: again not to choose on.</summary>
    /// <remarks>
    /// Chosen as those were, before any estimator was run on them and after all of the recommended recipe was: dense heavy tails, maps
    /// that components cannot undo (couplings, spirals, waves of dependent coordinates), linear mixtures, other noise and
    /// angles, 8 nats, independence. All truths are exact, by closed form or quadrature.
    /// </remarks>
    public static ImmutableArray<KnownInformation> Fresh => FreshTasks.All;

    /// <summary>The task of this name among the 40. Letter case and blanks do not matter, and × is read as x.</summary>
    /// <param name="name">Such as <c>Mn 5x5 (dense)</c>.</param>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static KnownInformation Find(string name) => Find(name, All);

    /// <summary>The task of this name in a set, likewise.</summary>
    /// <param name="name">Such as <c>Mn 5x5 (dense)</c>.</param>
    /// <param name="tasks">Such as <see cref="Development"/>; not empty.</param>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static KnownInformation Find(string name, ImmutableArray<KnownInformation> tasks)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string plain = Plain(name);
        return tasks.FirstOrDefault(task => Plain(task.Name) == plain) ?? throw new ArgumentException(
            $"There is no task '{name}'. {NearNames.Question(name, tasks.Select(task => task.Name)) ?? $"They are named as '{tasks[0].Name}': see the names of KnownTasks."}",
            nameof(name));
    }

    private static IEnumerable<KnownInformation> OneDimensional()
    {
        KnownNormal normal = KnownNormal.Bivariate(0.75, "Bivariate Nm 1x1");
        KnownInformation uniform = normal.Through(InjectiveMaps.NormalCdf);
        KnownStudent student = KnownStudent.Uncorrelated(1, 1);
        return
        [
            normal,
            uniform,
            new KnownUniformNoise(0.1),
            new KnownUniformNoise(0.75),
            uniform.Through(BimodalX, BimodalY, "Bimodal 1x1"),
            normal.Through(InjectiveMaps.WigglyX, InjectiveMaps.WigglyY),
            normal.Through(InjectiveMaps.HalfCube),
            student,
            student.Through(InjectiveMaps.Asinh),
            uniform.Through(InjectiveMaps.SwissRoll, null, "Swiss roll 2x1"),
        ];
    }

    private static IEnumerable<KnownInformation> Normal() =>
    [
        .. new[] { 2, 3, 5, 25, 50 }.Select(d => KnownNormal.Dense(d, 0.5, FormattableString.Invariant($"Mn {d}x{d} (dense)"))),
        .. new[] { 2, 3, 5, 25 }.Select(TwoPairs),
    ];

    private static IEnumerable<KnownInformation> Student() =>
        new[] { (2, 1), (2, 2), (3, 2), (3, 3), (5, 2), (5, 3) }.Select(t => KnownStudent.Uncorrelated(t.Item1, t.Item2));

    private static IEnumerable<KnownInformation> Transformed()
    {
        KnownNormal[] normal = [TwoPairs(3), TwoPairs(5), TwoPairs(25)];
        return
        [
            .. normal.Select(t => t.Through(InjectiveMaps.NormalCdf)),
            .. normal.Select(t => t.Through(InjectiveMaps.HalfCube)),
            .. normal.Select(t => t.Through(SpiralX, SpiralY)),
            .. normal.Select(t => t.Through(InjectiveMaps.NormalCdf).Through(SpiralX, SpiralY)),
            .. new[] { (2, 1), (3, 2), (5, 2) }.Select(t => KnownStudent.Uncorrelated(t.Item1, t.Item2).Through(InjectiveMaps.Asinh)),
        ];
    }

    private static KnownNormal TwoPairs(int dim) => KnownNormal.Pairs(dim, 2, 0.8, FormattableString.Invariant($"Mn {dim}x{dim} (2-pair)"));

    private static string Plain(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c))).Replace('×', 'x').ToUpperInvariant();
}
