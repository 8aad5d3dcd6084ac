namespace MiDsl.Generators;

/// <summary>I_alpha, between NWJ and InfoNCE.</summary>
internal sealed class IAlphaWriter(double alpha, bool inRows) : BoundWriter
{
    // K of a: every negative of a row in the second term; in the first the positive takes the place of one.
    private string K => NegativesOf("read");

    public override string Cap => alpha switch
    {
        0 => "",
        1 => $"Math.Log({K})",
        _ => $"1 + Math.Log({K} / BoundObjective.Alpha)",
    };

    public override string Reading => "PairValues";

    public override string Criterion => "read.Mean().Value";

    public override string Value => "Mean()";

    public override string Density => "BoundObjective.Densities(scores)";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines($"public const double Alpha = {CodeWriter.Number(alpha)};");
        w.Gap();
        string k = inRows ? "M" : "N - 1", less = inRows ? "M - 1" : "N - 2";
        w.Doc($"1 + E log(e^f(x, y_1) / a) - E[e^f(x, y'_1) / a'] on a batch, K = {k}: a row's positive is compared\nwith {less} of its negatives, and each of its {k} negatives with all of them.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                return (1 + Densities(scores).mean() - Shares(scores).mean()).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("log(e^f(x, y_1) / a) of each pair, its positive among the K of a: [N].");
        using (w.Open("public static Tensor Densities(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var positives = {Layout}.Positives(scores);
                var negatives = {Layout}.RowNegatives(scores);
                var others = negatives.narrow(1, 1, negatives.shape[1] - 1);
                return (positives - LogA(cat([positives.unsqueeze(1), others], 1))).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("The value of each row: [N].");
        using (w.Open("public static Tensor RowValues(Tensor scores)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                return (1 + Densities(scores) - Shares(scores)).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("The mean of e^f(x, y'_k) / a' over each row's negatives: [N].");
        using (w.Open("private static Tensor Shares(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var negatives = {Layout}.RowNegatives(scores);
                return (LogMeanExp.OfRows(negatives) - LogA(negatives)).exp().MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("log a of each row, a = alpha (1/K) sum_k e^f + (1 - alpha) e: [N, K] to [N].");
        using (w.Open("private static Tensor LogA(Tensor row)"))
        {
            w.Lines(alpha switch
            {
                0 => "return ones_like(row.select(1, 0));",
                1 => "return LogMeanExp.OfRows(row);",
                _ => """
                    using var scope = NewDisposeScope();
                    var logMean = LogMeanExp.OfRows(row) + Math.Log(Alpha);
                    return logMean.logaddexp(full_like(logMean, Math.Log(1 - Alpha) + 1)).MoveToOuterDisposeScope();
                    """,
            });
        }
    }

    public override void WriteCollect(CodeWriter w) =>
        AddValues(w, "BoundObjective.RowValues(scores)", "Influence.OfIAlpha(positives, negatives, BoundObjective.Alpha)");
}
