using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// Writes the critic of the CPU target: scores of a batch by calls on kernels, and the gradient of its weights from the slopes of the scores.
/// Two encoders run side by side; pairs of a concatenated critic are walked by blocks of rows, on a few lanes.
/// </summary>
internal sealed class CpuCriticWriter
{
    // Multiply-adds below which a step is not worth the hand-over to another thread.
    private const long WorthSharing = 1_000_000;

    private readonly EstimatorPlan plan;
    private readonly CriticPlan critic;
    private readonly bool inRows;
    private readonly CpuNetworkText[] networks;
    private readonly CpuNetworkText? baseline;
    private readonly int firstPart;

    private CpuCriticWriter(EstimatorPlan plan)
    {
        (this.plan, critic, inRows) = (plan, plan.Critic, plan.Negatives.InRows);
        firstPart = Variables.Count(variable => variable.Embedding is not null);
        networks = new CpuNetworkText[critic.Networks.Count];
        int next = firstPart;
        for (int i = 0; i < networks.Length; i++)
        {
            networks[i] = new CpuNetworkText(critic.Networks[i], next, IsConcatenated ? "count" : i == 0 ? "n" : M, accumulate: IsConcatenated);
            next = critic.Form == CriticForm.Bilinear ? next + 1 : networks[i].End;
        }

        baseline = critic.Baseline is { } b ? new CpuNetworkText(b, next, "n") : null;
    }

    private bool IsConcatenated => critic.Form == CriticForm.Concatenated;

    private bool LearnsDensity => critic.Conditional is not null;

    private bool HasEncoders => critic.Form is CriticForm.Separable or CriticForm.EncodeAndDot;

    private VariablePlan[] Variables => [critic.X, critic.Y];

    private NetworkPlan First => critic.Networks[0];

    // Rows of y: those of the batch, or more of them.
    private string M => inRows ? "m" : "n";

    private string PairsParameter => inRows ? ", ReadOnlySpan<int> pairs" : "";

    private string PairsArgument => inRows ? ", pairs" : "";

    private string Accumulated => critic.Base is null ? "" : ", accumulate: true";

    public static string Write(EstimatorPlan plan) =>
        EmittedFile.Write(plan.Type, plan.Critic.Summary, "", ["System", "System.Collections.Generic", "MiDsl", "MiDsl.Cpu", "MiDsl.Kernels"], Target.Cpu, w =>
            new CpuCriticWriter(plan).Write(w));

    private void Write(CodeWriter w)
    {
        w.Doc(CriticWriter.Describe(critic));
        using (w.Open($"private sealed class CriticNetwork{(IsConcatenated ? " : IRowLanes" : SharesEncoders ? " : ITwoEncoders" : "")}"))
        {
            WriteFields(w);
            w.Gap();
            WriteConstructor(w);
            w.Gap();
            w.Doc("Every weight and bias, in one vector.");
            w.Lines("public float[] Weights { get; }");
            w.Gap();
            w.Doc("The gradient of the loss in each weight, as the last way back left it.");
            w.Lines("public float[] Gradient { get; }");
            w.Gap();
            w.Doc("The scores of the last batch.");
            w.Lines("public PairedScores Scores { get; } = new();");
            if (critic.Base is not null)
            {
                w.Gap();
                w.Doc("What the network is added to.");
                w.Lines("public PlainClosedForm Base { get; }");
            }

            w.Gap();
            WriteForward(w);
            w.Gap();
            WriteBackward(w);
            w.Gap();
            if (IsConcatenated)
            {
                WriteWalk(w);
                w.Gap();
                WriteEnds(w);
                w.Gap();
            }
            else if (HasEncoders)
            {
                WriteEncoders(w);
            }

            WriteStorage(w);
            w.Gap();
            WritePreparation(w);
            w.Gap();
            w.Lines("// A matrix [outputs, inputs] or a bias, and its gradient.");
            w.Lines("private Span<float> W(int part) => layout.Part(Weights, part);");
            w.Gap();
            w.Lines("private Span<float> D(int part) => layout.Part(Gradient, part);");
            if (IsConcatenated)
            {
                w.Gap();
                WriteLane(w);
            }
        }
    }

