using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace Gaussians;

/// <summary>An estimator on the staircase.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Critic">Separable or concatenated, or the density in its place.</param>
/// <param name="Published">The authors' curve: mean over each stair's last half, Gaussian pairs. Empty where there is none.</param>
/// <param name="Create">A fresh one.</param>
internal sealed record Contender(string Name, string Critic, ImmutableArray<double> Published, Func<ICritic> Create)
{
    public const string InfoNce = "InfoNCE", Smile1 = "SMILE, tau 1", Smile5 = "SMILE, tau 5", SmileInf = "SMILE, tau inf",
        LowAlpha = "I_alpha, .01", HalfAlpha = "I_alpha, .5", HighAlpha = "I_alpha, .99", ExactInfoNce = "InfoNCE", ExactLeaveOneOut = "leave-one-out";

    // The figures are those of the authors' own code for 1910.06222, 4,000 steps a stair. They show no MINE.
    private static readonly ImmutableArray<double>
        InfoNceCurve = [1.63, 2.88, 3.59, 3.93, 4.06], NwjCurve = [1.40, 2.48, 3.26, 3.72, 4.02], Smile1Curve = [1.96, 4.00, 5.96, 7.95, 9.84],
        Smile5Curve = [1.62, 3.67, 5.81, 8.13, 10.47], SmileInfCurve = [1.63, 3.33, 5.01, 6.91, 8.79];

    /// <summary>Two hidden layers, for 1,000 steps a stair.</summary>
    public static IReadOnlyList<Contender> Quick { get; } =
    [
        new(InfoNce, "separable", InfoNceCurve, () => new Gaussians.Quick.InfoNce()),
        new("MINE", "separable", [], () => new Gaussians.Quick.Mine()),
        new("NWJ", "separable", NwjCurve, () => new Gaussians.Quick.Nwj()),
        new(Smile1, "separable", Smile1Curve, () => new Gaussians.Quick.Smile1()),
        new(Smile5, "separable", Smile5Curve, () => new Gaussians.Quick.Smile5()),
        new(SmileInf, "separable", SmileInfCurve, () => new Gaussians.Quick.SmileInf()),
    ];

    /// <summary>The authors' three hidden layers, for 4,000 steps a stair.</summary>
    public static IReadOnlyList<Contender> Separable { get; } =
    [
        new(InfoNce, "separable", InfoNceCurve, () => new Gaussians.Separable.InfoNce()),
        new("MINE", "separable", [], () => new Gaussians.Separable.Mine()),
        new("NWJ", "separable", NwjCurve, () => new Gaussians.Separable.Nwj()),
        new(Smile1, "separable", Smile1Curve, () => new Gaussians.Separable.Smile1()),
        new(Smile5, "separable", Smile5Curve, () => new Gaussians.Separable.Smile5()),
        new(SmileInf, "separable", SmileInfCurve, () => new Gaussians.Separable.SmileInf()),
    ];

    /// <summary>Bounds that the authors' figures do not show, and what the exact conditional gives, on Gaussian pairs.</summary>
    public static IReadOnlyList<Contender> More { get; } =
    [
        new("TUBA", "separable", [], () => new Gaussians.More.Tuba()),
        new(LowAlpha, "separable", [], () => new Gaussians.More.LowAlpha()),
        new(HalfAlpha, "separable", [], () => new Gaussians.More.HalfAlpha()),
        new(HighAlpha, "separable", [], () => new Gaussians.More.HighAlpha()),
        new("JSD, by NWJ", "separable", [], () => new Gaussians.More.JensenShannon()),
        new("CLUB", "learned density", [], () => new Gaussians.More.Club()),
        new("DoE", "learned density", [], () => new Gaussians.More.Entropies()),
        new(ExactInfoNce, "exact density", [], () => new ExactConditional(leaveOneOut: false)),
        new(ExactLeaveOneOut, "exact density", [], () => new ExactConditional(leaveOneOut: true)),
    ];

    public static IReadOnlyList<Contender> Concatenated { get; } =
    [
        new(InfoNce, "concatenated", [1.74, 3.01, 3.70, 4.00, 4.11], () => new Gaussians.Concatenated.InfoNce()),
        new("MINE", "concatenated", [], () => new Gaussians.Concatenated.Mine()),
        new("NWJ", "concatenated", [1.85, 3.71, 5.29, 6.37, 5.98], () => new Gaussians.Concatenated.Nwj()),
        new(Smile1, "concatenated", [2.16, 4.32, 6.35, 8.24, 9.99], () => new Gaussians.Concatenated.Smile1()),
        new(Smile5, "concatenated", [1.85, 3.91, 6.16, 8.50, 10.90], () => new Gaussians.Concatenated.Smile5()),
        new(SmileInf, "concatenated", [1.85, 3.77, 5.80, 7.89, 10.07], () => new Gaussians.Concatenated.SmileInf()),
    ];
}
