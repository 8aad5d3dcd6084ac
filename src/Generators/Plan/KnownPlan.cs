using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Everything that is decided about an estimator on known densities before any text is written. Names no target.</summary>
internal sealed record KnownPlan(
    TypeShape Type,
    BoundRow Row,
    RolePlan Observed,
    RolePlan Latent,
    PairOrigin Origin,
    JointDeclaration? Joint,
    Side Side,
    MarginalPlan? Marginal,
    RoleMembers Conditional,
    RoleMembers Proposal,
    DensityMember? Reference,
    DensityMember? Posterior,
    DecoderPlan? Decoder,
    VariationalPlan? LearnedProposal,
    CriticPlan? Critic,
    int Samples,
    ChainsPlan? Chains,
    EvaluationPlan Evaluation,
    TrainingPlan Training,
    ClippingDeclaration? Clipping,
    ResultKind Result)
{
    /// <summary>Whether weights and paths start from q rather than from the marginal.</summary>
    public bool HasProposal => LearnedProposal is not null || Proposal != RoleMembers.None;

    /// <summary>Whether anything is learned by Fit.</summary>
    public bool Learns => LearnedProposal is not null || Critic is not null;

    /// <summary>Whether the model holds networks.</summary>
    public bool HasNetworks => Learns || Decoder is not null;

    /// <summary>Whether FitDecoder can learn p(x|y) and q(y|x) together, as a variational autoencoder.</summary>
    public bool FitsDecoder => Decoder is not null && LearnedProposal is not null
        && Marginal is { IsStandardNormal: true } or { Members: { Density: not null, Sampler: not null } };

    /// <summary>Whether layers of q are normalised over the batch.</summary>
    public bool NormsProposal => LearnedProposal?.Network.NormsBatch == true;

    /// <summary>Whether layers of p(x|y) are.</summary>
    public bool NormsDecoder => Decoder?.Network.NormsBatch == true;

    /// <summary>Whether q is trained on the upper bound itself, the evidence lower bound, rather than by maximum likelihood.</summary>
    public bool AscendsElbo => Row.Bound == Bound.BarberAgakov && Side == Side.Upper;

    /// <summary>Whether negatives are taken from other pairs, the marginal being unknown.</summary>
    public bool DrawsOthers => Marginal is null && Row.Bound is Bound.StructuredInfoNce or Bound.LeaveOneOut or Bound.ClubExact;

    /// <summary>Whether the model calls members of the user's class.</summary>
    public bool NeedsOwner => Members.Any(member => member is { IsStatic: false });

    private DensityMember?[] Members =>
        [Marginal?.Members.Density, Marginal?.Members.Sampler, Conditional.Density, Conditional.Sampler, Proposal.Density, Proposal.Sampler, Reference, Posterior, Chains?.Transition];

    /// <summary>Whether the emitted text asks the model for something.</summary>
    public bool Uses(Knowledge what) => what switch
    {
        Knowledge.MarginalSampler => FitsDecoder || Origin == PairOrigin.Simulated || (!HasProposal && StartsSomewhere && Marginal is not null),
        Knowledge.ConditionalSampler => Origin == PairOrigin.Simulated,
        Knowledge.MarginalDensity => Row.Bound is Bound.BarberAgakov or Bound.Giwae or Bound.MineAis
            || (HasProposal && Row.Bound is Bound.Iwae or Bound.Ais)
            || FitsDecoder
            || (Row.Bound == Bound.Ais && Chains!.IsHmc),
        Knowledge.ConditionalDensity => FitsDecoder || Row.Bound is not (Bound.BarberAgakov or Bound.Giwae or Bound.MineAis) || (Row.Bound != Bound.MineAis && ReportsUpper),
        Knowledge.ProposalDensity => HasProposal && (LearnedProposal is not null || Row.Bound is not (Bound.BarberAgakovReference or Bound.StructuredInfoNce or Bound.LeaveOneOut or Bound.ClubExact)),
        Knowledge.ProposalSampler => HasProposal && (Row.Bound is Bound.Iwae or Bound.Giwae or Bound.Ais or Bound.MineAis || (Row.Bound == Bound.BarberAgakov && ReportsUpper) || FitsDecoder),
        _ => false,
    };

    /// <summary>Whether the bound is one of log p(x), which may be asked for by itself.</summary>
    public bool BoundsEvidence => Row.Bound is Bound.Iwae or Bound.Ais;

    // Weights and paths start at q, or at the marginal.
    private bool StartsSomewhere => Row.Bound is Bound.Iwae or Bound.StructuredInfoNce or Bound.LeaveOneOut or Bound.ClubExact or Bound.Ais or Bound.MineAis;

    public bool ReportsLower => Side is Side.Lower or Side.Both;

    public bool ReportsUpper => Side is Side.Upper or Side.Both;

    /// <summary>The bound as results name it.</summary>
    public string Title => Row.Title;

    /// <summary>q(y|x), as formulas write it.</summary>
    public string Q => $"q({Latent.Symbol}|{Observed.Symbol})";

    /// <summary>What must agree for a saved network or a checkpoint to be read.</summary>
    public string Summary => string.Join(", ", new[] { Title, Described }.Where(part => part.Length > 0));

    /// <summary>What is declared, for headers and settings.</summary>
    public string Described
    {
        get
        {
            string network = string.Concat(new[] { Decoder?.Summary, LearnedProposal?.Summary, Critic?.Summary }.Where(part => part is not null).Select(part => part + ", "));
            string start = HasProposal ? $"from {Q}" : $"from p({Latent.Symbol})";
            return network + (Chains is { } chains
                ? $"{Show(chains.Count)} chains {start}, {Show(chains.Temperatures)} temperatures, {chains.Schedule.ToString().ToLowerInvariant()} schedule"
                : KnownBounds.HasSamples(Row.Bound) ? $"{Show(Samples)} samples {start}" : "no samples");
        }
    }

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Variable">X or Y.</param>
/// <param name="Dim">Dimensions, where they are declared.</param>
internal sealed record RolePlan(Variable Variable, int? Dim)
{
    public string Symbol => Variable == Variable.X ? "x" : "y";

    public string Shape => Dim is { } dim ? $"[n, {dim.ToString(CultureInfo.InvariantCulture)}]" : $"[n, d{Symbol}]";
}

/// <summary>Where evaluated pairs come from.</summary>
internal enum PairOrigin
{
    /// <summary>From the samplers of marginal and conditional.</summary>
    Simulated,

    /// <summary>From the user's sampler.</summary>
    Sampled,

    /// <summary>Given.</summary>
    Given,
}

/// <param name="IsStandardNormal">Else by members.</param>
/// <param name="Members">The user's own.</param>
internal sealed record MarginalPlan(bool IsStandardNormal, RoleMembers Members);

/// <param name="Count">K.</param>
/// <param name="LowerBy">How weights make the lower bound.</param>
/// <param name="UpperBy">How weights make the upper bound.</param>
/// <param name="Temperatures">S.</param>
/// <param name="Schedule">Where the inverse temperatures lie.</param>
/// <param name="Range">Half the range of a sigmoid.</param>
/// <param name="LeapfrogSteps">In a trajectory.</param>
/// <param name="TargetAcceptance">That tuning aims at.</param>
/// <param name="MaxStep">The greatest step size.</param>
/// <param name="Jitter">Share by which a step size varies.</param>
/// <param name="NegativeTransitions">From the paired y to a negative in training.</param>
/// <param name="Transition">The user's own, in place of HMC.</param>
internal sealed record ChainsPlan(
    int Count,
    ChainWeights LowerBy,
    ChainWeights UpperBy,
    int Temperatures,
    AnnealingSchedule Schedule,
    double Range,
    int LeapfrogSteps,
    double TargetAcceptance,
    double MaxStep,
    double Jitter,
    int NegativeTransitions,
    DensityMember? Transition)
{
    public bool IsHmc => Transition is null;
}

internal sealed record EvaluationPlan(int Pairs, int SubBatches, int RowsAtOnce);
