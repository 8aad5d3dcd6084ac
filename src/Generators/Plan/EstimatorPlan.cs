using System.Globalization;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Everything that is decided about an estimator before any text is written. Names no target.</summary>
internal sealed record EstimatorPlan(
    TypeShape Type,
    BoundRow Row,
    double Tau,
    double EmaRate,
    double Alpha,
    Bound ReadBy,
    JointDeclaration Joint,
    CriticPlan Critic,
    TrainingPlan Training,
    ClippingDeclaration? Clipping,
    bool StandardizeSamples,
    bool StandardizeData,
    ResultKind FreshResult,
    ResultKind DataResult)
{
    public bool HasSampler => Joint.Kind != JointKind.Data;

    /// <summary>The bound as results name it.</summary>
    public string Title => Row.Bound switch
    {
        Bound.JensenShannon => $"{Row.Title} read by {BoundCatalogue.Find(ReadBy)!.Title}",
        Bound.IAlpha => $"{Row.Title}, alpha = {Alpha.ToString(CultureInfo.InvariantCulture)}",
        _ => Row.Title,
    };

    /// <summary>What a trained critic must agree with to be loaded.</summary>
    public string Summary => $"{Title}, {Critic.Summary}";
}

/// <summary>A number of units: known now, or read off the first data.</summary>
internal readonly record struct Width(int? Value, string Symbol)
{
    public bool IsKnown => Value is not null;

    /// <summary>As an expression.</summary>
    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? Symbol;

    /// <summary>As an argument of view, where an unknown length may be left to the tensor.</summary>
    public string InView => Value?.ToString(CultureInfo.InvariantCulture) ?? "-1";
}

/// <param name="Inputs">Units that come in.</param>
/// <param name="Outputs">Units that go out.</param>
/// <param name="Bias">Whether a bias is added.</param>
/// <param name="Activation">What follows; null after the last layer.</param>
internal sealed record LayerPlan(Width Inputs, Width Outputs, bool Bias, Activation? Activation);

/// <param name="Name">g, h or f, as in the formula.</param>
/// <param name="Input">x, y, or both as [x; y].</param>
/// <param name="Layers">In order.</param>
internal sealed record NetworkPlan(string Name, string Input, EquatableArray<LayerPlan> Layers);

/// <param name="Form">How the networks combine; null for the user's own module.</param>
/// <param name="X">Dimensions of X.</param>
/// <param name="Y">Dimensions of Y.</param>
/// <param name="Networks">None for the user's own module.</param>
/// <param name="Baseline">b(x) of TUBA, subtracted from the scores; null for other bounds.</param>
/// <param name="Module">The expression that makes it.</param>
/// <param name="Summary">For headers, settings and checkpoints.</param>
internal sealed record CriticPlan(
    CriticForm? Form,
    Width X,
    Width Y,
    EquatableArray<NetworkPlan> Networks,
    NetworkPlan? Baseline,
    string Module,
    string Summary)
{
    public bool DimensionsKnown => X.IsKnown && Y.IsKnown;
}

internal sealed record TrainingPlan(
    int Steps,
    int BatchSize,
    Optimizer Optimizer,
    double LearningRate,
    double WeightDecay,
    double Validation,
    double Test,
    int ValidationPairs,
    int TestPairs,
    int ValidationInterval,
    int Patience,
    long Seed,
    string Device);
