using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes Read: the critic's scores of given pairs, gathered for the bound and its standard error.</summary>
internal static class ReadingWriter
{
    public static void Write(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        string type = bound.Besides.Length > 0 ? $"({bound.Reading} Pairs, double {bound.Besides})" : bound.Reading;
        if (plan.Negatives.IsShiftedInEvaluation)
        {
            WriteShifted(w, plan, type, bound);
        }
        else
        {
            WriteBatches(w, plan, type, bound);
        }
    }

    private static void WriteBatches(CodeWriter w, EstimatorPlan plan, string type, BoundWriter bound)
    {
        w.Lines(plan.Negatives.Sampling == NegativeSampling.Neighbours
            ? "// Scores whole batches, without gradients. Near rows count as drawn for their pair alone."
            : "// Scores whole batches, without gradients.");
        using (w.Open($"private static {type} Read(Session session, PairTensors pairs)"))
        {
            string besides = bound.Besides.ToLowerInvariant();
            w.Lines($"""
                using var frozen = no_grad();{Averaged(plan)}
                var (size, batches) = pairs.Cut(Hyperparameters.BatchSize);
                var read = new {bound.Reading}();
                """);
            if (besides.Length > 0)
            {
                w.Lines($"double {besides} = 0;");
            }

            w.Lines("session.Critic.eval();");
            using (w.Open("for (int b = 0; b < batches; b++)"))
            {
                w.Lines("""
                    using var scope = NewDisposeScope();
                    var (x, y) = pairs.Rows(b * size, size);
                    """);
                new ScoreText(plan).WriteReading(w, "b * size", "size");
                bound.WriteCollect(w);
                if (besides.Length > 0)
                {
                    w.Lines($"{besides} += BoundObjective.Surrogate(scores).ToDouble();");
                }
            }

            w.Gap();
            w.Lines("session.Critic.train();");
            w.Lines(besides.Length > 0 ? $"return (read, {besides} / batches);" : "return read;");
        }
    }

    private static void WriteShifted(CodeWriter w, EstimatorPlan plan, string type, BoundWriter bound)
    {
        // Validation keeps to the negatives of training, unless told otherwise.
        (string parameter, string perPair) = plan.Negatives.InEvaluation is null
            ? ("", "Hyperparameters.NegativesPerPair")
            : (", int perPair = Hyperparameters.NegativesPerPair", "perPair");
        string locations = plan.Critic.X.Locations is null ? "" : ", Hyperparameters.Locations";
        w.Lines("// Scores each pair, and its x with the y of others: cyclic shifts over all pairs, without gradients.");
        using (w.Open($"private static {type} Read(Session session, PairTensors pairs{parameter})"))
        {
            w.Lines($"""
                using var frozen = no_grad();{Averaged(plan)}
                using var scope = NewDisposeScope();
                var shifted = new ShiftedPairs(pairs, {perPair}, new Rng(session.Seed, RandomStream.Negatives, -1){locations});
                session.Critic.eval();
                var scores = shifted.Score(session.Critic.forward);
                session.Critic.train();
                var read = new {bound.Reading}();
                """);
            bound.WriteCollect(w);
            w.Lines(bound.Besides.Length > 0 ? "return (read, BoundObjective.Surrogate(scores).ToDouble());" : "return read;");
        }
    }

    private static string Averaged(EstimatorPlan plan) => plan.Training.WeightAverage > 0 ? "\nusing var averaged = session.Averaged.InUse();" : "";
}
