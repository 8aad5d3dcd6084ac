namespace MiDsl.Generators;

/// <summary>What DV, NWJ and SMILE share: a mean over positives, and the log of a mean over negatives.</summary>
internal abstract class PartitionWriter : BoundWriter
{
    protected virtual string LogPartition => "InBatch.LogMeanExp(InBatch.Negatives(scores))";

    public override string ReadingType => "(double[] Positives, double[] LogPartitions, int Size)";

    public override string Reading => "(positives, logPartitions, size)";

    public override void WriteCollectors(CodeWriter w) => w.Lines("""
        var positives = new double[batches];
        var logPartitions = new double[batches];
        """);

    public override void WriteCollect(CodeWriter w) => w.Lines($"""
        positives[b] = InBatch.Positives(scores).mean().ToDouble();
        logPartitions[b] = {LogPartition}.ToDouble();
        """);
}
