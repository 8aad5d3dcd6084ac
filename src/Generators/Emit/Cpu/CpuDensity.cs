using System.Collections.Generic;

namespace MiDsl.Generators;

/// <summary>The learned density v(y|x), and r(y) where it stands beside it.</summary>
internal sealed class CpuDensity : CpuForm
{
    private readonly CpuNetworkText network;

    public CpuDensity(EstimatorPlan plan)
        : base(plan) =>
        network = new CpuNetworkText(Critic.Networks[0], FirstPart, "n");

    // Those of r follow.
    public override int End => network.End + 1;

    public override string Shape => HasMarginal ? "Scores.ShapeTwo(n);" : base.Shape;

    private bool HasMarginal => Critic.Conditional!.HasMarginal;

    public override IEnumerable<CpuArray> Arrays() => OfNetwork(network, "v", "n", Critic.X);

    public override string Slope(VariablePlan variable) => "dv0";

    public override void WriteFields(CodeWriter w) => w.Lines("private readonly DiagonalGaussians density;");

    public override void WriteCreation(CodeWriter w) =>
        w.Lines($"density = new DiagonalGaussians({Critic.Y.Columns}, components: {CodeWriter.Number(Critic.Conditional!.Components)});");

    public override void WriteScores(CodeWriter w)
    {
        network.Forward(w, "seenX");
        w.Lines(HasMarginal ? $"density.ScoreBoth(Scores, v, W({network.End}), seenY);" : "density.Score(Scores, v, seenY);");
    }

    public override void WriteBack(CodeWriter w)
    {
        w.Lines(HasMarginal ? $"density.BackBoth(Scores, v, W({network.End}), seenY, dv, D({network.End}));" : "density.Back(Scores, v, seenY, dv);");
        network.Back(w, "seenX", Critic.X.Embedding is not null);
    }
}
