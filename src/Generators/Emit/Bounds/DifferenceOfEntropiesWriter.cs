namespace MiDsl.Generators;

/// <summary>DoE: two densities of y. Scores are [N, 2], log v(y|x) and log r(y).</summary>
internal sealed class DifferenceOfEntropiesWriter : LikelihoodWriter
{
    public override string Density => "scores.select(1, 0) - scores.select(1, 1)";

    public override string DensityDoc => "The information density log v(y|x) / r(y) of each pair, by the learned densities.";

    protected override string ValueDoc => "E log v(y|x) - E log r(y) on a batch: cross-entropies, each above the entropy that it stands for.";

    protected override string ValueOfBatch => "(scores.select(1, 0) - scores.select(1, 1)).mean()";

    public override void WriteCollect(CodeWriter w) => w.Lines($"read.Add({Density});");

    protected override string LikelihoodDoc => "The log-likelihoods E log v(y|x) + E log r(y): what both densities are trained by.";

    protected override string Likelihood => "(scores.select(1, 0) + scores.select(1, 1)).mean()";
}
