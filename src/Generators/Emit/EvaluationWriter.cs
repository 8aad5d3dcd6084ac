using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes what is read off a trained critic: Evaluate, EvaluateInSample, PointwiseInformation, Save and Load.</summary>
internal static class EvaluationWriter
{
    public static string Write(EstimatorPlan plan) => plan.Target == Target.Cpu ? CpuEvaluationWriter.Write(plan) :
        EmittedFile.Write(plan.Type, "evaluation", "", ["System", "System.Collections.Generic", "System.Linq", "MiDsl", "MiDsl.Torch", "TorchSharp"], w =>
        {
            var bound = BoundWriter.Of(plan);
            WriteEvaluate(w, plan);
            WritePointwise(w, plan, bound);
            w.Gap();
            WriteSaveLoad(w, plan, bound);
            w.Gap();
            WriteScore(w, plan, bound);
            w.Gap();
            ReadingWriter.Write(w, plan, bound);
        });

    /// <summary>Every form of Evaluate.</summary>
    public static void WriteEvaluate(CodeWriter w, EstimatorPlan plan)
    {
        if (plan.HasSampler)
        {
            WriteEvaluateFresh(w, plan);
            w.Gap();
        }

        WriteEvaluateData(w, plan);
        w.Gap();
    }

    private static void WriteEvaluateFresh(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc(
            "The value on fresh pairs from the sampler, which neither trained nor stopped anything.",
            "<param name=\"pairs\">How many to draw.</param>",
            "<returns>The mutual information in nats.</returns>");
        using (w.Open($"public {plan.FreshResult} Evaluate(int pairs = Hyperparameters.TestPairs)"))
        {
            string held = TargetText.Of(plan).Held;
            w.Lines($"{held}var source = Fresh();");
            if (plan.SamplePreparation != Preprocessing.None)
            {
                w.Lines("source.Prepare(Trained.Preparation);");
            }

            w.Lines($"{held}var test = source.Test(pairs);\nreturn Score(Trained, test, DataRole.Fresh);");
        }
    }

    private static void WriteEvaluateData(CodeWriter w, EstimatorPlan plan)
    {
        var target = TargetText.Of(plan);
        string pairs = $"{target.Held}var pairs = {target.Pairs}.From(data, Trained.Preparation{target.Home("Trained")}{plan.Critic.X.Demand}{plan.Critic.Y.Demand});";
        w.Doc(
            "The value on given pairs. Those that trained the critic or stopped the training are refused: on them the\nvalue has no direction (EvaluateInSample gives it as an estimate).",
            "<param name=\"data\">Independent pairs (x, y).</param>",
            "<returns>The mutual information in nats.</returns>",
            "<exception cref=\"InvalidOperationException\">Some of the pairs trained or stopped the critic.</exception>");
        using (w.Open($"public {plan.FreshResult} Evaluate(PairedData data)"))
        {
            w.Lines($$"""
                Trained.Split?.RefuseUsed(data);
                {{pairs}}
                return Score(Trained, pairs, Trained.Split is null ? DataRole.Given : DataRole.HeldOut);
                """);
        }

        w.Gap();
        w.Doc(
            "The value on any pairs, training pairs included: an estimate, biased upwards by what was memorised.",
            "<param name=\"data\">Pairs (x, y).</param>",
            "<returns>The mutual information in nats.</returns>");
        using (w.Open("public Estimate EvaluateInSample(PairedData data)"))
        {
            w.Lines(pairs);
            w.Lines(plan.FreshResult == ResultKind.Estimate
                ? "return Score(Trained, pairs, DataRole.InSample);"
                : "return Score(Trained, pairs, DataRole.InSample).ToEstimate();");
        }
    }

    /// <summary>What PointwiseInformation gives.</summary>
    public static void DocumentPointwise(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        bool conditional = plan.Negatives.Sampling == NegativeSampling.Neighbours;
        w.Doc(
            bound.DensityDoc ?? (plan.Critic.X.Locations is not null
                ? "The information density log p(x_l, y) / (p(x_l) p(y)) of each pair, the mean over the locations l of x, as the critic sees it."
                : conditional
                ? "The information density log p(y|x, z) / p(y|z) of each pair, as the critic sees it."
                : "The information density log p(x, y) / (p(x) p(y)) of each pair, as the critic sees it."),
            "<param name=\"data\">n pairs.</param>",
            $"<returns>n values in nats; their mean over pairs of p(x, y) estimates the {(conditional ? "conditional" : "mutual")} information.</returns>");
    }

