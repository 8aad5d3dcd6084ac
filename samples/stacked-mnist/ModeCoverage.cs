using System;
using System.Collections.Generic;
using System.Linq;

namespace StackedMnist;

/// <summary>Which modes samples have.</summary>
/// <param name="Covered">Modes with at least one sample, as in Metz et al. 2017 (1611.02163) and after.</param>
/// <param name="Kl">
/// Sum over modes of p_k log(p_k / q_k), nats: of the samples' histogram p from the data's q. n samples of the data itself have about
/// (modes - 1) / (2 n).
/// </param>
/// <param name="Confidence">Mean over digits of the classifier's greatest probability.</param>
internal sealed record ModeCoverage(int Covered, double Kl, double Confidence)
{
    /// <summary>Of counted samples.</summary>
    /// <param name="counts">Samples of each mode.</param>
    /// <param name="shares">q, of each mode in the data; none is 0.</param>
    /// <param name="confidence">Of the classifier.</param>
    public static ModeCoverage Of(IReadOnlyList<long> counts, IReadOnlyList<double> shares, double confidence)
    {
        double n = counts.Sum();
        double kl = counts.Zip(shares).Where(mode => mode.First > 0).Sum(mode => mode.First / n * Math.Log(mode.First / n / mode.Second));
        return new(counts.Count(count => count > 0), kl, confidence);
    }
}
