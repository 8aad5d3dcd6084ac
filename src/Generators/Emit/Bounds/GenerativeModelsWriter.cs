namespace MiDsl.Generators;

/// <summary>Three autoencoders. Scores are [N, 3], lower bounds on log p(x, y), log p(x) and log p(y).</summary>
internal sealed class GenerativeModelsWriter : LikelihoodWriter
{
    public override string Density => "scores.select(1, 0) - scores.select(1, 1) - scores.select(1, 2)";

    public override string DensityDoc => "The information density log p(x, y) / (p(x) p(y)) of each pair, each density by its autoencoder.";

    public override string CriterionReason => "the sum of the three log-likelihoods of the validation pairs";

    protected override string ValueDoc => "E log p(x, y) - E log p(x) - E log p(y) on a batch, each by a lower bound.";

    protected override string ValueOfBatch => "(scores.select(1, 0) - scores.select(1, 1) - scores.select(1, 2)).mean()";

    public override void WriteCollect(CodeWriter w) => w.Lines($"read.Add({Density});");

    protected override string LikelihoodDoc => "The sum of the three evidence lower bounds: what the autoencoders, which share no weight, are trained by.";

    protected override string Likelihood => "scores.sum(1).mean()";
}
