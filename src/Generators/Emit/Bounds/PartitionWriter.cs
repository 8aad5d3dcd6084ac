namespace MiDsl.Generators;

/// <summary>What DV, NWJ and SMILE share: a mean over positives, and the log of a mean over negatives.</summary>
internal abstract class PartitionWriter : BoundWriter
{
    protected virtual string LogPartition => $"LogMeanExp.Of({Layout}.Negatives(scores))";

    /// <summary>Value and plug-in of the tangent at a, from <c>read</c>.</summary>
    protected const string TangentValue = """
        // The tangent of the logarithm at a lies below the curve for every a that these pairs did not choose.
        double logA = session.LogA;
        double[] values = [.. read.Positives.Zip(read.LogPartitions, (p, z) => p - Math.Exp(z - logA) - logA + 1)];
        var (value, standardError) = BatchMeans.Of(values);
        var (plugIn, plugInError) = DeltaMethod.MeanMinusLogMean(read.Positives, read.LogPartitions);
        """;

    /// <summary>Value of NWJ for scores f + 1, f near the log ratio, from <c>read</c>.</summary>
    protected const string LogRatioValue = """
        double[] values = [.. read.Positives.Zip(read.LogPartitions, (p, z) => p + 1 - Math.Exp(z))];
        var (value, standardError) = BatchMeans.Of(values);
        """;

    public override string ReadingType => "(double[] Positives, double[] LogPartitions, int Size)";

    public override string Reading => "(positives, logPartitions, size)";

    public override void WriteCollectors(CodeWriter w) => w.Lines("""
        var positives = new double[batches];
        var logPartitions = new double[batches];
        """);

    public override void WriteCollect(CodeWriter w) => w.Lines($"""
        positives[b] = {Layout}.Positives(scores).mean().ToDouble();
        logPartitions[b] = {LogPartition}.ToDouble();
        """);
}
