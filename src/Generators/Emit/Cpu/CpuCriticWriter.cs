using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the critic of the CPU target: scores of a batch by calls on kernels, and the gradient of its weights from the slopes of the scores.</summary>
internal sealed class CpuCriticWriter
{
    private readonly CriticPlan critic;
    private readonly bool inRows;
    private readonly CpuNetworkText[] networks;
    private readonly CpuNetworkText? baseline;
    private readonly int firstPart;

    // Rows of y: those of the batch, or more of them.
    private readonly string m;

    private CpuCriticWriter(CriticPlan critic, bool inRows)
    {
        (this.critic, this.inRows, m) = (critic, inRows, inRows ? "m" : "n");
        firstPart = new[] { critic.X, critic.Y }.Count(variable => variable.Embedding is not null);
        networks = new CpuNetworkText[critic.Networks.Count];
        int next = firstPart;
        for (int i = 0; i < networks.Length; i++)
        {
            networks[i] = new CpuNetworkText(critic.Networks[i], next, IsConcatenated ? "count" : i == 0 ? "n" : m, accumulate: IsConcatenated);
            next = critic.Form == CriticForm.Bilinear ? next + 1 : networks[i].End;
        }

        baseline = critic.Baseline is { } b ? new CpuNetworkText(b, next, "n") : null;
    }

    private bool IsConcatenated => critic.Form == CriticForm.Concatenated;

    private NetworkPlan First => critic.Networks[0];

    private string X => Seen(critic.X);

    private string Y => Seen(critic.Y);

    public static string Write(EstimatorPlan plan) =>
        EmittedFile.Write(plan.Type, plan.Critic.Summary, "", ["System", "System.Collections.Generic", "MiDsl", "MiDsl.Cpu", "MiDsl.Kernels"], Target.Cpu, w =>
            new CpuCriticWriter(plan.Critic, plan.Negatives.InRows).Write(w));

