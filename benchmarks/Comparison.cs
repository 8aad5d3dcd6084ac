using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Benchmarks;

/// <summary>Rounds of a workload on both sides, taken in turns.</summary>
/// <param name="Workload">What was done.</param>
/// <param name="Rounds">Seconds of each round.</param>
/// <param name="OurMegabytes">Peak memory of the whole process.</param>
/// <param name="TheirMegabytes">Likewise.</param>
internal sealed record Comparison(Workload Workload, IReadOnlyList<(double Ours, double Theirs)> Rounds, double OurMegabytes, double TheirMegabytes)
{
    private readonly double[] ratios = [.. Rounds.Select(round => round.Theirs / round.Ours).Order()];

    public double OurMicroseconds => Median(round => round.Ours);

    public double TheirMicroseconds => Median(round => round.Theirs);

    public double Ratio => ratios[ratios.Length / 2];

    public (double Lower, double Upper) Quartiles => (ratios[ratios.Length / 4], ratios[3 * ratios.Length / 4]);

    /// <summary>A first round on each side is not counted.</summary>
    /// <param name="workload">What to do.</param>
    /// <param name="threads">Of both sides; null for the default of each.</param>
    /// <param name="rounds">How many.</param>
    public static Comparison Of(Workload workload, int? threads, int rounds)
    {
        using var ours = Contestant.Ours(workload.Name, threads);
        using var theirs = Contestant.Theirs(workload.Eager, threads);
        ours.Run(workload.Steps);
        theirs.Run(workload.Steps);
        (double, double)[] seconds = [.. Enumerable.Range(0, rounds).Select(_ => (ours.Run(workload.Steps), theirs.Run(workload.Steps)))];
        return new(workload, seconds, ours.PeakMegabytes(), theirs.PeakMegabytes());
    }

    /// <summary>The products that eager PyTorch would do, by the time that we take, over the machine's peak.</summary>
    /// <param name="peak">Operations a second.</param>
    public double ShareOf(double peak) => Workload.Flops == 0 ? double.NaN : Workload.Flops / (OurMicroseconds * 1e-6) / peak;

    private double Median(Func<(double Ours, double Theirs), double> side) => 1e6 / Workload.Steps * Rounds.Select(side).Order().ElementAt(Rounds.Count / 2);
}
