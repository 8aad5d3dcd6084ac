using System;
using System.Linq;

namespace MiDsl;

/// <summary>
/// <c>Y = X e^(s N)</c>, X and N standard normal. Y keeps the sign of X, which is independent of the magnitudes:
/// <c>I = log 2 + I(log|X|; log|X| + s N)</c> nats, the second term by quadrature.
/// </summary>
public sealed class KnownMultiplicativeNoise : KnownInformation
{
    private readonly double deviation;

    /// <summary>A normal number and the same with multiplicative noise.</summary>
    /// <param name="deviation">s, above 0.</param>
    /// <param name="name">What reports call it.</param>
    /// <exception cref="ArgumentException">s is not above 0, or not finite.</exception>
    public KnownMultiplicativeNoise(double deviation, string? name = null)
        : base(name ?? FormattableString.Invariant($"Multiplicative noise 1x1 ({deviation})"), 1, 1, InformationOf(deviation)) =>
        this.deviation = deviation;

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        for (int row = 0; row < n; row++)
        {
            x[row] = rng.NextGaussianDouble();
            y[row] = x[row] * Math.Exp(deviation * rng.NextGaussianDouble());
        }
    }

    private static double InformationOf(double deviation)
    {
        // log|X| lies in [-35, 2.5] but for a probability of 1e-15.
        static double LogNormalDensity(double t) => Math.Exp(t - 0.5 * Math.Exp(2 * t));
        return Math.Log(2) + NormalChannel.Information(NormalChannel.Nodes(-35, 2.5, LogNormalDensity).Select(node => (node.Weight, node.X, deviation)));
    }
}
