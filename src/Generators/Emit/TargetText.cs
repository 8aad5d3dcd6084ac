using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>What the phases that both targets share call their parts.</summary>
/// <param name="Pairs">Prepared pairs.</param>
/// <param name="Source">Where batches come from.</param>
/// <param name="Data">That of given pairs.</param>
/// <param name="Sampled">That of a sampler.</param>
/// <param name="Held">In front of what has to be freed.</param>
internal sealed record TargetText(string Pairs, string Source, string Data, string Sampled, string Held)
{
    private static readonly TargetText TorchSharp = new("PairTensors", "PairSource", "DataPairs", "SampledPairs", "using ");

    private static readonly TargetText Cpu = new("PairRows", "RowSource", "DataRows", "SampledRows", "");

    public static TargetText Of(EstimatorPlan plan) => plan.Target == Target.Cpu ? Cpu : TorchSharp;

    /// <summary>A further argument: the device of a session.</summary>
    public string Home(string session) => this == Cpu ? "" : $", {session}.Home";

    /// <summary>Declares the batch of a step.</summary>
    public string Batch => this == Cpu ? "var batch = pairs.Batch(step);" : "using var scope = NewDisposeScope();\n        var (x, y) = pairs.Batch(step);";

    /// <summary>That batch as arguments.</summary>
    public string OfBatch => this == Cpu ? "batch.X, batch.Y" : "x, y";

    /// <summary>Declares the copy of the best weights.</summary>
    public string Best => this == Cpu ? "var best = new KeptWeights(session.Critic.Weights);" : "using var best = new BestWeights(session.Critic);";
}
