namespace MiDsl.Generators;

/// <summary>CLUB with a learned conditional: scores are log v(y|x).</summary>
internal sealed class ClubWriter : LikelihoodWriter
{
    public override string Density => $"{Layout}.Positives(scores) - {Layout}.RowNegatives(scores).mean([1L])";

    public override string DensityDoc => "What each pair adds to the value: log v(y|x) minus its mean over the pair's negatives.";

    protected override string ValueDoc => "E_p log v(y|x) - E_q log v(y|x) on a batch.";

    protected override string ValueOfBatch => $"({Layout}.Positives(scores).mean() - {Layout}.Negatives(scores).mean())";

    public override void WriteCollect(CodeWriter w) => w.Lines($"""
        var negatives = {Layout}.RowNegatives(scores);
        read.Add({Layout}.Positives(scores) - negatives.mean([1L]){ByColumns("Influence.OfClub(negatives)")});
        """);

    protected override string LikelihoodDoc => "The log-likelihood E_p log v(y|x) of the pairs: what v is trained by.";

    protected override string Likelihood => $"{Layout}.Positives(scores).mean()";
}
