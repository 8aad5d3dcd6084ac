namespace MiDsl.Generators;

/// <summary>DoE: two densities of y, each trained by maximum likelihood. Scores are [N, 2], log v(y|x) and log r(y).</summary>
internal sealed class DifferenceOfEntropiesWriter : BoundWriter
{
    public override bool HasSurrogate => true;

    public override bool DescribesItself => true;

    public override string ReadingType => "(double[] Values, double[] Likelihoods, int Size)";

    public override string FirstCollected => "Values";

    public override string Reading => "(values, likelihoods, size)";

    public override string Criterion => "read.Likelihoods.Average()";

    public override string CriterionReason => "the log-likelihood of the validation pairs under both densities";

    public override string Density => "scores.select(1, 0) - scores.select(1, 1)";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc("E log v(y|x) - E log r(y) on a batch: cross-entropies, each above the entropy that it stands for.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                return (scores.select(1, 0) - scores.select(1, 1)).mean().MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("The log-likelihoods E log v(y|x) + E log r(y): what both densities are trained by.");
        using (w.Open("public static Tensor Surrogate(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                return (scores.select(1, 0) + scores.select(1, 1)).mean().MoveToOuterDisposeScope();
                """);
        }
    }

    public override void WriteCollectors(CodeWriter w) => w.Lines("""
        var values = new double[batches];
        var likelihoods = new double[batches];
        """);

    public override void WriteCollect(CodeWriter w) => w.Lines("""
        values[b] = BoundObjective.Value(scores).ToDouble();
        likelihoods[b] = BoundObjective.Surrogate(scores).ToDouble();
        """);

    public override void WriteValue(CodeWriter w, EstimatorPlan plan) => w.Lines("var (value, standardError) = BatchMeans.Of(read.Values);");
}
