using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Generators;

/// <summary>g(x)^T h(y): two networks, side by side where they are wide.</summary>
internal sealed class CpuEncoders : CpuForm
{
    private readonly CpuNetworkText[] networks;

    public CpuEncoders(EstimatorPlan plan)
        : base(plan)
    {
        CpuNetworkText g = new(Critic.Networks[0], FirstPart, "n");
        networks = [g, new CpuNetworkText(Critic.Networks[1], g.End, M)];
    }

    public override int End => networks[1].End;

    public override string Interface => IsShared ? "ITwoEncoders" : "";

    private bool IsShared => IsWorthSharing(Plan.Training.BatchSize);

    private string Embedding => Critic.Networks[0].Layers[Critic.Networks[0].Layers.Count - 1].Outputs.ToString();

    public override IEnumerable<CpuArray> Arrays() =>
        networks.SelectMany((network, i) => OfNetwork(network, Critic.Networks[i].Name, RowsOf(Variables[i]), Variables[i]));

    public override string Slope(VariablePlan variable) => variable == Critic.X ? "dg0" : "dh0";

    public override void WriteScores(CodeWriter w)
    {
        w.Lines(IsShared ? "RowLanes.Encode(this);" : "EncodeX();\nEncodeY();");
        w.Lines(InRows
            ? $"PairProducts.Dot(Scores, g, h, {Embedding}{Accumulated});"
            : $"Gemm.MultiplyRightTransposed(g, h, Scores.Values, n, n, {Embedding}{Accumulated});");
    }

    public override void WriteBack(CodeWriter w)
    {
        w.Lines(InRows
            ? $"PairProducts.DotBack(Scores, g, h, dg.AsSpan(0, n * {Embedding}), dh.AsSpan(0, m * {Embedding}), {Embedding});"
            : $"Gemm.Multiply(Scores.Slopes, h, dg, n, {Embedding}, n);\nGemm.MultiplyLeftTransposed(Scores.Slopes, g, dh, n, {Embedding}, n);");
        w.Lines(IsShared ? "RowLanes.Back(this);" : "BackX();\nBackY();");
    }

    public override void WriteMethods(CodeWriter w)
    {
        for (int i = 0; i < networks.Length; i++)
        {
            string side = Variables[i].Symbol.ToUpperInvariant();
            using (Open(w, $"Encode{side}()"))
            {
                networks[i].Forward(w, "seen" + side);
            }

            w.Gap();
            using (Open(w, $"Back{side}()"))
            {
                networks[i].Back(w, "seen" + side, Variables[i].Embedding is not null);
            }

            w.Gap();
        }
    }

    private CodeWriter.Block Open(CodeWriter w, string method)
    {
        if (IsShared)
        {
            w.Lines("/// <inheritdoc/>");
        }

        return w.Open($"{(IsShared ? "public" : "private")} void {method}");
    }
}
