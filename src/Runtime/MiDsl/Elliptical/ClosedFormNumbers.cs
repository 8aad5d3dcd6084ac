using System;
using System.Linq;

namespace MiDsl;

/// <summary>What a closed-form critic of any target keeps of its fit, in the form of its file.</summary>
/// <param name="Degrees">nu; positive infinity for the normal distribution.</param>
/// <param name="Cap">No pair scores above this, nats.</param>
/// <param name="Constant">What does not depend on the pair, nats.</param>
/// <param name="XRank">Directions of X that vary.</param>
/// <param name="YRank">Directions of Y that vary.</param>
internal sealed record ClosedFormNumbers(double Degrees, double Cap, double Constant, double XRank, double YRank)
{
    /// <summary>How many numbers the file has.</summary>
    internal const int Count = 5;

    /// <summary>The numbers of a fit [<see cref="Count"/>].</summary>
    internal static double[] Of(EllipticalRatio ratio) =>
        [ratio.Degrees, ratio.Cap, ratio.Constant, ratio.Coordinates.XRank, ratio.Coordinates.YRank];

    /// <summary>Reads the numbers [<see cref="Count"/>].</summary>
    /// <exception cref="InvalidOperationException">The degrees of freedom are 0: nothing is fitted yet.</exception>
    internal static ClosedFormNumbers Read(ReadOnlySpan<float> kept) =>
        kept[0] > 0
            ? new ClosedFormNumbers(kept[0], kept[1], kept[2], kept[3], kept[4])
            : throw new InvalidOperationException("the critic's closed form is fitted to data: call Fit or Load first");

    /// <summary>Of the correlations r: r^2 / (1 - r^2), then 2 r / (1 - r^2) [2, min(dx, dy)].</summary>
    internal static double[] Terms(ReadOnlySpan<double> correlations)
    {
        double[] r = correlations.ToArray();
        return [.. r.Select(c => c * c / (1 - (c * c))), .. r.Select(c => 2 * c / (1 - (c * c)))];
    }
}
