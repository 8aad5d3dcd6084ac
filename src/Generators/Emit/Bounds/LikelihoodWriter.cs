namespace MiDsl.Generators;

/// <summary>What bounds with learned densities share: they train by maximum likelihood and report another number.</summary>
internal abstract class LikelihoodWriter : BoundWriter
{
    public override bool HasSurrogate => true;

    public override bool ObjectiveIsValue => true;

    public override string ReadingType => "(double[] Values, double[] Likelihoods, int Size)";

    public override string FirstCollected => "Values";

    public override string Reading => "(values, likelihoods, size)";

    public override string Criterion => "read.Likelihoods.Average()";

    public override string CriterionReason => "the log-likelihood of the validation pairs";

    /// <summary>What the value is, in words.</summary>
    protected abstract string ValueDoc { get; }

    /// <summary>The value, an expression in <c>scores</c>.</summary>
    protected abstract string Value { get; }

    /// <summary>What the log-likelihood is, in words.</summary>
    protected abstract string LikelihoodDoc { get; }

    /// <summary>The log-likelihood, an expression in <c>scores</c>.</summary>
    protected abstract string Likelihood { get; }

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        WriteScalar(w, "Value", ValueDoc, Value);
        w.Gap();
        WriteScalar(w, "Surrogate", LikelihoodDoc, Likelihood);
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

    private static void WriteScalar(CodeWriter w, string name, string doc, string expression)
    {
        w.Doc(doc);
        using (w.Open($"public static Tensor {name}(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                return {expression}.MoveToOuterDisposeScope();
                """);
        }
    }
}
