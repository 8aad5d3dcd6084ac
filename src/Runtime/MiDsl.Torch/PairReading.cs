using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Brings scores of test pairs from tensors to numbers, in double precision.</summary>
public static class PairReading
{
    /// <summary>Adds n pairs and their negatives.</summary>
    /// <param name="read">Gathers them.</param>
    /// <param name="positives">f(x_i, y_i): [n].</param>
    /// <param name="negatives">Scores of x_i with other y: [n, M].</param>
    /// <param name="byColumns">The same entries, sorted by the y that they use: [n, M]; null where no test pair has these y.</param>
    public static void Add(this PairScores read, Tensor positives, Tensor negatives, Tensor? byColumns = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        using DisposeScope scope = NewDisposeScope();
        double[] f = Doubles(positives);
        double[] columns = byColumns is null
            ? [.. Enumerable.Repeat(double.NegativeInfinity, f.Length)]
            : Doubles(LogMeanExp.OfRows(byColumns.to(float64)));
        read.Add(f, Doubles(LogMeanExp.OfRows(negatives.to(float64))), columns);
    }

    /// <summary>Adds n rows.</summary>
    /// <param name="read">Gathers them.</param>
    /// <param name="values">The value of each row: [n].</param>
    /// <param name="byColumns">What negatives add to these values (<see cref="Influence"/>), sorted by the y that they use: [n, M]; null where no test pair has these y.</param>
    public static void Add(this PairValues read, Tensor values, Tensor? byColumns = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(values);
        using DisposeScope scope = NewDisposeScope();
        double[] v = Doubles(values);
        double[] columns = byColumns is null ? new double[v.Length] : Doubles(byColumns.to(float64).sum(1L));
        read.Add(v, columns, byColumns is null ? 0 : (int)byColumns.shape[1]);
    }

    private static double[] Doubles(Tensor t) => t.to(float64).cpu().contiguous().data<double>().ToArray();
}
