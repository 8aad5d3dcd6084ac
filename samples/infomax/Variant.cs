using System;
using System.Collections.Generic;
using MiDsl.Samples.Common;

namespace Infomax;

/// <summary>Accuracies on CIFAR-10 in Hjelm et al. 2019, table 1, %: a nonlinear classifier on each layer. Recalled, never tested against.</summary>
internal sealed record Published(double Conv, double Hidden, double Code);

/// <summary>What an encoder learns by.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Term">Its information term of weight 1; null for none.</param>
/// <param name="Gamma">Weight of the prior, uniform on [0, 1] for each unit of Y.</param>
/// <param name="Published">The paper's numbers of this kind.</param>
internal sealed record Variant(string Name, Func<IInformationTerm>? Term, double Gamma, Published? Published = null)
{
    // The paper's weights: (alpha, beta, gamma) = (1, 0, 1) and (0, 1, .1).
    private const double OfGlobal = 1, OfLocal = 0.1;

    /// <summary>As the weights were drawn.</summary>
    public static Variant Random { get; } = new("random encoder", null, 0);

    /// <summary>Cross entropy of the labels, which no other variant sees.</summary>
    public static Variant Supervised { get; } = new("supervised", null, 0, new(double.NaN, double.NaN, 75.39));

    public static Variant Global { get; } = new("DIM(G) JSD", () => new GlobalJensenShannon(), OfGlobal, new(52.2, 52.84, 43.17));

    public static Variant Local { get; } = new("DIM(L) JSD", () => new LocalJensenShannon(), OfLocal, new(73.25, 73.62, 66.96));

    /// <summary>The local one without a prior.</summary>
    public static Variant Free { get; } = new("DIM(L) JSD, gamma 0", () => new LocalJensenShannon(), 0);

    /// <summary>Encode-and-dot, and the rivals.</summary>
    public static IReadOnlyList<Variant> Headline { get; } =
    [
        Random, Supervised, Global, Local, Free,
        new("DIM(L) DV", () => new LocalDonskerVaradhan(), OfLocal, new(72.66, 70.60, 64.71)),
        new("DIM(L) InfoNCE", () => new LocalInfoNce(), OfLocal, new(75.21, 75.57, 69.13)),
    ];

    /// <summary>The other bounds and critics besides.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        .. Headline,
        new("DIM(G) JSD, gamma 0", () => new GlobalJensenShannon(), 0),
        new("DIM(G) DV", () => new GlobalDonskerVaradhan(), OfGlobal),
        new("DIM(G) InfoNCE", () => new GlobalInfoNce(), OfGlobal),
        new("DIM(L) JSD, convolved", () => new ConvolvedJensenShannon(), OfLocal),
        new("DIM(L) DV, convolved", () => new ConvolvedDonskerVaradhan(), OfLocal),
        new("DIM(L) InfoNCE, convolved", () => new ConvolvedInfoNce(), OfLocal),
    ];
}
