using System;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>The type of the number that a bound gives on held-out pairs.</summary>
internal enum ResultKind
{
    LowerBound,
    UpperBound,
    Estimate,
}

/// <summary>One bound, described once: rules, plans, XML docs of emitted code and the docs pages are read from here.</summary>
/// <param name="Bound">The key.</param>
/// <param name="Title">As the field calls it.</param>
/// <param name="Formula">In plain text, expectations under p = p(x, y) and q = p(x) p(y).</param>
/// <param name="Result">What a value on held-out pairs is.</param>
/// <param name="Cap">What the value cannot exceed, or empty.</param>
/// <param name="Caveat">What goes wrong with it.</param>
/// <param name="Reference">Paper and place.</param>
internal sealed record BoundRow(
    Bound Bound,
    string Title,
    string Formula,
    ResultKind Result,
    string Cap,
    string Caveat,
    string Reference);

/// <summary>The bound catalogue (docs/bounds.md). Adding a bound is one row here and one objective writer.</summary>
internal static class BoundCatalogue
{
    public static readonly BoundRow[] Rows =
    [
        new(
            Bound.InfoNce,
            "InfoNCE",
            "E[f(x, y_1) - log (1/K) sum_k e^f(x, y_k)], the positive y_1 counted in K",
            ResultKind.LowerBound,
            "log K",
            "low variance, but it saturates when the information exceeds log K",
            "van den Oord et al. 2018 (1807.03748), section 2.3; Poole et al. 2019 (1905.06922), equation 10"),
        new(
            Bound.DonskerVaradhan,
            "MINE (Donsker-Varadhan)",
            "E_p f - E_q e^f / a - log a + 1, the tangent of E_p f - log E_q e^f at a, fixed on pairs that are not evaluated",
            ResultKind.LowerBound,
            "",
            "the plug-in value is biased upwards; the spread grows like e^I",
            "Belghazi et al. 2018 (1801.04062), equations 5 and 12"),
        new(
            Bound.Nwj,
            "NWJ (MINE-f)",
            "E_p f - E_q e^(f - 1)",
            ResultKind.LowerBound,
            "",
            "unbiased, but the variance grows like e^I",
            "Nguyen et al. 2010; Poole et al. 2019 (1905.06922), equation 8"),
        new(
            Bound.Smile,
            "SMILE",
            "E_p f - log E_q clamp(e^f, e^-tau, e^tau), f trained by the Jensen-Shannon objective",
            ResultKind.Estimate,
            "",
            "clipping the partition can push the value to either side of the truth",
            "Song and Ermon 2020 (1910.06222), equation 10"),
        new(
            Bound.Tuba,
            "TUBA",
            "E_p f - E_q e^f / a(x) - E log a(x) + 1, the baseline a(x) learned beside f",
            ResultKind.LowerBound,
            "",
            "the variance grows like e^I, as that of NWJ; the baseline lowers it where f leans on x alone",
            "Poole et al. 2019 (1905.06922), equation 4"),
        new(
            Bound.IAlpha,
            "I_alpha",
            "1 + E log(e^f(x, y_1) / a) - E[e^f(x, y'_1) / a'], a = alpha (1/K) sum_k e^f(x, y_k) + (1 - alpha) e",
            ResultKind.LowerBound,
            "1 + log(K / alpha), and log K at alpha = 1",
            "alpha near 1 saturates like InfoNCE, alpha near 0 scatters like NWJ",
            "Poole et al. 2019 (1905.06922), equation 11"),
        new(
            Bound.JensenShannon,
            "Jensen-Shannon critic",
            "E_p[-softplus(-f)] - E_q[softplus(f)], at most 2 JSD - log 4: trains f, which another bound reads",
            ResultKind.LowerBound,
            "",
            "the objective is no mutual information; the value is that of the bound that ReadBy names",
            "Hjelm et al. 2019 (1808.06670), equation 4"),
        new(
            Bound.Club,
            "CLUB, learned conditional",
            "E_p log v(y|x) - E_q log v(y|x), the density v(y|x) learned by maximum likelihood",
            ResultKind.Estimate,
            "",
            "an upper bound for the exact conditional only; a learned one may fall on either side",
            "Cheng et al. 2020 (2006.12013), equations 8 and 14"),
        new(
            Bound.DifferenceOfEntropies,
            "Difference of entropies",
            "E_p log v(y|x) - E_p log r(y), both densities learned by maximum likelihood",
            ResultKind.Estimate,
            "",
            "an upper bound on H(Y) minus one on H(Y|X): what either model misses shifts the value to its own side",
            "McAllester and Stratos 2020 (1811.04251), section 5"),
        new(
            Bound.GenerativeModels,
            "Generative models",
            "E log p(x, y) - E log p(x) - E log p(y), each by log (1/K) sum_k p(v, z_k) / q(z_k|v) of a variational autoencoder",
            ResultKind.Estimate,
            "",
            "each term is a lower bound on a model's log-likelihood: what any of the three misses shifts the value to its own side",
            "Song and Ermon 2020 (1910.06222), section 5.2; Kingma and Welling 2014 (1312.6114); Burda et al. 2016 (1509.00519)"),
    ];

