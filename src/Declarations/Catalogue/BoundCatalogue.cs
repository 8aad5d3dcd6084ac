using System;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>The type of the number that a bound gives on held-out pairs.</summary>
internal enum ResultKind
{
    LowerBound,
    UpperBound,
    Estimate,
    Interval,
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
            Bound.BarberAgakov,
            "Barber-Agakov",
            "lower: E[log q(y|x) - log p(y)]; upper: E log p(x|y) - E_{p(x) q(y|x)}[log p(x, y) - log q(y|x)]",
            ResultKind.Interval,
            "",
            "loose by the KL divergence between q(y|x) and the posterior, on either side",
            "Barber and Agakov 2003; Brekelmans et al. 2022 (2303.06992), section 2"),
        new(
            Bound.BarberAgakovReference,
            "Barber-Agakov, reference",
            "E log p(x|y) - E log r(x), r any normalised density",
            ResultKind.UpperBound,
            "",
            "loose by the KL divergence between p(x) and r(x); nothing cancels, so it scatters",
            "Barber and Agakov 2003; Poole et al. 2019 (1905.06922), equation 2"),
        new(
            Bound.Iwae,
            "IWAE",
            "E log p(x|y) - E log (1/K) sum_k w_k, w = p(x, y) / q(y|x); upper: all y_k from q; lower: the paired y among them",
            ResultKind.Interval,
            "lower: Barber-Agakov + log K",
            "K must grow like e^KL for a tight value, KL that between q(y|x) and the posterior",
            "Burda et al. 2016 (1509.00519); Brekelmans et al. 2022 (2303.06992), section 3"),
        new(
            Bound.StructuredInfoNce,
            "Structured InfoNCE",
            "E log [p(x|y_1) / (1/K) sum_k p(x|y_k)], y_1 paired, the others from p(y)",
            ResultKind.LowerBound,
            "log K",
            "saturates when the information exceeds log K",
            "Poole et al. 2019 (1905.06922), section 2.4"),
        new(
            Bound.LeaveOneOut,
            "Leave-one-out",
            "E log [p(x|y_1) / (1/(K-1)) sum_{k>1} p(x|y_k)], y_1 paired, the others from p(y)",
            ResultKind.UpperBound,
            "",
            "far above the truth once the information exceeds log K",
            "Poole et al. 2019 (1905.06922), equation 13"),
        new(
            Bound.ClubExact,
            "CLUB, exact conditional",
            "E log p(x|y) - E (1/K) sum_k log p(x|y_k), y_k from p(y), independent of x",
            ResultKind.UpperBound,
            "",
            "loose by E KL(p(y) || p(y|x)), which grows without end as p(x|y) sharpens: never tighter than leave-one-out in expectation",
            "Cheng et al. 2020 (2006.12013), section 3.1"),
        new(
            Bound.Giwae,
            "GIWAE",
            "lower: E[log q(y|x) - log p(y)] + E[f(x, y_1) - log (1/K) sum_k e^f(x, y_k)], y_1 paired, the others from q(y|x)",
            ResultKind.Interval,
            "lower: Barber-Agakov + log K",
            "never tighter than IWAE with the same q and K; its lower form needs no p(x|y)",
            "Brekelmans et al. 2022 (2303.06992), section 3.3"),
        new(
            Bound.Ais,
            "Annealed importance sampling",
            "E log p(x|y) - E log p(x), log p(x) bounded by weights of chains annealed from q(y|x), or p(y), to p(x, y) and back",
            ResultKind.Interval,
            "",
            "the bracket closes as temperatures are added; a floor remains under coupled chains",
            "Neal 2001; Grosse et al. 2015 (1511.02543); Brekelmans et al. 2022 (2303.06992), section 4"),
        new(
            Bound.MineAis,
            "MINE-AIS",
            "E[log q(y|x) - log p(y)] + E f - E log Z(x), Z(x) = E_q e^f bounded above by coupled reverse chains along q(y|x) e^(b f)",
            ResultKind.LowerBound,
            "",
            "tight where the critic is good and the chains mix; training costs HMC transitions at each step",
            "Brekelmans et al. 2022 (2303.06992), section 5"),
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
        if (KnownBounds.Contains(bound.Bound))
        {
            return KnownBounds.SideOf(declaration) switch
            {
                Side.Lower => ResultKind.LowerBound,
                Side.Upper => ResultKind.UpperBound,
                _ => ResultKind.Interval,
            };
        }

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
    public const Target Target = MiDsl.Target.TorchSharp;
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

    public const int Samples = 16;
    public const int Chains = 16;
    public const ChainWeights LowerBy = ChainWeights.CoupledReverse;
    public const ChainWeights UpperBy = ChainWeights.IndependentMultiSample;
    public const VariationalFamily Family = VariationalFamily.DiagonalGaussian;
    public const int Couplings = 4;
    public const int Temperatures = 500;
    public const AnnealingSchedule AnnealingSchedule = MiDsl.AnnealingSchedule.Sigmoid;
    public const double Range = 4;
    public const int LeapfrogSteps = 10;
    public const double TargetAcceptance = 0.65;
    public const double MaxStep = 0.5;
    public const double Jitter = 0.2;
    public const int NegativeTransitions = 5;
    public const int Pairs = 128;
    public const int SubBatches = 8;
    public const int RowsAtOnce = 16_384;
    public const DecoderOutput Output = DecoderOutput.Identity;
    public const double Scale = 1;

    public static readonly EquatableArray<int> Channels = EquatableArray<int>.Of(32, 64);

    public static readonly EquatableArray<int> BaselineHidden = EquatableArray<int>.Of(64);

    public static readonly EquatableArray<int> Hidden = EquatableArray<int>.Of(256, 256);
}
