namespace MiDsl.Generators;

/// <summary>InfoNCE: the mean over a batch is the value.</summary>
internal sealed class InfoNceWriter(bool inRows) : BoundWriter
{
    public override string Cap => $"Math.Log(1 + {NegativesOf("read")})";

    public override string Reading => "PairValues";

    public override string Criterion => "read.Mean().Value";

    public override string Value => "Mean()";

    public override string Density => $"{Layout}.Positives(scores) - scores.logsumexp(1) + Math.Log(scores.shape[1])";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc(inRows
            ? "E f(x, y_1) - E log (1/K) sum_k e^f(x, y_k), K = 1 + M: each row holds its positive first."
            : "E f(x, y_1) - E log (1/K) sum_k e^f(x, y_k) on a batch of K pairs, row i holding the positive y_i.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                long k = scores.shape[1];
                var logPartition = scores.logsumexp(1).mean() - Math.Log(k);
                return ({Layout}.Positives(scores).mean() - logPartition).MoveToOuterDisposeScope();
                """);
        }
    }

    public override void WriteCollect(CodeWriter w) => AddValues(w, Density, "Influence.OfInfoNce(positives, negatives)");
}