    /// <summary>Whether the last hidden layer is of plain ReLUs over another, wide enough for its masks to be worth tables.</summary>
    private bool IsMasked => IsConcatenated && First.Layers.Count > 2 && First.Layers[First.Layers.Count - 2] is
    {
        Activation: Activation.ReLU, Norm: Norm.None, Residual: false, Outputs.Value: >= 64, Inputs.Value: >= 64,
    };

    private bool SharesEncoders => HasEncoders && MultiplyAdds(plan.Training.BatchSize) >= WorthSharing;

    private bool SharesRows => MultiplyAdds((long)plan.Training.BatchSize * Columns) >= WorthSharing;

    // Scores of a row in training.
    private int Columns => inRows ? 1 + plan.Negatives.PerPair : plan.Training.BatchSize;

    private long MultiplyAdds(long rows) => rows * critic.Networks.Sum(network => network.Layers.Sum(layer => (long)(layer.Inputs.Value ?? 16) * (layer.Outputs.Value ?? 16)));

    private void WriteFields(CodeWriter w)
    {
        if (IsConcatenated)
        {
            w.Lines($"""
                // Pairs that go through the network at once, and how many threads may take some of them.
                private const int Block = {CodeWriter.Number(BlockOf())}, Lanes = {(SharesRows ? 4 : 1)};

                private readonly Lane[] lanes = new Lane[Lanes];
                """);
        }

        w.Lines("private readonly WeightLayout layout;");
        if (LearnsDensity)
        {
            w.Lines("private readonly DiagonalGaussians density;");
        }

        foreach (VariablePlan variable in Variables)
        {
            if (!variable.Columns.IsKnown)
            {
                w.Lines($"private readonly int {variable.Columns};");
            }

            if (variable.Described)
            {
                w.Lines($"private readonly int {variable.Features};");
            }
        }

        w.Gap();
        w.Lines(inRows ? "// Rows of x and y, what the layers gave for them, and the gradients in it." : "// Rows, what the layers gave for them, and the gradients in it.");
        w.Lines(inRows ? "private int n, m;" : "private int n;");
        WriteArrays(w, Rooms());
    }

    private static void WriteArrays(CodeWriter w, IEnumerable<Room> rooms)
    {
        foreach (IGrouping<string, Room> owner in rooms.GroupBy(room => room.Owner, StringComparer.Ordinal))
        {
            w.Lines($"private float[] {string.Join(", ", owner.Select(room => room.Name + " = []"))};");
        }
    }

    private void WriteConstructor(CodeWriter w)
    {
        using (w.Open($"public CriticNetwork({critic.Unknown("int")}long seed)"))
        {
            foreach (VariablePlan variable in Variables)
            {
                if (!variable.Columns.IsKnown)
                {
                    w.Lines($"this.{variable.Columns} = {variable.Columns};");
                }
            }

            if (critic.Base is { } closedForm)
            {
                w.Lines($"""
                    Base = new PlainClosedForm(BaseCritic.{closedForm.Family}, {critic.X.Columns}, {critic.Y.Columns});
                    (xFeatures, yFeatures) = (Base.XFeatures, Base.YFeatures);
                    """);
            }

            w.Lines("layout = new WeightLayout(\n[");
            foreach ((string name, string parts) in CriticWriter.Weights(critic))
            {
                w.Lines($"    {parts.Replace("FlatWeights.", "WeightLayout.")} // {name}");
            }

            w.Lines("""
                ]);
                Weights = layout.Initial(seed);
                Gradient = new float[layout.Length];
                """);
            if (critic.Conditional is { } conditional)
            {
                w.Lines($"density = new DiagonalGaussians({critic.Y.Columns}, components: {CodeWriter.Number(conditional.Components)});");
            }

            if (IsConcatenated)
            {
                using (w.Open("for (int lane = 0; lane < Lanes; lane++)"))
                {
                    w.Lines("lanes[lane] = new Lane(this);");
                }
            }
        }
    }

