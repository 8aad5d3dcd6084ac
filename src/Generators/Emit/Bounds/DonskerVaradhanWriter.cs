namespace MiDsl.Generators;

/// <summary>MINE by Donsker-Varadhan, with the moving average in the gradient and the tangent in the value.</summary>
internal sealed class DonskerVaradhanWriter : PartitionWriter
{
    public override bool HasSurrogate => true;

    public override bool HasMemory => true;

    public override bool HasTangent => true;

    public override string Value => "Tangent(session.LogA)";

    public override string Criterion => "read.PlugIn().Value";

    public override string Density => $"{Layout}.Positives(scores) - session.LogA";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines($"""
            private const double EmaRate = {CodeWriter.Number(plan.EmaRate)};
            private const double MaxRatio = 10;
            private Tensor? logEma;
            """);
        w.Gap();
        w.Doc("The log of the moving average of E_q e^f; NaN before the first batch.");
        w.Lines("public double LogEma => logEma is null ? double.NaN : logEma.ToDouble();");
        w.Gap();
        w.Doc("The plug-in value E_p f - log E_q e^f on a batch, biased upwards.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var logPartition = LogMeanExp.Of({Layout}.Negatives(scores));
                return ({Layout}.Positives(scores).mean() - logPartition).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("ema = (1 - r) ema + r mean e^f, in log space; it starts at the first batch's mean. A batch counts at most as\nMaxRatio times the average: one outlier must not silence the second term for the hundreds of steps it takes to fade.");
        using (w.Open("public void Observe(Tensor scores)"))
        {
            w.Lines($$"""
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                var logMean = LogMeanExp.Of({{Layout}}.Negatives(scores));
                var next = logMean;
                if (logEma is not null)
                {
                    var counted = logMean.minimum(logEma + Math.Log(MaxRatio));
                    next = (logEma + Math.Log(1 - EmaRate)).logaddexp(counted + Math.Log(EmaRate));
                }

                logEma?.Dispose();
                logEma = next.DetachFromDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("Has the gradient E_p grad f - E_q[e^f grad f] / ema: less biased than that of the plug-in value, whose\nmean over the batch stands in the denominator.");
        using (w.Open("public Tensor Surrogate(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var positives = {Layout}.Positives(scores).mean();
                var logMean = LogMeanExp.Of({Layout}.Negatives(scores));

                // grad log E e^f is E[e^f grad f] / E e^f; the ratio E e^f / ema puts the moving average below instead.
                var ratio = logEma is null ? ones_like(logMean) : (logMean.detach() - logEma).exp().clamp(max: MaxRatio);
                return (positives - ratio * logMean).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("The moving average.");
        using (w.Open("public void Exchange(Checkpoint checkpoint, Device home)"))
        {
            w.Lines("""
                double log = checkpoint.Number("log_ema", LogEma);
                if (checkpoint.IsLoading && !double.IsNaN(log))
                {
                    logEma = tensor((float)log, device: home).DetachFromDisposeScope();
                }
                """);
        }

        w.Gap();
        w.Lines("public void Dispose() => logEma?.Dispose();");
    }
}
