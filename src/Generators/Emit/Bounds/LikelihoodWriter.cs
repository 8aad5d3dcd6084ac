namespace MiDsl.Generators;

/// <summary>What bounds with learned densities share: they train by maximum likelihood and report another number.</summary>
internal abstract class LikelihoodWriter : BoundWriter
{
    public override bool HasSurrogate => true;

    public override bool ObjectiveIsValue => true;

    public override string Reading => "PairValues";

    public override string Besides => "Likelihood";

    public override string Criterion => "read.Likelihood";

    public override string Value => "Mean()";

    public override string CriterionReason => "the log-likelihood of the validation pairs";

    /// <summary>What the value is, in words.</summary>
    protected abstract string ValueDoc { get; }

    /// <summary>The value, an expression in <c>scores</c>.</summary>
    protected abstract string ValueOfBatch { get; }

    /// <summary>What the log-likelihood is, in words.</summary>
    protected abstract string LikelihoodDoc { get; }

    /// <summary>The log-likelihood, an expression in <c>scores</c>.</summary>
    protected abstract string Likelihood { get; }

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        WriteScalar(w, "Value", ValueDoc, ValueOfBatch);
        w.Gap();
        WriteScalar(w, "Surrogate", LikelihoodDoc, Likelihood);
    }

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
