namespace MiDsl.Generators;

/// <summary>I_alpha, between NWJ and InfoNCE.</summary>
internal sealed class IAlphaWriter(double alpha) : BoundWriter
{
    public override string Cap => alpha switch
    {
        0 => "",
        1 => "Math.Log(read.Size - 1)",
        _ => "1 + Math.Log((read.Size - 1) / BoundObjective.Alpha)",
    };

    public override string ReadingType => "(double[] Values, int Size)";

    public override string FirstCollected => "Values";

    public override string Reading => "(values, size)";

    public override string Criterion => "read.Values.Average()";

    public override string Density => "BoundObjective.Densities(scores)";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines($"public const double Alpha = {CodeWriter.Number(alpha)};");
        w.Gap();
        w.Doc("1 + E log(e^f(x, y_1) / a) - E[e^f(x, y'_1) / a'] on a batch of N pairs, K = N - 1: a row's positive is compared\nwith N - 2 of its negatives, and each of its N - 1 negatives with all of them.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                var negatives = RowNegatives(scores);
                var share = (InBatch.RowLogMeanExp(negatives) - LogA(negatives)).exp().mean();
                return (1 + Densities(scores).mean() - share).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("log(e^f(x, y_1) / a) of each pair, its positive among the K of a: [N].");
        using (w.Open("public static Tensor Densities(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                var positives = InBatch.Positives(scores);
                var others = RowNegatives(scores).narrow(1, 1, scores.shape[1] - 2);
                return (positives - LogA(cat([positives.unsqueeze(1), others], 1))).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("log a of each row, a = alpha (1/K) sum_k e^f + (1 - alpha) e: [N, K] to [N].");
        using (w.Open("private static Tensor LogA(Tensor row)"))
        {
            w.Lines(alpha switch
            {
                0 => "return ones_like(row.select(1, 0));",
                1 => "return InBatch.RowLogMeanExp(row);",
                _ => """
                    using var scope = NewDisposeScope();
                    var logMean = InBatch.RowLogMeanExp(row) + Math.Log(Alpha);
                    return logMean.logaddexp(full_like(logMean, Math.Log(1 - Alpha) + 1)).MoveToOuterDisposeScope();
                    """,
            });
        }

        w.Gap();
        w.Lines("// The off-diagonal entries come row after row.");
        w.Lines("private static Tensor RowNegatives(Tensor scores) =>");
        w.Lines("    InBatch.Negatives(scores).reshape(scores.shape[0], scores.shape[1] - 1);");
    }

    public override void WriteCollectors(CodeWriter w) => w.Lines("var values = new double[batches];");

    public override void WriteCollect(CodeWriter w) => w.Lines("values[b] = BoundObjective.Value(scores).ToDouble();");

    public override void WriteValue(CodeWriter w, EstimatorPlan plan) => w.Lines("var (value, standardError) = BatchMeans.Of(read.Values);");
}
