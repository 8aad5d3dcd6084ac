using System.Collections.Generic;
using MiDsl.Samples.Common;

namespace GanMi;

/// <summary>The models, each with its bounds.</summary>
internal static class GanModels
{
    /// <summary>Three hidden layers of 128.</summary>
    public static IReadOnlyList<GanModel> Quick { get; } =
    [
        new GanModel("GAN2", 2, 2_500, () => new Two.BarberAgakov(), [
            BoundRun.Both<Two.BarberAgakov>("BA"),
            BoundRun.Both<Two.PriorIwae>(Bracket.Iwae),
            BoundRun.Both<Two.Iwae100>(Bracket.Iwae),
            BoundRun.Both<Two.Iwae10000>(Bracket.Iwae),
            BoundRun.Both<Two.Ais1>(Bracket.Ais),
            BoundRun.Both<Two.Ais20>(Bracket.Ais),
            BoundRun.Both<Two.Ais200>(Bracket.Ais),
            BoundRun.Lower<Two.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using Two.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
        new GanModel("GAN10", 10, 2_500, () => new Ten.BarberAgakov(), [
            BoundRun.Both<Ten.BarberAgakov>("BA"),
            BoundRun.Both<Ten.PriorIwae>(Bracket.Iwae),
            BoundRun.Both<Ten.Iwae100>(Bracket.Iwae),
            BoundRun.Both<Ten.Iwae2000>(Bracket.Iwae),
            BoundRun.Both<Ten.Ais1>(Bracket.Ais),
            BoundRun.Both<Ten.Ais20>(Bracket.Ais),
            BoundRun.Both<Ten.Ais200>(Bracket.Ais),
            BoundRun.Both<Ten.Iwae20000>(Bracket.Iwae),
            BoundRun.Lower<Ten.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using Ten.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
    ];

    /// <summary>The paper's sizes.</summary>
    public static IReadOnlyList<GanModel> Full { get; } =
    [
        new GanModel("GAN2", 2, 100_000, () => new FullTwo.BarberAgakov(), [
            BoundRun.Both<FullTwo.BarberAgakov>("BA"),
            BoundRun.Both<FullTwo.PriorIwae>(Bracket.Iwae),
            BoundRun.Both<FullTwo.Iwae1000>(Bracket.Iwae),
            BoundRun.Both<FullTwo.Iwae1000000>(Bracket.Iwae),
            BoundRun.Both<FullTwo.Ais1>(Bracket.Ais),
            BoundRun.Both<FullTwo.Ais500>(Bracket.Ais),
            BoundRun.Both<FullTwo.Ais30000>(Bracket.Ais),
            BoundRun.Lower<FullTwo.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using FullTwo.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
        new GanModel("GAN10", 10, 100_000, () => new FullTen.BarberAgakov(), [
            BoundRun.Both<FullTen.BarberAgakov>("BA"),
            BoundRun.Both<FullTen.PriorIwae>(Bracket.Iwae),
            BoundRun.Both<FullTen.Iwae1000>(Bracket.Iwae),
            BoundRun.Both<FullTen.Iwae1000000>(Bracket.Iwae),
            BoundRun.Both<FullTen.Ais1>(Bracket.Ais),
            BoundRun.Both<FullTen.Ais500>(Bracket.Ais),
            BoundRun.Both<FullTen.Ais30000>(Bracket.Ais),
            BoundRun.Lower<FullTen.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using FullTen.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
        new GanModel("GAN100", 100, 100_000, () => new FullHundred.BarberAgakov(), [
            BoundRun.Both<FullHundred.BarberAgakov>("BA"),
            BoundRun.Both<FullHundred.PriorIwae>(Bracket.Iwae),
            BoundRun.Both<FullHundred.Iwae1000>(Bracket.Iwae),
            BoundRun.Both<FullHundred.Iwae1000000>(Bracket.Iwae),
            BoundRun.Both<FullHundred.Ais1>(Bracket.Ais),
            BoundRun.Both<FullHundred.Ais500>(Bracket.Ais),
            BoundRun.Both<FullHundred.Ais30000>(Bracket.Ais),
            BoundRun.Lower<FullHundred.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using FullHundred.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
    ];

    /// <summary>For a test.</summary>
    public static IReadOnlyList<GanModel> Tiny { get; } =
    [
        new GanModel("GAN2, tiny", 2, 50, () => new Tiny.BarberAgakov(), [
            BoundRun.Both<Tiny.BarberAgakov>("BA"),
            BoundRun.Both<Tiny.PriorIwae>(Bracket.Iwae),
            BoundRun.Both<Tiny.Iwae100>(Bracket.Iwae),
            BoundRun.Both<Tiny.Ais1>(Bracket.Ais),
            BoundRun.Both<Tiny.Ais10>(Bracket.Ais),
            BoundRun.Both<Tiny.Ais30>(Bracket.Ais),
            BoundRun.Lower<Tiny.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using Tiny.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
    ];
}
