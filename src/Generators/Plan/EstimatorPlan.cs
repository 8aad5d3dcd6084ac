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
    double NoiseRatio,
    JointDeclaration Joint,
    CriticPlan Critic,
    NegativesPlan Negatives,
    TrainingPlan Training,
    ClippingDeclaration? Clipping,
    Preprocessing SamplePreparation,
    Preprocessing DataPreparation,
    ResultKind FreshResult,
    ResultKind DataResult)
{
    public Target Target { get; init; } = Target.TorchSharp;

    public bool HasSampler => Joint.Kind != JointKind.Data;

    /// <summary>The bound as results name it.</summary>
    public string Title => (Negatives.Sampling == NegativeSampling.Neighbours ? "I(X; Y | Z) by " : "") + Row.Bound switch
    {
        Bound.JensenShannon => $"{Row.Title}{(NoiseRatio == 1 ? "" : $", noise ratio {NoiseRatio.ToString(CultureInfo.InvariantCulture)},")} read by {BoundCatalogue.Find(ReadBy)!.Title}",
        Bound.IAlpha => $"{Row.Title}, alpha = {Alpha.ToString(CultureInfo.InvariantCulture)}",
        _ => Row.Title,
    };

    /// <summary>What a trained critic must agree with to be loaded.</summary>
    public string Summary => $"{Title}, {Critic.Summary}" + DataPreparation switch
    {
        Preprocessing.NormalScores => ", normal scores",
        Preprocessing.UnmixedScores => ", unmixed scores",
        _ => "",
    };
}

internal sealed record TrainingPlan(
    int Steps,
    int BatchSize,
    Optimizer Optimizer,
    double LearningRate,
    double WeightDecay,
    LearningRateSchedule Schedule,
    double WeightAverage,
    double Validation,
    double Test,
    int CrossFit,
    int ValidationPairs,
    int TestPairs,
    int ValidationInterval,
    int Patience,
    long Seed,
    string Device);
