using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// Writes the critic of the CPU target: scores of a batch by calls on kernels, and the gradient of its weights from the slopes of the scores.
/// What all forms share stands here; <see cref="CpuForm"/> knows the rest.
/// </summary>
internal sealed class CpuCriticWriter
{
    private readonly EstimatorPlan plan;
    private readonly CriticPlan critic;
    private readonly bool inRows;
    private readonly CpuForm form;
    private readonly CpuNetworkText? baseline;

    private CpuCriticWriter(EstimatorPlan plan)
    {
        (this.plan, critic, inRows, form) = (plan, plan.Critic, plan.Negatives.InRows, CpuForm.Of(plan));
        baseline = critic.Baseline is { } b ? new CpuNetworkText(b, form.End, "n") : null;
    }

    private string PairsParameter => inRows ? ", ReadOnlySpan<int> pairs" : "";

    private string PairsArgument => inRows ? ", pairs" : "";

    public static string Write(EstimatorPlan plan) =>
        EmittedFile.Write(plan.Type, plan.Critic.Summary, "", ["System", "System.Collections.Generic", "MiDsl", "MiDsl.Cpu", "MiDsl.Kernels"], Target.Cpu, w =>
            new CpuCriticWriter(plan).Write(w));

    private void Write(CodeWriter w)
    {
        w.Doc(CriticWriter.Describe(critic));
        using (w.Open($"private sealed class CriticNetwork{(form.Interface.Length > 0 ? " : " + form.Interface : "")}"))
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
            form.WriteMethods(w);
            WriteStorage(w);
            w.Gap();
            WritePreparation(w);
            w.Gap();
            w.Lines("// A matrix [outputs, inputs] or a bias, and its gradient.");
            w.Lines("private Span<float> W(int part) => layout.Part(Weights, part);");
            w.Gap();
            w.Lines("private Span<float> D(int part) => layout.Part(Gradient, part);");
            form.WriteNested(w);
        }
    }

    private void WriteFields(CodeWriter w)
    {
        form.WriteFields(w);
        w.Lines("private readonly WeightLayout layout;");
        foreach (VariablePlan variable in form.Variables)
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
        CpuArray.WriteFields(w, Arrays());
    }

    private void WriteConstructor(CodeWriter w)
    {
        using (w.Open($"public CriticNetwork({critic.Unknown("int")}long seed)"))
        {
            foreach (VariablePlan variable in form.Variables)
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
            form.WriteCreation(w);
        }
    }

    private void WriteForward(CodeWriter w)
    {
        w.Doc(CriticWriter.DescribeScores(critic, inRows));
        using (w.Open($"public PairedScores Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> y{PairsParameter})"))
        {
            w.Lines($"Prepare(x, y{PairsArgument});");
            form.WriteScores(w);
            if (baseline is not null)
            {
                w.Gap();
                w.Lines("// log a(x), the same for every y.");
                baseline.Forward(w, "seenX");
                w.Lines("Scores.SubtractRows(b);");
            }

            w.Lines("return Scores;");
        }
    }

    private void WriteBackward(CodeWriter w)
    {
        bool fused = CpuScoreText.IsFused(plan);
        w.Doc(fused
            ? "Scores of all pairs and the gradient of the weights: the slopes of a row need that row's scores alone, so that its pairs\ngo back while their layers are still at hand."
            : "The gradient of the weights, from the slopes of the scores of the last batch.");
        using (w.Open(fused ? $"public PairedScores Descend(ReadOnlySpan<float> x, ReadOnlySpan<float> y{PairsParameter})" : "public void Backward()"))
        {
            if (fused)
            {
                w.Lines($"Prepare(x, y{PairsArgument});");
            }

            form.WriteBack(w);
            if (baseline is not null)
            {
                bool embedded = critic.X.Embedding is not null;
                w.Gap();
                w.Lines("Scores.RowSlopes(db);");
                baseline.Back(w, "seenX", embedded);
                if (embedded)
                {
                    w.Lines($"RowMath.AddTo({form.Slope(critic.X)}.AsSpan(0, n * {critic.X.Features.AsFactor}), db0.AsSpan(0, n * {critic.X.Features.AsFactor}));");
                }
            }

            WriteLabelsBack(w);
            if (fused)
            {
                w.Lines("return Scores;");
            }
        }
    }

    private void WriteLabelsBack(CodeWriter w)
    {
        foreach (VariablePlan variable in form.Variables)
        {
            if (variable.Embedding is { } length)
            {
                string rows = form.RowsOf(variable), labels = "labels" + variable.Symbol.ToUpperInvariant();
                w.Lines($"LabelRows.EmbedBack({labels}.AsSpan(0, {rows} * {variable.Columns.AsFactor}), {form.Slope(variable)}, D({LabelPart(variable)}), {length});");
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

    private void WritePreparation(CodeWriter w)
    {
        w.Lines("// Takes the rows in, and what does not depend on the pairing. Arrays grow with the batch, and stay.");
        using (w.Open($"private void Prepare(ReadOnlySpan<float> x, ReadOnlySpan<float> y{PairsParameter})"))
        {
            w.Lines($"n = x.Length / {critic.X.Columns.AsFactor};");
            if (inRows)
            {
                w.Lines($"m = y.Length / {critic.Y.Columns.AsFactor};");
            }

            w.Lines(form.Shape);
            CpuArray.WriteRoom(w, Arrays());
            foreach (VariablePlan variable in form.Variables)
            {
                Take(w, variable);
            }

            if (critic.Base is { } closedForm)
            {
                w.Lines($"Base.Scores(x, y{PairsArgument}, Scores.Values);");
                if (closedForm.Offset != 0)
                {
                    w.Lines($"Scores.Shift({closedForm.Offset}); // the bound's optimal critic is that far above the log ratio");
                }
            }

            form.WritePreparation(w);
        }
    }

    /// <summary>All arrays of the critic itself.</summary>
    private IEnumerable<CpuArray> Arrays()
    {
        foreach (VariablePlan variable in form.Variables)
        {
            string symbol = variable.Symbol.ToUpperInvariant(), owner = "seen" + symbol;
            yield return new CpuArray(owner, owner, form.RowsOf(variable), variable.Features);
            if (variable.Embedding is not null)
            {
                yield return new CpuArray(owner, "labels" + symbol, form.RowsOf(variable), variable.Columns);
            }
        }

        IEnumerable<CpuArray> ofBaseline = baseline?.Arrays(critic.X.Embedding is not null).Select(array => new CpuArray("b", array.Name, "n", array.Width)) ?? [];
        foreach (CpuArray array in form.Arrays().Concat(ofBaseline))
        {
            yield return array;
        }
    }

    /// <summary>Rows as the networks see them: labels become codes, and what a closed form stands beside becomes features.</summary>
    private void Take(CodeWriter w, VariablePlan variable)
    {
        string name = variable.Symbol, side = name.ToUpperInvariant(), seen = $"seen{side}.AsSpan(0, {form.RowsOf(variable)} * {variable.Features.AsFactor})";
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

    private int LabelPart(VariablePlan variable) => variable == critic.Y && critic.X.Embedding is not null ? 1 : 0;
}
