namespace MiDsl.Declarations;

/// <summary>
/// What a user wrote on and in one [Estimator] class. An argument that is not written is null; defaults live in the
/// catalogue.
/// </summary>
internal sealed record EstimatorDeclaration(
    TypeShape Type,
    BoundDeclaration Bound,
    JointDeclaration? Joint,
    CriticDeclaration Critic,
    BaselineDeclaration? Baseline,
    VariationalDeclaration? Variational,
    NegativesDeclaration? Negatives,
    EquatableArray<ImageDeclaration> Images,
    EquatableArray<DiscreteDeclaration> Discrete,
    TrainingDeclaration Training,
    ClippingDeclaration? Clipping,
    Preprocessing? Preprocessing,
    DensitiesDeclaration Densities,
    EquatableArray<Problem> ReadingProblems)
{
    public AutoencodersDeclaration? Autoencoders { get; init; }
}

/// <summary>The class itself: how a further part of it is written.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Enclosing">Headers of the enclosing types, outermost first: <c>class Outer&lt;T&gt;</c>.</param>
/// <param name="Header"><c>class Name&lt;T&gt;</c>, identifiers escaped.</param>
/// <param name="Name">The name without type parameters, not escaped.</param>
/// <param name="MetadataName">Full metadata name, unique in the compilation.</param>
/// <param name="CanHaveParts">Whether a further part may be written at all: partial, in partial types, neither static nor file-local.</param>
/// <param name="Clashes">Emitted member names that the user's class has taken.</param>
/// <param name="Captured">Simple names that emitted text would use, and that mean something else inside this class.</param>
internal sealed record TypeShape(
    string Namespace,
    EquatableArray<string> Enclosing,
    string Header,
    string Name,
    string MetadataName,
    bool CanHaveParts,
    EquatableArray<string> Clashes,
    EquatableArray<string> Captured);

internal sealed record BoundDeclaration(Bound? Bound, double? Tau, double? EmaRate, double? Alpha, Bound? ReadBy, double? NoiseRatio, SidesDeclaration Sides)
{
    /// <summary>Nats that the user expects.</summary>
    public double? Expected { get; init; }

    /// <summary>What the code is to be written for.</summary>
    public Target? Target { get; init; }
}

/// <param name="Report">The side to report.</param>
/// <param name="Samples">K.</param>
/// <param name="Chains">K of annealed chains.</param>
/// <param name="LowerBy">How chains are weighed for the lower bound.</param>
/// <param name="UpperBy">How chains are weighed for the upper bound.</param>
internal sealed record SidesDeclaration(Side? Report, int? Samples, int? Chains, ChainWeights? LowerBy, ChainWeights? UpperBy)
{
    public static SidesDeclaration None { get; } = new(null, null, null, null, null);
}

internal sealed record BaselineDeclaration(EquatableArray<int>? Hidden, Activation? Activation);

internal sealed record VariationalDeclaration(
    Variable Variable, VariationalFamily? Family, EquatableArray<int>? Hidden, Activation? Activation, int? Components, int? Couplings)
{
    public ConvolutionDeclaration Convolutions { get; init; } = ConvolutionDeclaration.None;

    public bool BatchNorm { get; init; }
}

/// <param name="IsWritten">Whether the attribute itself is.</param>
/// <param name="Latent">Dimensions of z for one variable.</param>
/// <param name="JointLatent">Dimensions of z for the pair.</param>
/// <param name="X">The density of X given z.</param>
/// <param name="Y">The density of Y given z.</param>
/// <param name="Samples">Draws of z in an evaluation.</param>
/// <param name="Foreign">Written arguments of [Variational] that encoders do not have.</param>
internal sealed record AutoencodersDeclaration(
    bool IsWritten, int? Latent, int? JointLatent, Likelihood? X, Likelihood? Y, int? Samples, EquatableArray<string> Foreign);

internal sealed record NegativesDeclaration(NegativeSampling? Sampling, int? PerPair, int? InEvaluation, int? Neighbours);

/// <param name="Variable">X or Y.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="EachLocation">Whether the critic sees one pixel at a time.</param>
internal sealed record ImageDeclaration(Variable? Variable, int? Height, int? Width, bool? EachLocation = null);

/// <param name="Variable">X or Y.</param>
/// <param name="Categories">Labels in each column.</param>
/// <param name="Embedding">Length of a label's vector, null for one-hot.</param>
internal sealed record DiscreteDeclaration(Variable? Variable, int? Categories, int? Embedding);

internal enum JointKind
{
    /// <summary><c>void Draw(Rng, int, Span&lt;float&gt;, Span&lt;float&gt;)</c>.</summary>
    SpanSampler,

    /// <summary><c>(Tensor, Tensor) Draw(long, Generator)</c>.</summary>
    TensorSampler,

    /// <summary>Pairs are given to <c>Fit</c> or <c>Step</c>.</summary>
    Data,
}

/// <param name="Kind">Where pairs come from.</param>
/// <param name="Member">The sampler, escaped; empty for data.</param>
/// <param name="X">Dimensions of X, null when read off the data.</param>
/// <param name="Y">Dimensions of Y, null when read off the data.</param>
/// <param name="Given">Columns of Z, the last of X.</param>
internal sealed record JointDeclaration(JointKind Kind, string Member, int? X, int? Y, int? Given);

/// <param name="Form">How x and y are combined; null when not written.</param>
/// <param name="Hidden">Widths, null when not written.</param>
/// <param name="Embedding">Embedding length of a separable critic.</param>
/// <param name="Activation">Between layers.</param>
/// <param name="Extras">What is done to layers besides.</param>
/// <param name="Convolutions">Of images.</param>
/// <param name="IsWritten">Whether an architecture is declared at all.</param>
/// <param name="Base">The closed form beside the network.</param>
/// <param name="Module">Expression that makes the user's own network (<c>Network()</c> or <c>Network</c>), or null.</param>
internal sealed record CriticDeclaration(
    CriticForm? Form,
    EquatableArray<int>? Hidden,
    int? Embedding,
    Activation? Activation,
    LayerExtras Extras,
    ConvolutionDeclaration Convolutions,
    bool IsWritten,
    BaseCritic? Base,
    string? Module);

internal sealed record LayerExtras(bool? Residual, bool? LayerNorm, bool? BatchNorm, bool? SpectralNorm, double? Dropout, double? InputNoise, double? Noise)
{
    public static LayerExtras None { get; } = new(null, null, null, null, null, null, null);
}

internal sealed record ConvolutionDeclaration(EquatableArray<int>? Channels, int? Kernel, int? Stride, bool? ConditionEach = null)
{
    public static ConvolutionDeclaration None { get; } = new(null, null, null);
}

internal sealed record TrainingDeclaration(
    int? Steps,
    int? BatchSize,
    Optimizer? Optimizer,
    double? LearningRate,
    double? WeightDecay,
    LearningRateSchedule? Schedule,
    double? WeightAverage,
    double? Validation,
    double? Test,
    int? CrossFit,
    int? ValidationPairs,
    int? TestPairs,
    int? ValidationInterval,
    int? Patience,
    long? Seed,
    string? Device);

internal sealed record ClippingDeclaration(Clip Mode, double? MaxNorm, double? MaxValue);
