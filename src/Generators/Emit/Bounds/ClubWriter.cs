namespace MiDsl.Generators;

/// <summary>CLUB with a learned conditional: scores are log v(y|x), trained by maximum likelihood.</summary>
internal sealed class ClubWriter : BoundWriter
{
    public override bool HasSurrogate => true;

    public override bool DescribesItself => true;

    public override string ReadingType => "(double[] Values, double[] Likelihoods, int Size)";

    public override string FirstCollected => "Values";

    public override string Reading => "(values, likelihoods, size)";

    public override string Criterion => "read.Likelihoods.Average()";

    public override string CriterionReason => "the log-likelihood of the validation pairs";

    public override string Density => $"{Layout}.Positives(scores) - {Layout}.RowNegatives(scores).mean([1L])";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc("E_p log v(y|x) - E_q log v(y|x) on a batch.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                return ({Layout}.Positives(scores).mean() - {Layout}.Negatives(scores).mean()).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("The log-likelihood E_p log v(y|x) of the pairs: what v is trained by.");
        using (w.Open("public static Tensor Surrogate(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                return {Layout}.Positives(scores).mean().MoveToOuterDisposeScope();
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
