namespace MiDsl.Generators;

/// <summary>NWJ, also called MINE-f.</summary>
internal sealed class NwjWriter : PartitionWriter
{
    public override bool HasSurrogate => true;

    public override string Value => "Tangent(1)";

    public override string Criterion => "read.Tangent(1).Value";

    public override string Density => $"{Layout}.Positives(scores) - 1";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines("private const double MaxPartition = 1e4;");
        w.Gap();
        w.Doc("E_p f - E_q e^(f - 1) on a batch, q by its N (N - 1) unpaired rows.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var partition = ({Layout}.Negatives(scores) - 1).exp().mean();
                return ({Layout}.Positives(scores).mean() - partition).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("Has the gradient of the value, E_p grad f - E_q[e^(f - 1) grad f]; where a critic has exploded, the weight of the\nsecond term is capped, so that it pulls back instead of overflowing.");
        using (w.Open("public static Tensor Surrogate(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var positives = {Layout}.Positives(scores).mean();
                var logMean = LogMeanExp.Of({Layout}.Negatives(scores));

                // grad E e^(f - 1) is E e^(f - 1) times grad log E e^f.
                var partition = (logMean.detach() - 1).clamp(max: Math.Log(MaxPartition)).exp();
                return (positives - partition * logMean).MoveToOuterDisposeScope();
                """);
        }
    }
}
