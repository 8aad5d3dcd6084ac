using System;
using System.Collections.Generic;

namespace MiDsl.Declarations;

/// <summary>The names that emitted parts declare, and those that they use unqualified.</summary>
internal static class EmittedNames
{
    /// <summary>Members of an emitted part. A user's member of one of these names is a clash.</summary>
    public static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "Fit", "Step", "Objective", "BackwardInto", "Evaluate", "EvaluateInSample", "PointwiseInformation", "Save", "Load", "Exchange", "Dispose",
        "Seed", "LastBatchValue", "LastGradientNorms", "CriticNetwork", "BoundObjective", "Session", "Hyperparameters", "session",
        "Trained", "SessionFor", "NewSession", "Fresh", "Train", "TrainOn", "Ascend", "Adopt", "Score", "Read", "BrokenRule",
    };

    /// <summary>The same of an estimator on known densities.</summary>
    public static readonly HashSet<string> KnownMembers = new(StringComparer.Ordinal)
    {
        "Fit", "FitDecoder", "Evaluate", "InformationDensity", "LogEvidence", "FreshPairs", "Decoder", "UseDecoder", "Save", "Load", "Dispose", "Seed",
        "KnownModel", "known", "NewModel", "Current", "SaveDecoder", "LoadDecoder", "SaveVariational", "LoadVariational", "Trained", "Declaration", "BoundTerms", "Annealing", "Score", "Tuned", "Train", "TrainingObjective", "Validate", "Elbo",
        "Simulate", "Hyperparameters", "CriticNetwork", "DecoderNetwork", "VariationalNetwork", "BrokenRule",
    };

    /// <summary>
    /// Types and functions that emitted text calls by their simple names. Where a user's own type or member captures such
    /// a name, the text spells the full one instead.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Used = Names(
        ("global::System.", ["Math", "Array", "IDisposable", "IProgress", "InvalidOperationException", "FormattableString", "ReadOnlySpan"]),
        ("global::System.Threading.", ["CancellationToken"]),
        ("global::System.Linq.", ["Enumerable"]),
        ("global::System.Collections.Generic.", ["List"]),
        ("global::MiDsl.",
        [
            "IEstimator", "InformationValue", "PairedData", "LowerBound", "UpperBound", "Estimate", "Rng", "RandomStream", "DataSplit", "DataRole", "Standardizer", "NormalScores", "UnmixedScores", "DataPreparation", "TrainingProgress",
            "TrainingSummary", "EarlyStopping", "VerdictRule", "RunSettings", "CosineSchedule", "CrossFitting", "PairScores", "PairValues", "BaseCritic", "Activation", "WeightLayout", "WeightFile", "PlainClosedForm", "LogSpace",
            "Interval", "AnnealingProgress", "AnnealingWatch", "AnnealingPath", "StepSizeTuner", "EvaluationCheckpoint", "SamplingReport",
        ]),
        ("global::MiDsl.Torch.",
        [
            "SampledPairs", "DataPairs", "PairSource", "PairTensors", "BestWeights", "AveragedWeights", "BatchValues", "FlatWeights", "InBatch", "Dimensions",
            "CriticFile", "Checkpoint", "ICheckpointed", "GradientNorm", "GradientNorms", "InRows", "LogMeanExp", "PairIndex", "ClosedForm", "PairFeatures", "Perturbation", "LatentDraws", "SpectralNorm", "Labels", "Influence", "ShiftedPairs",
            "SeededDraws", "RowDensity", "StandardNormal", "DensityGradient", "LogMeans", "OtherPairs", "PairTerms", "ObservedRows",
        ]),
        ("global::MiDsl.Cpu.",
        [
            "SampledRows", "DataRows", "RowSource", "PairRows", "KeptWeights", "SmoothedWeights", "StepValues", "FlatOptimizer", "PairedScores", "PairProducts", "PairIndices",
            "ShiftedRows", "LabelRows", "GradientClip", "IAlpha", "Demands", "DiagonalGaussians", "RowLanes", "RowPass", "IRowLanes", "ITwoEncoders",
        ]),
        ("global::MiDsl.Kernels.", ["Gemm", "Layers", "LayerNorm", "MaskedProducts", "RowMath", "Rows"]),
        ("global::TorchSharp.Modules.", ["Parameter"]),
        ("global::TorchSharp.torch.",
        [
            "Tensor", "Device", "nn", "optim", "autograd", "random", "NewDisposeScope", "no_grad", "device", "get_num_threads", "where", "minimum",
            "zeros_like", "ones_like", "full_like", "cat", "stack", "randn", "rand", "arange", "int64", "float64", "tensor", "Generator", "zeros", "ones", "linalg",
        ]));

    private static IReadOnlyDictionary<string, string> Names(params (string Prefix, string[] Simple)[] groups)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string prefix, string[] simple) in groups)
        {
            foreach (string name in simple)
            {
                names.Add(name, prefix + name);
            }
        }

        return names;
    }
}