    /// <summary>Whether the bound learns a conditional density in place of a critic.</summary>
    public static bool LearnsConditional(Bound? bound) => bound is Bound.Club or Bound.DifferenceOfEntropies;

    /// <summary>Whether the bound learns densities in place of a critic.</summary>
    public static bool LearnsDensities(Bound? bound) => LearnsConditional(bound) || bound == Bound.GenerativeModels;

    /// <summary>The bounds that may read a Jensen-Shannon critic.</summary>
    public static readonly Bound[] Readers = [Bound.Nwj, Bound.DonskerVaradhan, Bound.Smile];

    /// <summary>What a declaration gives: for a Jensen-Shannon critic, what its reader gives; near negatives are approximate.</summary>
    public static ResultKind ResultOf(EstimatorDeclaration declaration)
    {
        BoundDeclaration bound = declaration.Bound;
        return declaration.Negatives?.Sampling == NegativeSampling.Neighbours
            ? ResultKind.Estimate
            : Find(bound.Bound == Bound.JensenShannon ? bound.ReadBy ?? Defaults.ReadBy : bound.Bound)?.Result ?? ResultKind.Estimate;
    }

    /// <summary>The row of a bound, null when the value names none.</summary>
    public static BoundRow? Find(Bound? bound) => Rows.FirstOrDefault(row => row.Bound == bound);

    /// <summary>For messages: every bound as a user writes it.</summary>
    public static string Choices => string.Join(", ", Rows.Select(row => "Bound." + row.Bound));
}

/// <summary>What an argument means when it is not written.</summary>
internal static class Defaults
{
    public const double Tau = 5;
    public const double EmaRate = 0.01;
    public const double Alpha = 0.5;
    public const Bound ReadBy = Bound.Nwj;
    public const double NoiseRatio = 1;
    public const CriticForm Form = CriticForm.Separable;
    public const int Embedding = 32;
    public const Activation Activation = MiDsl.Activation.ReLU;
    public const int Steps = 5_000;
    public const int BatchSize = 64;
    public const Optimizer Optimizer = MiDsl.Optimizer.Adam;
    public const double LearningRate = 5e-4;
    public const double AdamWDecay = 0.01;
    public const LearningRateSchedule Schedule = LearningRateSchedule.Constant;
    public const double WeightAverage = 0;
    public const double Validation = 0.2;
    public const double Test = 0.2;
    public const int CrossFit = 0;
    public const int ValidationPairs = 2_048;
    public const int TestPairs = 8_192;
    public const int ValidationInterval = 100;
    public const int Patience = 10;
    public const string Device = "cpu";
    public const double MaxNorm = 1;
    public const double MaxValue = 1;

    public const NegativeSampling Sampling = NegativeSampling.InBatch;
    public const int PerPair = 1;
    public const int Neighbours = 5;
    public const int Components = 1;
    public const int Latent = 8;
    public const Likelihood Likelihood = MiDsl.Likelihood.Gaussian;
    public const int Draws = 16;
    public const int Kernel = 4;
    public const int Stride = 2;

    public static readonly EquatableArray<int> Channels = EquatableArray<int>.Of(32, 64);

    public static readonly EquatableArray<int> BaselineHidden = EquatableArray<int>.Of(64);

    public static readonly EquatableArray<int> Hidden = EquatableArray<int>.Of(256, 256);
}