    private void WriteForward(CodeWriter w)
    {
        w.Doc(CriticWriter.DescribeScores(critic, inRows));
        using (w.Open($"public PairedScores Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> y{PairsParameter})"))
        {
            w.Lines($"Prepare(x, y{PairsArgument});");
            switch (critic.Form)
            {
                case CriticForm.Bilinear:
                    w.Lines($"Gemm.Multiply(seenX, W({firstPart}), projected, n, {critic.Y.Features}, {critic.X.Features});");
                    w.Lines(inRows
                        ? $"PairProducts.Dot(Scores, projected, seenY, {critic.Y.Features});"
                        : $"Gemm.MultiplyRightTransposed(projected, seenY, Scores.Values, n, n, {critic.Y.Features});");
                    break;

                case CriticForm.Concatenated:
                    w.Lines("RowLanes.Walk(this, n, Lanes, RowPass.Score);");
                    break;

                case null:
                    networks[0].Forward(w, "seenX");
                    w.Lines(critic.Conditional!.HasMarginal ? $"density.ScoreBoth(Scores, v, W({networks[0].End}), seenY);" : "density.Score(Scores, v, seenY);");
                    break;

                default:
                    w.Lines(SharesEncoders ? "RowLanes.Encode(this);" : "EncodeX();\nEncodeY();");
                    w.Lines(inRows
                        ? $"PairProducts.Dot(Scores, g, h, {Embedding}{Accumulated});"
                        : $"Gemm.MultiplyRightTransposed(g, h, Scores.Values, n, n, {Embedding}{Accumulated});");
                    break;
            }

            if (baseline is not null)
            {
                w.Gap();
                w.Lines("// log a(x), the same for every y.");
                baseline.Forward(w, "seenX");
                w.Lines("Scores.SubtractRows(b);");
            }

            w.Gap();
            w.Lines("return Scores;");
        }
    }

    private void WriteBackward(CodeWriter w)
    {
        if (CpuScoreText.IsFused(plan))
        {
            w.Doc("Scores of all pairs and the gradient of the weights: the slopes of a row need that row's scores alone, so that its pairs\ngo back while their layers are still at hand.");
            using (w.Open($"public PairedScores Descend(ReadOnlySpan<float> x, ReadOnlySpan<float> y{PairsParameter})"))
            {
                w.Lines($"""
                    Prepare(x, y{PairsArgument});
                    Begin();
                    RowLanes.Walk(this, n, Lanes, RowPass.Descend);
                    End();
                    return Scores;
                    """);
            }

            return;
        }

        w.Doc("The gradient of the weights, from the slopes of the scores of the last batch.");
        using (w.Open("public void Backward()"))
        {
            switch (critic.Form)
            {
                case CriticForm.Bilinear:
                    WriteBilinearBack(w);
                    break;

                case null:
                    w.Lines(critic.Conditional!.HasMarginal ? $"density.BackBoth(Scores, v, W({networks[0].End}), seenY, dv, D({networks[0].End}));" : "density.Back(Scores, v, seenY, dv);");
                    networks[0].Back(w, "seenX", critic.X.Embedding is not null);
                    break;

                case CriticForm.Concatenated:
                    w.Lines("""
                        Begin();
                        RowLanes.Walk(this, n, Lanes, RowPass.Back);
                        End();
                        """);
                    break;

                default:
                    w.Lines(inRows
                        ? $"PairProducts.DotBack(Scores, g, h, dg.AsSpan(0, n * {Embedding}), dh.AsSpan(0, m * {Embedding}), {Embedding});"
                        : $"Gemm.Multiply(Scores.Slopes, h, dg, n, {Embedding}, n);\nGemm.MultiplyLeftTransposed(Scores.Slopes, g, dh, n, {Embedding}, n);");
                    w.Lines(SharesEncoders ? "RowLanes.Back(this);" : "BackX();\nBackY();");
                    break;
            }

            if (baseline is not null)
            {
                bool embedded = critic.X.Embedding is not null;
                w.Gap();
                w.Lines("Scores.RowSlopes(db);");
                baseline.Back(w, "seenX", embedded);
                if (embedded)
                {
                    w.Lines($"RowMath.AddTo({Slope(critic.X)}.AsSpan(0, n * {Factor(critic.X.Features)}), db0.AsSpan(0, n * {Factor(critic.X.Features)}));");
                }
            }

            WriteLabelsBack(w);
        }
    }

