namespace MiDsl.Generators;

/// <summary>TUBA: the critic subtracts its learned log a(x), so that scores are compared with a constant again.</summary>
internal sealed class TubaWriter : PartitionWriter
{
    public override bool HasSurrogate => true;

    public override string Value => "Tangent(0)";

    public override string Criterion => "read.Tangent(0).Value";

    public override string Density => $"{Layout}.Positives(scores)";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines("private const double MaxPartition = 1e4;");
        w.Gap();
        w.Doc("E_p s - E_q e^s + 1 on a batch, s = f - log a(x), q by its N (N - 1) unpaired rows.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var partition = {Layout}.Negatives(scores).exp().mean();
                return ({Layout}.Positives(scores).mean() - partition + 1).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("Has the gradient of the value; where a critic has exploded, the weight of the second term is capped, so that it\npulls back instead of overflowing.");
        using (w.Open("public static Tensor Surrogate(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var positives = {Layout}.Positives(scores).mean();
                var logMean = LogMeanExp.Of({Layout}.Negatives(scores));

                // grad E e^s is E e^s times grad log E e^s.
                var partition = logMean.detach().clamp(max: Math.Log(MaxPartition)).exp();
                return (positives - partition * logMean).MoveToOuterDisposeScope();
                """);
        }
    }
}
