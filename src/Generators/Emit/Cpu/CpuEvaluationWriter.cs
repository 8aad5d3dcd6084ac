using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the evaluation of the CPU target.</summary>
internal static class CpuEvaluationWriter
{
    public static string Write(EstimatorPlan plan) =>
        EmittedFile.Write(plan.Type, "evaluation", "", ["System", "System.Linq", "MiDsl", "MiDsl.Cpu"], Target.Cpu, w =>
        {
            var bound = BoundWriter.Of(plan);
            EvaluationWriter.WriteEvaluate(w, plan);
            WritePointwise(w, plan, bound);
            w.Gap();
            EvaluationWriter.WriteSaveLoad(w, plan, bound);
            w.Gap();
            EvaluationWriter.WriteScore(w, plan, bound);
            w.Gap();
            WriteReading(w, plan, bound);
        });

    private static void WritePointwise(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        EvaluationWriter.DocumentPointwise(w, plan, bound);
        using (w.Open("public float[] PointwiseInformation(PairedData data)"))
        {
            w.Lines($$"""
                var session = Trained;
                var pairs = PairRows.From(data, session.Preparation{{plan.Critic.X.Demand}}{{plan.Critic.Y.Demand}});{{Averaged(plan)}}
                int size = Math.Min(Hyperparameters.BatchSize, pairs.Count);
                float[] densities = new float[pairs.Count], batch = new float[size];
                """);
            using (w.Open("for (int done = 0; done < pairs.Count; done += size)"))
            {
                w.Lines("""
                    // The last batch reaches back, so that each has as many rows to compare with.
                    int from = Math.Min(done, pairs.Count - size);
                    var x = pairs.XOf(from, size);
                    var y = pairs.YOf(from, size);
                    """);
                new CpuScoreText(plan).WriteReading(w, "from", "size");
                CpuBound.Of(plan).WriteDensities(w);
                w.Lines("batch.AsSpan(done - from).CopyTo(densities.AsSpan(done));");
            }

            w.Gap();
            w.Lines("return densities;");
        }
    }

    private static void WriteReading(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        string type = bound.Besides.Length > 0 ? $"({bound.Reading} Pairs, double {bound.Besides})" : bound.Reading;
        string collect = CpuBound.Of(plan).Collect(plan);
        if (plan.Negatives.IsShiftedInEvaluation)
        {
            (string parameter, string perPair) = plan.Negatives.InEvaluation is null
                ? ("", "Hyperparameters.NegativesPerPair")
                : (", int perPair = Hyperparameters.NegativesPerPair", "perPair");
            w.Lines("// Scores each pair, and its x with the y of others: cyclic shifts over all pairs.");
            using (w.Open($"private static {type} Read(Session session, PairRows pairs{parameter})"))
            {
                if (plan.Training.WeightAverage > 0)
                {
                    w.Lines(Averaged(plan).Trim());
                }

                w.Lines($"""
                    var shifted = new ShiftedRows(pairs, {perPair}, new Rng(session.Seed, RandomStream.Negatives, -1));
                    var scores = shifted.Score(session.Critic.Forward);
                    var read = new {bound.Reading}();
                    {collect}
                    """);
                w.Lines(bound.Besides.Length > 0 ? "return (read, BoundObjective.Surrogate(scores));" : "return read;");
            }

            return;
        }

        w.Lines(plan.Negatives.Sampling == NegativeSampling.Neighbours
            ? "// Scores whole batches. Near rows count as drawn for their pair alone."
            : "// Scores whole batches.");
        using (w.Open($"private static {type} Read(Session session, PairRows pairs)"))
        {
            string besides = bound.Besides.ToLowerInvariant();
            if (plan.Training.WeightAverage > 0)
            {
                w.Lines(Averaged(plan).Trim());
            }

            w.Lines($"""
                var (size, batches) = pairs.Cut(Hyperparameters.BatchSize);
                var read = new {bound.Reading}();
                """);
            if (besides.Length > 0)
            {
                w.Lines($"double {besides} = 0;");
            }

            using (w.Open("for (int b = 0; b < batches; b++)"))
            {
                w.Lines("""
                    var x = pairs.XOf(b * size, size);
                    var y = pairs.YOf(b * size, size);
                    """);
                new CpuScoreText(plan).WriteReading(w, "b * size", "size");
                w.Lines(collect);
                if (besides.Length > 0)
                {
                    w.Lines($"{besides} += BoundObjective.Surrogate(scores);");
                }
            }

            w.Gap();
            w.Lines(besides.Length > 0 ? $"return (read, {besides} / batches);" : "return read;");
        }
    }

    private static string Averaged(EstimatorPlan plan) => plan.Training.WeightAverage > 0 ? "\nusing var averaged = session.Averaged.InUse();" : "";
}