    private void WriteLabelsBack(CodeWriter w)
    {
        foreach (VariablePlan variable in Variables)
        {
            if (variable.Embedding is { } length)
            {
                string rows = variable == critic.X ? "n" : M, labels = "labels" + variable.Symbol.ToUpperInvariant();
                w.Lines($"LabelRows.EmbedBack({labels}.AsSpan(0, {rows} * {Factor(variable.Columns)}), {Slope(variable)}, D({LabelPart(variable)}), {length});");
            }
        }
    }

    private void WriteBilinearBack(CodeWriter w)
    {
        string ofY = Factor(critic.Y.Features);
        w.Lines(inRows
            ? $"PairProducts.DotBack(Scores, projected, seenY, dProjected.AsSpan(0, n * {ofY}), dSeenY.AsSpan(0, m * {ofY}), {critic.Y.Features});"
            : $"Gemm.Multiply(Scores.Slopes, seenY, dProjected, n, {critic.Y.Features}, n);");
        w.Lines($"Gemm.MultiplyLeftTransposed(seenX, dProjected, D({firstPart}), {critic.X.Features}, {critic.Y.Features}, n);");
        if (critic.X.Embedding is not null)
        {
            w.Lines($"Gemm.MultiplyRightTransposed(dProjected, W({firstPart}), dSeenX, n, {critic.X.Features}, {critic.Y.Features});");
        }

        if (critic.Y.Embedding is not null && !inRows)
        {
            w.Lines($"Gemm.MultiplyLeftTransposed(Scores.Slopes, projected, dSeenY, n, {critic.Y.Features}, n);");
        }
    }

    private void WriteEncoders(CodeWriter w)
    {
        for (int i = 0; i < 2; i++)
        {
            string side = i == 0 ? "X" : "Y", seen = "seen" + side;
            if (SharesEncoders)
            {
                w.Lines("/// <inheritdoc/>");
            }

            string access = SharesEncoders ? "public" : "private";
            using (w.Open($"{access} void Encode{side}()"))
            {
                networks[i].Forward(w, seen);
            }

            w.Gap();
            if (SharesEncoders)
            {
                w.Lines("/// <inheritdoc/>");
            }

            using (w.Open($"{access} void Back{side}()"))
            {
                networks[i].Back(w, seen, Variables[i].Embedding is not null);
            }

            w.Gap();
        }
    }

