using System.Collections.Generic;
using MiDsl.Samples.Common;

namespace Vae;

/// <summary>The models, each with its bounds.</summary>
internal static class Autoencoders
{
    /// <summary>Hidden layers of 128.</summary>
    public static IReadOnlyList<Autoencoder> Quick { get; } =
    [
        new Autoencoder("VAE2", 2, () => new Two.BarberAgakov(), [
            BoundRun.Both<Two.BarberAgakov>("BA"),
            BoundRun.Both<Two.Iwae100>(Bracket.Iwae),
            BoundRun.Both<Two.Iwae10000>(Bracket.Iwae),
            BoundRun.Both<Two.Ais1>(Bracket.Ais),
            BoundRun.Both<Two.Ais20>(Bracket.Ais),
            BoundRun.Both<Two.Ais200>(Bracket.Ais),
            BoundRun.Lower<Two.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using Two.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
        new Autoencoder("VAE10", 10, () => new Ten.BarberAgakov(), [
            BoundRun.Both<Ten.BarberAgakov>("BA"),
            BoundRun.Both<Ten.Iwae100>(Bracket.Iwae),
            BoundRun.Both<Ten.Ais1>(Bracket.Ais),
            BoundRun.Both<Ten.Ais20>(Bracket.Ais),
            BoundRun.Both<Ten.Ais200>(Bracket.Ais),
            BoundRun.Both<Ten.Iwae2000>(Bracket.Iwae),
            BoundRun.Both<Ten.Iwae20000>(Bracket.Iwae),
            BoundRun.Lower<Ten.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using Ten.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
    ];

    /// <summary>The paper's sizes.</summary>
    public static IReadOnlyList<Autoencoder> Full { get; } =
    [
        new Autoencoder("VAE2", 2, () => new FullTwo.BarberAgakov(), [
            BoundRun.Both<FullTwo.BarberAgakov>("BA"),
            BoundRun.Both<FullTwo.Iwae1000>(Bracket.Iwae),
            BoundRun.Both<FullTwo.Iwae1000000>(Bracket.Iwae),
            BoundRun.Both<FullTwo.Ais1>(Bracket.Ais),
            BoundRun.Both<FullTwo.Ais500>(Bracket.Ais),
            BoundRun.Both<FullTwo.Ais30000>(Bracket.Ais),
            BoundRun.Lower<FullTwo.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using FullTwo.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
        new Autoencoder("VAE10", 10, () => new FullTen.BarberAgakov(), [
            BoundRun.Both<FullTen.BarberAgakov>("BA"),
            BoundRun.Both<FullTen.Iwae1000>(Bracket.Iwae),
            BoundRun.Both<FullTen.Iwae1000000>(Bracket.Iwae),
            BoundRun.Both<FullTen.Ais1>(Bracket.Ais),
            BoundRun.Both<FullTen.Ais500>(Bracket.Ais),
            BoundRun.Both<FullTen.Ais30000>(Bracket.Ais),
            BoundRun.Lower<FullTen.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using FullTen.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
        new Autoencoder("VAE100", 100, () => new FullHundred.BarberAgakov(), [
            BoundRun.Both<FullHundred.BarberAgakov>("BA"),
            BoundRun.Both<FullHundred.Iwae1000>(Bracket.Iwae),
            BoundRun.Both<FullHundred.Iwae1000000>(Bracket.Iwae),
            BoundRun.Both<FullHundred.Ais1>(Bracket.Ais),
            BoundRun.Both<FullHundred.Ais500>(Bracket.Ais),
            BoundRun.Both<FullHundred.Ais30000>(Bracket.Ais),
            BoundRun.Lower<FullHundred.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using FullHundred.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
    ];

    /// <summary>For a test.</summary>
    public static IReadOnlyList<Autoencoder> Tiny { get; } =
    [
        new Autoencoder("VAE2, tiny", 2, () => new Tiny.BarberAgakov(), [
            BoundRun.Both<Tiny.BarberAgakov>("BA"),
            BoundRun.Both<Tiny.Iwae10>(Bracket.Iwae),
            BoundRun.Both<Tiny.Iwae100>(Bracket.Iwae),
            BoundRun.Both<Tiny.Ais1>(Bracket.Ais),
            BoundRun.Both<Tiny.Ais10>(Bracket.Ais),
            BoundRun.Both<Tiny.Ais30>(Bracket.Ais),
            BoundRun.Lower<Tiny.StructuredInfoNce>(Bracket.Structured),
        ], (model, seed, tell) => { using Tiny.InfoNce bound = new(model) { Seed = seed }; return bound.Fit(new TrainingCurve(tell)); }),
    ];
}
