using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>A critic trained by the Jensen-Shannon objective and read by another bound.</summary>
internal sealed class JensenShannonWriter(Bound reader, double tau) : PartitionWriter
{
    public override bool HasSurrogate => true;

    public override bool HasTangent => reader == Bound.DonskerVaradhan;

    public override string Besides => "Surrogate";

    public override string Criterion => "read.Surrogate";

    public override string CriterionReason => reader == Bound.Smile
        ? "the trained objective on the validation pairs, since overfitting can raise the clipped value"
        : "the trained objective on the validation pairs";

    public override string Density => $"{Layout}.Positives(scores)";

    public override string Value => reader switch
    {
        Bound.Smile => "PlugIn()",
        Bound.DonskerVaradhan => "Tangent(session.LogA)",
        _ => "Tangent(0)", // scores f + 1 of NWJ, f near the log ratio
    };

    protected override string Negatives => base.Negatives
        + (reader == Bound.Smile && !double.IsPositiveInfinity(tau) ? ".clamp(-BoundObjective.Tau, BoundObjective.Tau)" : "");

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        if (plan.NoiseRatio != Defaults.NoiseRatio)
        {
            w.Lines($"private const double NoiseRatio = {CodeWriter.Number(plan.NoiseRatio)};");
            w.Gap();
        }

        if (reader == Bound.Smile)
        {
            JensenShannonText.WriteClipped(w, tau, Layout);
        }
        else
        {
            bool tangent = reader == Bound.DonskerVaradhan;
            w.Doc(tangent
                ? "The plug-in value E_p f - log E_q e^f on a batch, biased upwards."
                : "NWJ of f + 1 on a batch, E_p f + 1 - E_q e^f: the optimal f is the log ratio.");
            using (w.Open("public static Tensor Value(Tensor scores)"))
            {
                w.Lines("using var scope = NewDisposeScope();");
                w.Lines($"var logPartition = LogMeanExp.Of({Layout}.Negatives(scores));");
                w.Lines($"return ({Layout}.Positives(scores).mean() {(tangent ? "- logPartition" : "+ 1 - logPartition.exp()")}).MoveToOuterDisposeScope();");
            }
        }

        w.Gap();
        if (plan.NoiseRatio == Defaults.NoiseRatio)
        {
            JensenShannonText.WriteSurrogate(w, Layout);
        }
        else
        {
            JensenShannonText.WriteNoiseContrastive(w, Layout);
        }
    }
}
