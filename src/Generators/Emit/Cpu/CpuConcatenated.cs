using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>f([x; y]): pairs are walked by blocks of rows, on a few lanes (<see cref="CpuLane"/>).</summary>
internal sealed class CpuConcatenated : CpuForm
{
    private readonly CpuNetworkText text;

    public CpuConcatenated(EstimatorPlan plan)
        : base(plan) =>
        text = new CpuNetworkText(Critic.Networks[0], FirstPart, "count", accumulate: true);

    public override int End => text.End;

    public override string Interface => "IRowLanes";

    private EquatableArray<LayerPlan> Layers => Critic.Networks[0].Layers;

    private Width First => Layers[0].Outputs;

    public override IEnumerable<CpuArray> Arrays()
    {
        foreach (VariablePlan variable in Variables)
        {
            if (variable.Embedding is not null)
            {
                yield return new CpuArray(Slope(variable), Slope(variable), RowsOf(variable), variable.Features);
            }
        }

        foreach (VariablePlan variable in Variables)
        {
            string of = "of" + variable.Symbol.ToUpperInvariant(), gradient = "dOf" + variable.Symbol.ToUpperInvariant();
            yield return new CpuArray(of, of, RowsOf(variable), First);
            yield return new CpuArray(of, gradient, RowsOf(variable), First);
        }

        foreach (VariablePlan variable in Variables)
        {
            yield return new CpuArray("weights", variable.Symbol + "Weights", First.ToString(), variable.Features);
            yield return new CpuArray("weights", $"d{variable.Symbol}Weights", First.ToString(), variable.Features);
        }
    }

    public override string Slope(VariablePlan variable) => "dSeen" + variable.Symbol.ToUpperInvariant();

    public override void WriteFields(CodeWriter w) => w.Lines($"""
        // Pairs that go through the network at once, and how many threads may take some of them.
        private const int Block = {CodeWriter.Number(BlockOf())}, Lanes = {(IsWorthSharing((long)Plan.Training.BatchSize * Columns) ? 4 : 1)};

        private readonly Lane[] lanes = new Lane[Lanes];
        """);

    public override void WriteCreation(CodeWriter w)
    {
        using (w.Open("for (int lane = 0; lane < Lanes; lane++)"))
        {
            w.Lines("lanes[lane] = new Lane(this);");
        }
    }

    public override void WritePreparation(CodeWriter w)
    {
        w.Gap();
        w.Lines($"""
            // The first layer is linear, W [x; y] = Wx x + Wy y: each part is computed once a row, then added for all pairs.
            PairProducts.Split(W({FirstPart}), xWeights, yWeights, {First});
            Gemm.MultiplyRightTransposed(seenX, xWeights, ofX, n, {First}, {Critic.X.Features});
            Gemm.MultiplyRightTransposed(seenY, yWeights, ofY, {M}, {First}, {Critic.Y.Features});
            """);
    }

    public override void WriteScores(CodeWriter w) => w.Lines("RowLanes.Walk(this, n, Lanes, RowPass.Score);");

    public override void WriteBack(CodeWriter w) => w.Lines($"""
        Begin();
        RowLanes.Walk(this, n, Lanes, RowPass.{(CpuScoreText.IsFused(Plan) ? "Descend" : "Back")});
        End();
        """);

    public override void WriteMethods(CodeWriter w)
    {
        WriteWalk(w);
        w.Gap();
        WriteEnds(w);
        w.Gap();
    }

    public override void WriteNested(CodeWriter w)
    {
        w.Gap();
        new CpuLane(Critic.Networks[0], text, Accumulated, CpuScoreText.IsFused(Plan)).Write(w);
    }

    private void WriteWalk(CodeWriter w)
    {
        bool fused = CpuScoreText.IsFused(Plan);
        w.Lines("/// <inheritdoc/>");
        using (w.Open("public void Walk(int lane, int from, int to, RowPass pass)"))
        {
            w.Lines("""
                var own = lanes[lane];
                int rows = Math.Max(1, Block / Scores.Columns);
                own.MakeRoom(rows * Scores.Columns);
                """);
            using (w.Open("for (int row = from; row < to; row += rows)"))
            {
                w.Lines("int taken = Math.Min(rows, to - row), first = row * Scores.Columns, count = taken * Scores.Columns;");
                if (fused)
                {
                    w.Lines("own.Score(first, count);");
                    using (w.Open("if (pass == RowPass.Descend)"))
                    {
                        w.Lines("BoundObjective.Slopes(Scores, row, taken);\nown.Back(first, count);");
                    }
                }
                else
                {
                    using (w.Open("if (pass == RowPass.Score)"))
                    {
                        w.Lines("own.Score(first, count);\ncontinue;");
                    }

                    w.Gap();
                    using (w.Open("if (to - from > rows)"))
                    {
                        w.Lines("own.Hidden(first, count); // computed again: kept, they would fill the memory with the layers of all pairs");
                    }

                    w.Gap();
                    w.Lines("own.Back(first, count);");
                }
            }
        }
    }

    private void WriteEnds(CodeWriter w)
    {
        w.Lines("// Gradients that pairs add to.");
        using (w.Open("private void Begin()"))
        {
            w.Lines("Array.Clear(dOfX);");
            using (w.Open("foreach (var lane in lanes)"))
            {
                w.Lines("lane.Begin();");
            }
        }

        w.Gap();
        w.Lines("// What all pairs added, and the first layer.");
        using (w.Open("private void End()"))
        {
            w.Lines("Array.Clear(Gradient);\nArray.Clear(dOfY);");
            using (w.Open("foreach (var lane in lanes)"))
            {
                w.Lines("lane.AddTo(Gradient, dOfY);");
            }

            w.Gap();
            w.Lines($"""
                Gemm.MultiplyLeftTransposed(dOfX, seenX, dxWeights, {First}, {Critic.X.Features}, n);
                Gemm.MultiplyLeftTransposed(dOfY, seenY, dyWeights, {First}, {Critic.Y.Features}, {M});
                PairProducts.Join(dxWeights, dyWeights, D({FirstPart}), {First});
                """);
            if (Critic.X.Embedding is not null)
            {
                w.Lines($"Gemm.Multiply(dOfX, xWeights, dSeenX, n, {Critic.X.Features}, {First});");
            }

            if (Critic.Y.Embedding is not null)
            {
                w.Lines($"Gemm.Multiply(dOfY, yWeights, dSeenY, {M}, {Critic.Y.Features}, {First});");
            }
        }
    }

    /// <summary>
    /// A megabyte for the layers of a block and their gradients, which the cache holds; where pairs go back only after all are scored, as many as
    /// keep a training batch, up to 16 megabytes.
    /// </summary>
    private int BlockOf()
    {
        const int Cache = 1 << 20, Kept = 1 << 24;
        int bytes = 2 * sizeof(float) * Layers.Sum(layer => layer.Outputs.Value ?? 0), block = 32;
        while (block < 4096 && 2 * block * bytes <= Cache)
        {
            block *= 2;
        }

        long pairs = (long)Plan.Training.BatchSize * Columns;
        return !CpuScoreText.IsFused(Plan) && pairs * bytes <= Kept ? Math.Max(block, (int)pairs) : block;
    }
}
