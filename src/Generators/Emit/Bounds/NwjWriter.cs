namespace MiDsl.Generators;

/// <summary>NWJ, also called MINE-f.</summary>
internal sealed class NwjWriter : PartitionWriter
{
    public override string Criterion => "read.Positives.Zip(read.LogPartitions, (p, z) => p - Math.Exp(z - 1)).Average()";

    public override string Density => "InBatch.Positives(scores) - 1";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc("E_p f - E_q e^(f - 1) on a batch, q by its N (N - 1) unpaired rows.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                var partition = (InBatch.Negatives(scores) - 1).exp().mean();
                return (InBatch.Positives(scores).mean() - partition).MoveToOuterDisposeScope();
                """);
        }
    }

    public override void WriteValue(CodeWriter w, EstimatorPlan plan) => w.Lines("""
        double[] values = [.. read.Positives.Zip(read.LogPartitions, (p, z) => p - Math.Exp(z - 1))];
        var (value, standardError) = BatchMeans.Of(values);
        """);
}
