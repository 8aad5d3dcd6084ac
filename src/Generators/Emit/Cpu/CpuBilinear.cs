using System.Collections.Generic;

namespace MiDsl.Generators;

/// <summary>x^T W y.</summary>
internal sealed class CpuBilinear(EstimatorPlan plan) : CpuForm(plan)
{
    public override int End => FirstPart + 1;

    private Width OfX => Critic.X.Features;

    private Width OfY => Critic.Y.Features;

    public override IEnumerable<CpuArray> Arrays()
    {
        foreach (VariablePlan variable in Variables)
        {
            // Row by row both gradients come at once.
            if (variable.Embedding is not null || (InRows && variable == Critic.Y))
            {
                yield return new CpuArray(Slope(variable), Slope(variable), RowsOf(variable), variable.Features);
            }
        }

        yield return new CpuArray("projected", "projected", "n", OfY);
        yield return new CpuArray("projected", "dProjected", "n", OfY);
    }

    public override string Slope(VariablePlan variable) => "dSeen" + variable.Symbol.ToUpperInvariant();

    public override void WriteScores(CodeWriter w)
    {
        w.Lines($"Gemm.Multiply(seenX, W({FirstPart}), projected, n, {OfY}, {OfX});");
        w.Lines(InRows
            ? $"PairProducts.Dot(Scores, projected, seenY, {OfY});"
            : $"Gemm.MultiplyRightTransposed(projected, seenY, Scores.Values, n, n, {OfY});");
    }

    public override void WriteBack(CodeWriter w)
    {
        w.Lines(InRows
            ? $"PairProducts.DotBack(Scores, projected, seenY, dProjected.AsSpan(0, n * {OfY.AsFactor}), dSeenY.AsSpan(0, m * {OfY.AsFactor}), {OfY});"
            : $"Gemm.Multiply(Scores.Slopes, seenY, dProjected, n, {OfY}, n);");
        w.Lines($"Gemm.MultiplyLeftTransposed(seenX, dProjected, D({FirstPart}), {OfX}, {OfY}, n);");
        if (Critic.X.Embedding is not null)
        {
            w.Lines($"Gemm.MultiplyRightTransposed(dProjected, W({FirstPart}), dSeenX, n, {OfX}, {OfY});");
        }

        if (Critic.Y.Embedding is not null && !InRows)
        {
            w.Lines($"Gemm.MultiplyLeftTransposed(Scores.Slopes, projected, dSeenY, n, {OfY}, n);");
        }
    }
}