    private void WriteWalk(CodeWriter w)
    {
        bool fused = CpuScoreText.IsFused(plan);
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
        LayerPlan first = First.Layers[0];
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
                Gemm.MultiplyLeftTransposed(dOfX, seenX, dxWeights, {first.Outputs}, {critic.X.Features}, n);
                Gemm.MultiplyLeftTransposed(dOfY, seenY, dyWeights, {first.Outputs}, {critic.Y.Features}, {M});
                PairProducts.Join(dxWeights, dyWeights, D({firstPart}), {first.Outputs});
                """);
            if (critic.X.Embedding is not null)
            {
                w.Lines($"Gemm.Multiply(dOfX, xWeights, dSeenX, n, {critic.X.Features}, {first.Outputs});");
            }

            if (critic.Y.Embedding is not null)
            {
                w.Lines($"Gemm.Multiply(dOfY, yWeights, dSeenY, {M}, {critic.Y.Features}, {first.Outputs});");
            }

            if (CpuScoreText.IsFused(plan))
            {
                WriteLabelsBack(w);
            }
        }
    }

    /// <summary>Pairs on their way through the network, with arrays of their own.</summary>
    private void WriteLane(CodeWriter w)
    {
        CpuNetworkText text = networks[0];
        LayerPlan first = First.Layers[0], last = First.Layers[First.Layers.Count - 1];
        int lastPart = text.Parts[First.Layers.Count - 1];
        string hidden = text.Given(First.Layers.Count - 2);
        string unused = IsMasked ? "d" + text.Out(First.Layers.Count - 2) : "";
        Room[] rooms = [.. text.Arrays().Where(array => array.Name != First.Name && array.Name != "d" + First.Name && array.Name != unused).Select(array => new Room(First.Name, array.Name, "pairs", array.Width))];
        w.Doc("Consecutive pairs, counted row by row, on their way through the network: arrays for one thread.");
        using (w.Open("private sealed class Lane(CriticNetwork critic)"))
        {
            w.Lines("private readonly float[] gradient = new float[critic.layout.Length];");
            w.Lines("private float[] dOfY = [];");
            WriteArrays(w, rooms);
            w.Gap();
            using (w.Open("public void MakeRoom(int pairs)"))
            {
                WriteRooms(w, rooms);
            }

            w.Gap();
            using (w.Open("public void Begin()"))
            {
                using (w.Open("if (dOfY.Length != critic.dOfY.Length)"))
                {
                    w.Lines("dOfY = new float[critic.dOfY.Length];");
                }

                w.Gap();
                w.Lines("Array.Clear(gradient);\nArray.Clear(dOfY);");
            }

            w.Gap();
            using (w.Open("public void AddTo(float[] allGradient, float[] allOfY)"))
            {
                w.Lines("RowMath.AddTo(allGradient, gradient);\nRowMath.AddTo(allOfY, dOfY);");
            }

            w.Gap();
            using (w.Open("public void Score(int from, int count)"))
            {
                w.Lines($"""
                    var scores = critic.Scores.Values.Slice(from, count);
                    Hidden(from, count);
                    Gemm.MultiplyRightTransposed({hidden}, W({lastPart}), scores, count, 1, {last.Inputs}{Accumulated});
                    Layers.AddBias(scores, W({lastPart + 1}));
                    """);
            }

            w.Gap();
            using (w.Open("public void Hidden(int from, int count)"))
            {
                w.Lines($"PairProducts.Add(critic.Scores, from, critic.ofX, critic.ofY, {text.Out(0)}.AsSpan(0, count * {first.Outputs}), {first.Outputs});");
                text.Finish(w, 0, "");
                for (int i = 1; i < First.Layers.Count - 1; i++)
                {
                    LayerPlan layer = First.Layers[i];
                    w.Lines($"Gemm.MultiplyRightTransposed({text.Given(i - 1)}, W({text.Parts[i]}), {text.Out(i)}, count, {layer.Outputs}, {layer.Inputs});");
                    text.Finish(w, i, text.Given(i - 1));
                }
            }

            w.Gap();
            using (w.Open("public void Back(int from, int count)"))
            {
                w.Lines($"""
                    var slopes = critic.Scores.Slopes.Slice(from, count);
                    Layers.BiasGradient(slopes, D({lastPart + 1}), accumulate: true);
                    Gemm.MultiplyLeftTransposed(slopes, {hidden}, D({lastPart}), 1, {last.Inputs}, count, accumulate: true);
                    """);
                int next = First.Layers.Count - 2;
                if (IsMasked)
                {
                    LayerPlan layer = First.Layers[next];
                    string sizes = $"count, {layer.Outputs}, {layer.Inputs}", under = text.Given(next - 1);
                    w.Lines($"""

                        // Under one score the gradient in the last layer is slope times weight where a unit is on: sums over subsets in place of products.
                        MaskedProducts.Weights({hidden}, slopes, W({lastPart}), {under}, D({text.Parts[next]}), D({text.Parts[next] + 1}), {sizes}, accumulate: true);
                        MaskedProducts.Inputs({hidden}, slopes, W({lastPart}), W({text.Parts[next]}), d{text.Out(next - 1)}, {sizes});

                        """);
                    next--;
                }
                else
                {
                    w.Lines($"Gemm.Multiply(slopes, W({lastPart}), d{text.Out(next)}, count, {last.Inputs}, 1);");
                }

                for (int i = next; i > 0; i--)
                {
                    LayerPlan layer = First.Layers[i];
                    text.BackThrough(w, i);
                    w.Lines($"Gemm.MultiplyLeftTransposed(d{text.Out(i)}, {text.Given(i - 1)}, D({text.Parts[i]}), {layer.Outputs}, {layer.Inputs}, count, accumulate: true);");
                    w.Lines(text.Before(i));
                }

                text.BackThrough(w, 0);
                w.Lines($"PairProducts.AddBack(critic.Scores, from, d{text.Out(0)}.AsSpan(0, count * {first.Outputs}), critic.dOfX, dOfY, {first.Outputs});");
            }

            w.Gap();
            w.Lines("private Span<float> W(int part) => critic.W(part);");
            w.Gap();
            w.Lines("private Span<float> D(int part) => critic.layout.Part(gradient, part);");
        }
    }

    private void WriteStorage(CodeWriter w)
    {
        w.Doc("What a file keeps.");
        using (w.Open("public IEnumerable<(string Name, long[] Shape, float[] Data)> Parts()"))
        {
            w.Lines("yield return (\"weights\", [Weights.Length], Weights);");
            if (critic.Base is not null)
            {
                using (w.Open("foreach (var (name, shape, data) in Base.Buffers)"))
                {
                    w.Lines("yield return (\"base.\" + name, shape, data);");
                }
            }
        }

        w.Gap();
        w.Doc("Puts back what a file kept.");
        using (w.Open("public void Restore(WeightFile file)"))
        {
            using (w.Open("foreach (var (name, shape, data) in Parts())"))
            {
                w.Lines("file.Weight(name, shape).CopyTo(data, 0);");
            }

            if (critic.Base is not null)
            {
                w.Gap();
                w.Lines("Base.Restored();");
            }
        }
    }

    private void WritePreparation(CodeWriter w)
    {
        w.Lines("// Takes the rows in, and what does not depend on the pairing. Arrays grow with the batch, and stay.");
        using (w.Open($"private void Prepare(ReadOnlySpan<float> x, ReadOnlySpan<float> y{PairsParameter})"))
        {
            w.Lines($"n = x.Length / {Factor(critic.X.Columns)};");
            if (inRows)
            {
                w.Lines($"m = y.Length / {Factor(critic.Y.Columns)};");
            }

            w.Lines(critic.Conditional is { HasMarginal: true } ? "Scores.ShapeTwo(n);" : $"Scores.Shape(n{PairsArgument});");
            WriteRooms(w, Rooms());
            Take(w, critic.X, "n");
            Take(w, critic.Y, M);
            if (critic.Base is { } closedForm)
            {
                w.Lines($"Base.Scores(x, y{PairsArgument}, Scores.Values);");
                if (closedForm.Offset != 0)
                {
                    w.Lines($"Scores.Shift({closedForm.Offset}); // the bound's optimal critic is that far above the log ratio");
                }
            }

            if (IsConcatenated)
            {
                LayerPlan first = First.Layers[0];
                w.Gap();
                w.Lines($"""
                    // The first layer is linear, W [x; y] = Wx x + Wy y: each part is computed once a row, then added for all pairs.
                    PairProducts.Split(W({firstPart}), xWeights, yWeights, {first.Outputs});
                    Gemm.MultiplyRightTransposed(seenX, xWeights, ofX, n, {first.Outputs}, {critic.X.Features});
                    Gemm.MultiplyRightTransposed(seenY, yWeights, ofY, {M}, {first.Outputs}, {critic.Y.Features});
                    """);
            }
        }
    }

    private static void WriteRooms(CodeWriter w, IEnumerable<Room> rooms)
    {
        foreach (IGrouping<string, Room> owner in rooms.GroupBy(room => room.Owner, StringComparer.Ordinal))
        {
            using (w.Open($"if ({owner.First().Name}.Length < {owner.First().Length})"))
            {
                foreach (Room room in owner)
                {
                    w.Lines($"{room.Name} = new float[{room.Length}];");
                }
            }

            w.Gap();
        }
    }

    /// <summary>All arrays of the critic itself.</summary>
    private IEnumerable<Room> Rooms()
    {
        foreach (VariablePlan variable in Variables)
        {
            string rows = variable == critic.X ? "n" : M, symbol = variable.Symbol.ToUpperInvariant(), owner = "seen" + symbol;
            yield return new Room(owner, owner, rows, variable.Features);
            if (variable.Embedding is not null)
            {
                yield return new Room(owner, "labels" + symbol, rows, variable.Columns);
            }

            if (!HasEncoders && !LearnsDensity && (variable.Embedding is not null || (critic.Form == CriticForm.Bilinear && inRows && variable == critic.Y)))
            {
                yield return new Room(owner, "dSeen" + symbol, rows, variable.Features);
            }
        }

        switch (critic.Form)
        {
            case CriticForm.Bilinear:
                yield return new Room("projected", "projected", "n", critic.Y.Features);
                yield return new Room("projected", "dProjected", "n", critic.Y.Features);
                break;

            case CriticForm.Concatenated:
                LayerPlan first = First.Layers[0];
                yield return new Room("ofX", "ofX", "n", first.Outputs);
                yield return new Room("ofX", "dOfX", "n", first.Outputs);
                yield return new Room("ofY", "ofY", M, first.Outputs);
                yield return new Room("ofY", "dOfY", M, first.Outputs);
                foreach (VariablePlan variable in Variables)
                {
                    yield return new Room("weights", variable.Symbol + "Weights", first.Outputs.ToString(), variable.Features);
                    yield return new Room("weights", $"d{variable.Symbol}Weights", first.Outputs.ToString(), variable.Features);
                }

                break;

            default:
                for (int i = 0; i < networks.Length; i++)
                {
                    foreach ((string name, Width width) in networks[i].Arrays(Variables[i].Embedding is not null))
                    {
                        yield return new Room(critic.Networks[i].Name, name, i == 0 ? "n" : M, width);
                    }
                }

                break;
        }

        if (baseline is not null)
        {
            foreach ((string name, Width width) in baseline.Arrays(critic.X.Embedding is not null))
            {
                yield return new Room("b", name, "n", width);
            }
        }
    }

    /// <summary>Rows as the networks see them: labels become codes, and what a closed form stands beside becomes features.</summary>
    private void Take(CodeWriter w, VariablePlan variable, string rows)
    {
        string name = variable.Symbol, side = name.ToUpperInvariant(), seen = $"seen{side}.AsSpan(0, {rows} * {Factor(variable.Features)})";
        if (variable is { Categories: not null, Embedding: { } length })
        {
            w.Lines($"{name}.CopyTo(labels{side});");
            w.Lines($"LabelRows.Embed({name}, W({LabelPart(variable)}), {seen}, {length});");
            return;
        }

        w.Lines(variable.Described ? $"Base.Features{side}({name}, {seen});"
            : variable.Categories is { } categories ? $"LabelRows.OneHot({name}, {seen}, {categories});"
            : $"{name}.CopyTo(seen{side});");
    }

    /// <summary>The array of the gradient in what the networks see of a variable.</summary>
    private string Slope(VariablePlan variable) => LearnsDensity ? "dv0" : HasEncoders ? variable == critic.X ? "dg0" : "dh0" : "dSeen" + variable.Symbol.ToUpperInvariant();

    private int LabelPart(VariablePlan variable) => variable == critic.Y && critic.X.Embedding is not null ? 1 : 0;

    private string Embedding => First.Layers[First.Layers.Count - 1].Outputs.ToString();

    /// <summary>
    /// A megabyte for the layers of a block and their gradients, which the cache holds; where pairs go back only after all are scored, as many as
    /// keep a training batch, up to 16 megabytes.
    /// </summary>
    private int BlockOf()
    {
        const int Cache = 1 << 20, Kept = 1 << 24;
        int bytes = 2 * sizeof(float) * First.Layers.Sum(layer => layer.Outputs.Value ?? 0), block = 32;
        while (block < 4096 && 2 * block * bytes <= Cache)
        {
            block *= 2;
        }

        long pairs = (long)plan.Training.BatchSize * Columns;
        return !CpuScoreText.IsFused(plan) && pairs * bytes <= Kept ? Math.Max(block, (int)pairs) : block;
    }

    private static string Factor(Width width) => width.ToString().Contains(" ") ? $"({width})" : width.ToString();

    /// <summary>An array.</summary>
    /// <param name="Owner">What it grows with: arrays of one owner have room for as many rows.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Rows">An expression.</param>
    /// <param name="Width">Numbers of a row.</param>
    private sealed record Room(string Owner, string Name, string Rows, Width Width)
    {
        public string Length => Width.Value == 1 ? Rows : $"{Rows} * {Factor(Width)}";
    }
}
