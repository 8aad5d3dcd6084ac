namespace MiDsl.Generators;

/// <summary>SMILE: trained by the Jensen-Shannon objective, read with a clipped partition.</summary>
internal sealed class SmileWriter : PartitionWriter
{
    public override bool HasSurrogate => true;

    public override string ReadingType => "(double[] Positives, double[] LogPartitions, double[] Surrogates, int Size)";

    public override string Reading => "(positives, logPartitions, surrogates, size)";

    public override string Criterion => "read.Surrogates.Average()";

    public override string CriterionReason => "the trained objective on the validation pairs, since overfitting can raise the clipped value";

    public override string Density => "InBatch.Positives(scores)";

    protected override string LogPartition => "BoundObjective.LogPartition(scores)";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines($"private const double Tau = {CodeWriter.Number(plan.Tau)};");
        w.Gap();
        w.Doc("E_p f - log E_q clamp(e^f, e^-tau, e^tau) on a batch; the positives are not clipped.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                return (InBatch.Positives(scores).mean() - LogPartition(scores)).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("log E_q clamp(e^f, e^-tau, e^tau).");
        using (w.Open("public static Tensor LogPartition(Tensor scores)"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines(double.IsPositiveInfinity(plan.Tau)
                ? "return InBatch.LogMeanExp(InBatch.Negatives(scores)).MoveToOuterDisposeScope();"
                : "return InBatch.LogMeanExp(InBatch.Negatives(scores).clamp(-Tau, Tau)).MoveToOuterDisposeScope();");
        }

        w.Gap();
        w.Doc("The Jensen-Shannon objective E_p[-softplus(-f)] - E_q[softplus(f)], whose optimal f is the log ratio.");
        using (w.Open("public static Tensor Surrogate(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                var positives = (-InBatch.Positives(scores)).softplus().mean();
                var negatives = InBatch.Negatives(scores).softplus().mean();
                return (-(positives + negatives)).MoveToOuterDisposeScope();
                """);
        }
    }

    public override void WriteCollectors(CodeWriter w)
    {
        base.WriteCollectors(w);
        w.Lines("var surrogates = new double[batches];");
    }

    public override void WriteCollect(CodeWriter w)
    {
        base.WriteCollect(w);
        w.Lines("surrogates[b] = BoundObjective.Surrogate(scores).ToDouble();");
    }

    public override void WriteValue(CodeWriter w, EstimatorPlan plan) =>
        w.Lines("var (value, standardError) = DeltaMethod.MeanMinusLogMean(read.Positives, read.LogPartitions);");
}
