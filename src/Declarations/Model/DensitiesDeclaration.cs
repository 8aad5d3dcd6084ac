namespace MiDsl.Declarations;

/// <summary>What is declared of the densities of p(x, y), beside pairs.</summary>
internal sealed record DensitiesDeclaration(
    MarginalDeclaration? Marginal,
    ConditionalDeclaration? Conditional,
    DecoderDeclaration? Decoder,
    ProposalDeclaration? Proposal,
    DensityMember? Reference,
    DensityMember? Posterior,
    DensityMember? Transition,
    AnnealingDeclaration? Annealing,
    HmcDeclaration? Hmc,
    EvaluationDeclaration? Evaluation);

/// <summary>The form of a member that gives a density, a sampler, or both.</summary>
internal enum DensityForm
{
    /// <summary>Returns a Distribution: density and sampler.</summary>
    Distribution,

    /// <summary>Returns log-densities, one a row.</summary>
    LogDensity,

    /// <summary>Returns rows, from a generator.</summary>
    Sampler,
}

/// <param name="Name">As declared, escaped.</param>
/// <param name="Form">What it gives.</param>
/// <param name="IsStatic">Whether it is called on the class.</param>
internal sealed record DensityMember(string Name, DensityForm Form, bool IsStatic);

/// <summary>The members of one role: a Distribution, or a log-density and a sampler, or one of these.</summary>
internal sealed record RoleMembers(DensityMember? Density, DensityMember? Sampler)
{
    public static RoleMembers None { get; } = new(null, null);
}

/// <param name="Variable">Whose marginal; null where the argument does not compile.</param>
/// <param name="Dim">Dimensions.</param>
/// <param name="Exact">Whether the pairs have it.</param>
/// <param name="IsStandardNormal">Declared on the class.</param>
/// <param name="Members">Declared on members.</param>
internal sealed record MarginalDeclaration(Variable? Variable, int? Dim, bool Exact, bool IsStandardNormal, RoleMembers Members);

/// <param name="Variable">Whose density, given the other variable.</param>
/// <param name="Dim">Dimensions.</param>
/// <param name="Exact">Whether the pairs have it.</param>
/// <param name="Members">Density and sampler.</param>
internal sealed record ConditionalDeclaration(Variable Variable, int? Dim, bool Exact, RoleMembers Members);

internal sealed record DecoderDeclaration(
    Variable Variable,
    int? Dim,
    EquatableArray<int>? Hidden,
    ConvolutionDeclaration Convolutions,
    Activation? Activation,
    DecoderOutput? Output,
    Likelihood? Likelihood,
    double? Scale,
    bool LearnScale)
{
    public bool BatchNorm { get; init; }
}

/// <param name="Variable">The variable that q draws.</param>
/// <param name="Members">The user's own q.</param>
internal sealed record ProposalDeclaration(Variable Variable, RoleMembers Members);

internal sealed record AnnealingDeclaration(int? Temperatures, AnnealingSchedule? Schedule, double? Range);

internal sealed record HmcDeclaration(int? LeapfrogSteps, double? TargetAcceptance, double? MaxStep, double? Jitter, int? NegativeTransitions);

internal sealed record EvaluationDeclaration(int? Pairs, int? SubBatches, int? RowsAtOnce);