    private void Write(CodeWriter w)
    {
        w.Doc(CriticWriter.Describe(critic));
        using (w.Open("private sealed class CriticNetwork"))
        {
            WriteFields(w);
            w.Gap();
            WriteConstructor(w);
            w.Gap();
            w.Doc("Every weight and bias, in one vector.");
            w.Lines("public float[] Weights { get; }");
            w.Gap();
            w.Doc("The gradient of the loss in each weight, as Backward left it.");
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
                WriteHidden(w);
                w.Gap();
            }

            WriteStorage(w);
            w.Gap();
            WriteRoom(w);
            w.Gap();
            w.Lines("// A matrix [outputs, inputs] or a bias, and its gradient.");
            w.Lines("private Span<float> W(int part) => layout.Part(Weights, part);");
            w.Gap();
            w.Lines("private Span<float> D(int part) => layout.Part(Gradient, part);");
        }
    }

    private void WriteFields(CodeWriter w)
    {
        if (IsConcatenated)
        {
            w.Doc("Pairs that go through the network at once: their layers stay in the cache.");
            w.Lines($"private const int Block = {CodeWriter.Number(BlockOf(First))};");
            w.Gap();
        }

        w.Lines("private readonly WeightLayout layout;");
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
        w.Lines("// What the layers gave, and the gradients in it.");
        foreach ((string owner, string[] names) in Rooms().GroupBy(room => room.Owner, System.StringComparer.Ordinal).Select(group => (group.Key, group.Select(room => room.Name).ToArray())))
        {
            w.Lines($"private float[] {string.Join(", ", names.Select(name => name + " = []"))};");
        }
    }

    private VariablePlan[] Variables => [critic.X, critic.Y];

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
        }
    }

    private void WriteForward(CodeWriter w)
    {
        w.Doc(CriticWriter.DescribeScores(critic, inRows));
        using (w.Open($"public PairedScores Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> y{(inRows ? ", ReadOnlySpan<int> pairs" : "")})"))
        {
            w.Lines($"int n = x.Length / {Factor(critic.X.Columns)};");
            if (inRows)
            {
                w.Lines($"int m = y.Length / {Factor(critic.Y.Columns)};");
            }

            w.Lines($"MakeRoom(n{(inRows ? ", m" : "")});");
            w.Lines($"Scores.Shape(n{(inRows ? ", pairs" : "")});");
            Prepare(w, critic.X, "n");
            Prepare(w, critic.Y, m);
            w.Gap();
            if (critic.Base is { } closedForm)
            {
                w.Lines($"Base.Scores(x, y, {(inRows ? "pairs, " : "")}Scores.Values);");
                if (closedForm.Offset != 0)
                {
                    w.Lines($"Scores.Shift({closedForm.Offset}); // the bound's optimal critic is that far above the log ratio");
                }

                w.Gap();
            }

            string added = critic.Base is null ? "" : ", accumulate: true";
            switch (critic.Form)
            {
                case CriticForm.Bilinear:
                    w.Lines($"Gemm.Multiply({X}, W({firstPart}), projected, n, {critic.Y.Features}, {critic.X.Features});");
                    w.Lines(inRows
                        ? $"PairProducts.Dot(Scores, projected, {Y}, {critic.Y.Features});"
                        : $"Gemm.MultiplyRightTransposed(projected, {Y}, Scores.Values, n, n, {critic.Y.Features});");
                    break;

                case CriticForm.Concatenated:
                    LayerPlan first = First.Layers[0];
                    w.Lines($$"""
                        // The first layer is linear, W [x; y] = Wx x + Wy y: each part is computed once a row, then added for all pairs.
                        PairProducts.Split(W({{firstPart}}), xWeights, yWeights, {{first.Outputs}});
                        Gemm.MultiplyRightTransposed({{X}}, xWeights, ofX, n, {{first.Outputs}}, {{critic.X.Features}});
                        Gemm.MultiplyRightTransposed({{Y}}, yWeights, ofY, {{m}}, {{first.Outputs}}, {{critic.Y.Features}});
                        for (int from = 0; from < Scores.Count; from += Block)
                        {
                            int count = Math.Min(Block, Scores.Count - from);
                            var scores = Scores.Values.Slice(from, count);
                            Hidden(from, count);
                            Gemm.MultiplyRightTransposed({{LastHidden}}, W({{LastPart}}), scores, count, 1, {{Last.Inputs}}{{added}});
                            Layers.AddBias(scores, W({{LastPart + 1}}));
                        }
                        """);
                    break;

                default:
                    networks[0].Forward(w, X);
                    w.Gap();
                    networks[1].Forward(w, Y);
                    w.Gap();
                    w.Lines(inRows
                        ? $"PairProducts.Dot(Scores, g, h, {Embedding}{added});"
                        : $"Gemm.MultiplyRightTransposed(g, h, Scores.Values, n, n, {Embedding}{added});");
                    break;
            }

            if (baseline is not null)
            {
                w.Gap();
                w.Lines("// log a(x), the same for every y.");
                baseline.Forward(w, X);
                w.Lines("Scores.SubtractRows(b);");
            }

            w.Lines("return Scores;");
        }
    }

    private void WriteBackward(CodeWriter w)
    {
        w.Doc(
            "The gradient of the weights, from the slopes of the scores that Forward gave of the same rows.",
            "<param name=\"x\">As given to Forward.</param>",
            "<param name=\"y\">As given to Forward.</param>");
        using (w.Open("public void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y)"))
        {
            w.Lines($"int n = x.Length / {Factor(critic.X.Columns)};");
            if (inRows)
            {
                w.Lines($"int m = y.Length / {Factor(critic.Y.Columns)};");
            }

            bool ofX = critic.X.Embedding is not null, ofY = critic.Y.Embedding is not null;
            string dx = "dSeenX", dy = "dSeenY";
            switch (critic.Form)
            {
                case CriticForm.Bilinear:
                    w.Lines(inRows
                        ? $"PairProducts.DotBack(Scores, projected, {Y}, dProjected.AsSpan(0, n * {Factor(critic.Y.Features)}), dSeenY.AsSpan(0, m * {Factor(critic.Y.Features)}), {critic.Y.Features});"
                        : $"Gemm.Multiply(Scores.Slopes, {Y}, dProjected, n, {critic.Y.Features}, n);");
                    w.Lines($"Gemm.MultiplyLeftTransposed({X}, dProjected, D({firstPart}), {critic.X.Features}, {critic.Y.Features}, n);");
                    if (ofX)
                    {
                        w.Lines($"Gemm.MultiplyRightTransposed(dProjected, W({firstPart}), dSeenX, n, {critic.X.Features}, {critic.Y.Features});");
                    }

                    if (ofY && !inRows)
                    {
                        w.Lines($"Gemm.MultiplyLeftTransposed(Scores.Slopes, projected, dSeenY, n, {critic.Y.Features}, n);");
                    }

                    break;

                case CriticForm.Concatenated:
                    WriteBackwardOfPairs(w, ofX, ofY);
                    break;

                default:
                    w.Lines(inRows
                        ? $"PairProducts.DotBack(Scores, g, h, dg.AsSpan(0, n * {Embedding}), dh.AsSpan(0, m * {Embedding}), {Embedding});"
                        : $"Gemm.Multiply(Scores.Slopes, h, dg, n, {Embedding}, n);\nGemm.MultiplyLeftTransposed(Scores.Slopes, g, dh, n, {Embedding}, n);");
                    w.Gap();
                    networks[0].Back(w, X, ofX);
                    w.Gap();
                    networks[1].Back(w, Y, ofY);
                    (dx, dy) = ("dg0", "dh0");
                    break;
            }

            if (baseline is not null)
            {
                w.Gap();
                w.Lines("Scores.RowSlopes(db);");
                baseline.Back(w, X, ofX);
                if (ofX)
                {
                    w.Lines($"RowMath.AddTo({dx}.AsSpan(0, n * {Factor(critic.X.Features)}), db0.AsSpan(0, n * {Factor(critic.X.Features)}));");
                }
            }

            if (ofX)
            {
                w.Gap();
                w.Lines($"LabelRows.EmbedBack(x, {dx}, D(0), {critic.X.Embedding});");
            }

            if (ofY)
            {
                w.Gap();
                w.Lines($"LabelRows.EmbedBack(y, {dy}, D({(ofX ? 1 : 0)}), {critic.Y.Embedding});");
            }
        }
    }

    private void WriteBackwardOfPairs(CodeWriter w, bool ofX, bool ofY)
    {
        LayerPlan first = First.Layers[0];
        CpuNetworkText text = networks[0];
        w.Lines("""
            Array.Clear(Gradient);
            Array.Clear(dOfX);
            Array.Clear(dOfY);
            """);
        using (w.Open("for (int from = 0; from < Scores.Count; from += Block)"))
        {
            w.Lines("""
                int count = Math.Min(Block, Scores.Count - from);
                var slopes = Scores.Slopes.Slice(from, count);
                if (Scores.Count > Block)
                {
                    Hidden(from, count); // computed again: kept, they would fill the memory with the layers of all pairs
                }

                """);
            w.Lines($"""
                Layers.BiasGradient(slopes, D({LastPart + 1}), accumulate: true);
                Gemm.MultiplyLeftTransposed(slopes, {LastHidden}, D({LastPart}), 1, {Last.Inputs}, count, accumulate: true);
                Gemm.Multiply(slopes, W({LastPart}), d{text.Out(First.Layers.Count - 2)}, count, {Last.Inputs}, 1);
                """);
            for (int i = First.Layers.Count - 2; i > 0; i--)
            {
                LayerPlan layer = First.Layers[i];
                text.BackThrough(w, i);
                w.Lines($"Gemm.MultiplyLeftTransposed(d{text.Out(i)}, {text.Given(i - 1)}, D({text.Parts[i]}), {layer.Outputs}, {layer.Inputs}, count, accumulate: true);");
                w.Lines(text.Before(i));
            }

            text.BackThrough(w, 0);
            w.Lines($"PairProducts.AddBack(Scores, from, d{text.Out(0)}.AsSpan(0, count * {first.Outputs}), dOfX, dOfY, {first.Outputs});");
        }

        w.Gap();
        w.Lines($"""
            Gemm.MultiplyLeftTransposed(dOfX, {X}, dxWeights, {first.Outputs}, {critic.X.Features}, n);
            Gemm.MultiplyLeftTransposed(dOfY, {Y}, dyWeights, {first.Outputs}, {critic.Y.Features}, {m});
            PairProducts.Join(dxWeights, dyWeights, D({firstPart}), {first.Outputs});
            """);
        if (ofX)
        {
            w.Lines($"Gemm.Multiply(dOfX, xWeights, dSeenX, n, {critic.X.Features}, {first.Outputs});");
        }

        if (ofY)
        {
            w.Lines($"Gemm.Multiply(dOfY, yWeights, dSeenY, {m}, {critic.Y.Features}, {first.Outputs});");
        }
    }

    /// <summary>Hidden layers of consecutive pairs.</summary>
    private void WriteHidden(CodeWriter w)
    {
        CpuNetworkText text = networks[0];
        w.Lines("// The hidden layers of consecutive pairs, counted row by row.");
        using (w.Open("private void Hidden(int from, int count)"))
        {
            LayerPlan first = First.Layers[0];
            w.Lines($"PairProducts.Add(Scores, from, ofX, ofY, {text.Out(0)}.AsSpan(0, count * {first.Outputs}), {first.Outputs});");
            text.Finish(w, 0, "");
            for (int i = 1; i < First.Layers.Count - 1; i++)
            {
                LayerPlan layer = First.Layers[i];
                w.Lines($"Gemm.MultiplyRightTransposed({text.Given(i - 1)}, W({text.Parts[i]}), {text.Out(i)}, count, {layer.Outputs}, {layer.Inputs});");
                text.Finish(w, i, text.Given(i - 1));
            }
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

    private void WriteRoom(CodeWriter w)
    {
        w.Lines("// Arrays grow with the batch, and stay.");
        using (w.Open($"private void MakeRoom(int n{(inRows ? ", int m" : "")})"))
        {
            foreach (IGrouping<string, (string Owner, string Name, string Rows, Width Width)> owner in Rooms().GroupBy(room => room.Owner, System.StringComparer.Ordinal))
            {
                (string _, string name, string rows, Width width) = owner.First();
                using (w.Open($"if ({name}.Length < {Length(rows, width)})"))
                {
                    foreach ((string _, string next, string nextRows, Width nextWidth) in owner)
                    {
                        w.Lines($"{next} = new float[{Length(nextRows, nextWidth)}];");
                    }
                }

                w.Gap();
            }
        }
    }

    /// <summary>All arrays: what they belong to, and rows and columns.</summary>
    private IEnumerable<(string Owner, string Name, string Rows, Width Width)> Rooms()
    {
        foreach (VariablePlan variable in Variables)
        {
            string rows = variable == critic.X ? "n" : m, name = Seen(variable), symbol = variable.Symbol.ToUpperInvariant();
            if (name != variable.Symbol)
            {
                yield return (name, name, rows, variable.Features);
            }

            if (critic.Form is CriticForm.Bilinear or CriticForm.Concatenated && (variable.Embedding is not null || (critic.Form == CriticForm.Bilinear && inRows && variable == critic.Y)))
            {
                yield return ("dSeen" + symbol, "dSeen" + symbol, rows, variable.Features);
            }
        }

        switch (critic.Form)
        {
            case CriticForm.Bilinear:
                yield return ("projected", "projected", "n", critic.Y.Features);
                yield return ("projected", "dProjected", "n", critic.Y.Features);
                break;

            case CriticForm.Concatenated:
                LayerPlan first = First.Layers[0];
                foreach ((string name, Width width) in networks[0].Arrays())
                {
                    if (name != First.Name && name != "d" + First.Name)
                    {
                        yield return (First.Name, name, "Block", width);
                    }
                }

                yield return ("ofX", "ofX", "n", first.Outputs);
                yield return ("ofX", "dOfX", "n", first.Outputs);
                yield return ("ofY", "ofY", m, first.Outputs);
                yield return ("ofY", "dOfY", m, first.Outputs);
                yield return ("weights", "xWeights", first.Outputs.ToString(), critic.X.Features);
                yield return ("weights", "dxWeights", first.Outputs.ToString(), critic.X.Features);
                yield return ("weights", "yWeights", first.Outputs.ToString(), critic.Y.Features);
                yield return ("weights", "dyWeights", first.Outputs.ToString(), critic.Y.Features);
                break;

            default:
                for (int i = 0; i < 2; i++)
                {
                    foreach ((string name, Width width) in networks[i].Arrays(Variables[i].Embedding is not null))
                    {
                        yield return (critic.Networks[i].Name, name, i == 0 ? "n" : m, width);
                    }
                }

                break;
        }

        if (baseline is not null)
        {
            foreach ((string name, Width width) in baseline.Arrays(critic.X.Embedding is not null))
            {
                yield return ("b", name, "n", width);
            }
        }
    }

    /// <summary>Labels become codes, and what a closed form stands beside becomes features.</summary>
    private void Prepare(CodeWriter w, VariablePlan variable, string rows)
    {
        string seen = $"{Seen(variable)}.AsSpan(0, {rows} * {Factor(variable.Features)})", name = variable.Symbol;
        if (variable.Described)
        {
            w.Lines($"Base.Features{name.ToUpperInvariant()}({name}, {seen});");
        }
        else if (variable is { Categories: not null, Embedding: { } length })
        {
            w.Lines($"LabelRows.Embed({name}, W({(variable == critic.Y && critic.X.Embedding is not null ? 1 : 0)}), {seen}, {length});");
        }
        else if (variable.Categories is { } categories)
        {
            w.Lines($"LabelRows.OneHot({name}, {seen}, {categories});");
        }
    }

    private static string Seen(VariablePlan variable) => variable.Described || variable.Categories is not null ? "seen" + variable.Symbol.ToUpperInvariant() : variable.Symbol;

    private LayerPlan Last => First.Layers[First.Layers.Count - 1];

    private int LastPart => networks[0].Parts[First.Layers.Count - 1];

    private string LastHidden => networks[0].Given(First.Layers.Count - 2);

    private string Embedding => First.Layers[First.Layers.Count - 1].Outputs.ToString();

    /// <summary>A megabyte for the layers of a block and their gradients.</summary>
    private static int BlockOf(NetworkPlan network)
    {
        int widths = network.Layers.Sum(layer => layer.Outputs.Value ?? 0);
        int rows = (1 << 20) / (8 * widths);
        int power = 32;
        while (power * 2 <= rows && power < 4096)
        {
            power *= 2;
        }

        return power;
    }

    private static string Length(string rows, Width width) => width.Value == 1 ? rows : $"{rows} * {Factor(width)}";

    private static string Factor(Width width) => width.ToString().Contains(" ") ? $"({width})" : width.ToString();
}