    private static void WritePointwise(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        DocumentPointwise(w, plan, bound);
        using (w.Open("public float[] PointwiseInformation(PairedData data)"))
        {
            w.Lines($$"""
                var session = Trained;
                using var pairs = PairTensors.From(data, session.Preparation, session.Home{{plan.Critic.X.Demand}}{{plan.Critic.Y.Demand}});
                using var frozen = no_grad();{{(plan.Training.WeightAverage > 0 ? "\nusing var averaged = session.Averaged.InUse();" : "")}}
                var densities = new List<float>(pairs.Count);
                int size = Math.Min(Hyperparameters.BatchSize, pairs.Count);
                session.Critic.eval();
                while (densities.Count < pairs.Count)
                {
                    using var scope = NewDisposeScope();

                    // The last batch reaches back, so that each has as many rows to compare with.
                    int from = Math.Min(densities.Count, pairs.Count - size);
                    var (x, y) = pairs.Rows(from, size);
                """);
            var inner = new CodeWriter();
            new ScoreText(plan).WriteReading(inner, "from", "size");
            w.Lines("    " + inner.ToString().TrimEnd('\n').Replace("\n", "\n    "));
            w.Lines($$"""
                    var density = ({{bound.Means(bound.Density)}}).cpu();
                    densities.AddRange(density.data<float>().ToArray().Skip(densities.Count - from));
                }

                session.Critic.train();
                return [.. densities];
                """);
        }
    }

    /// <summary>Save and Load.</summary>
    public static void WriteSaveLoad(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        bool plain = plan.Target == Target.Cpu;
        string summary = CodeWriter.Literal(plan.Summary), file = plain ? "WeightFile" : "CriticFile";
        string extras = bound.HasTangent ? ", (\"log_a\", Trained.LogA)" : "";
        w.Doc(
            plain ? "Writes the trained critic in the safetensors format; the same declaration reads it under either target." : "Writes the trained critic in the safetensors format.",
            "<param name=\"path\">The file to write.</param>");
        string write = $"{file}.Save(path, {summary}, Trained.Critic{(plain ? ".Parts()" : "")}, Trained.Preparation{extras});";
        w.Lines(plan.Training.WeightAverage > 0
            ? $"public void Save(string path)\n{{\n    using var averaged = Trained.Averaged.InUse();\n    {write}\n}}"
            : $"public void Save(string path) =>\n    {write}");
        w.Gap();
        w.Doc(
            "Reads a critic that Save wrote under the same declaration. Nothing in the file is executed.",
            "<param name=\"path\">The file to read.</param>",
            "<exception cref=\"DataException\">The file is damaged, or another declaration wrote it.</exception>");
        using (w.Open("public void Load(string path)"))
        {
            w.Lines($"""
                var file = {file}.Open(path, {summary});
                var loaded = NewSession(file.XDim, file.YDim);
                loaded.Preparation = file.Preparation;
                {(plain ? "loaded.Critic.Restore(file);" : "file.Restore(loaded.Critic);")}
                """);
            if (bound.HasTangent)
            {
                w.Lines("loaded.LogA = file.Number(\"log_a\");");
            }

            w.Lines("Adopt(loaded);");
        }
    }

    /// <summary>Score: the value of pairs, with its error, cap and verdict.</summary>
    public static void WriteScore(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        w.Lines($"// {plan.Title}; the standard error by the influence of each pair.");
        using (w.Open($"private static {plan.FreshResult} Score(Session session, {TargetText.Of(plan).Pairs} pairs, DataRole role)"))
        {
            bool capped = bound.Cap.Length > 0;
            string read = bound.Besides.Length > 0 ? "var (read, _)" : "var read";
            w.Lines($"{read} = Read(session, pairs{(plan.Negatives.InEvaluation is null ? "" : ", Hyperparameters.NegativesInEvaluation")});");
            if (bound.HasTangent)
            {
                w.Gap();
                w.Lines("// The tangent of the logarithm at a lies below the curve for every a that these pairs did not choose.");
            }

            w.Lines($"var (value, standardError) = read.{bound.Value};");
            if (bound.HasTangent)
            {
                w.Lines("var (plugIn, plugInError) = read.PlugIn();");
            }

            if (capped)
            {
                w.Lines($"double cap = {bound.Cap};");
            }

            w.Lines($"var (verdict, reason) = VerdictRule.Judge(session.Summary, value, standardError, {(capped ? "cap" : "double.PositiveInfinity")}{(plan.FreshResult == ResultKind.LowerBound ? ", read.Count" : "")});");
            string alongside = bound.HasTangent
                ? "\n    Alongside = [new Estimate(plugIn, plugInError) { Name = \"plug-in\", Pairs = read.Count, Data = role }],"
                : "";
            w.Lines($$"""
                return new {{plan.FreshResult}}(value, standardError)
                {
                    Name = {{CodeWriter.Literal(plan.Title)}},
                    Pairs = read.Count,
                    Data = role,{{(capped ? "\n    Cap = cap," : "")}}
                    Verdict = verdict,
                    VerdictText = reason,
                    Settings = session.Settings(),{{alongside}}
                };
                """);
        }
    }
}
