namespace MiDsl.Generators;

/// <summary>What DV, NWJ, TUBA and SMILE share: a mean over positives, and a function of the mean of e^f over negatives.</summary>
internal abstract class PartitionWriter : BoundWriter
{
    public override string Reading => "PairScores";

    /// <summary>The negatives of each row, an expression in <c>scores</c>.</summary>
    protected virtual string Negatives => $"{Layout}.RowNegatives(scores)";

    public override void WriteCollect(CodeWriter w) => w.Lines($"""
        var negatives = {LogMeans(Negatives)};
        read.Add({Means($"{Layout}.Positives(scores)")}, negatives{ByColumns("negatives")});
        """);
}
