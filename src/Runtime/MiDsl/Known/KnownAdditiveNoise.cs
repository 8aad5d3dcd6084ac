using System;
using System.Linq;

namespace MiDsl;

/// <summary>
/// <c>Y = f(X) + sigma(X) N</c>, X one number and N standard normal. <c>I = h(Y) - E log sigma(X) - log sqrt(2 pi e)</c> nats,
/// the entropy of Y by quadrature.
/// </summary>
public sealed class KnownAdditiveNoise : KnownInformation
{
    // A standard normal number is beyond it with probability 2e-19.
    private const double NormalTail = 9;

    private readonly Func<Rng, double> draw;
    private readonly Func<double, double> mean;
    private readonly Func<double, double> deviation;

    private KnownAdditiveNoise(
        string name, double low, double high, Func<double, double> density, Func<Rng, double> draw,
        Func<double, double> mean, Func<double, double> deviation)
        : base(name, 1, 1, NormalChannel.Information(
            NormalChannel.Nodes(low, high, density).Select(node => (node.Weight, mean(node.X), deviation(node.X))))) =>
        (this.draw, this.mean, this.deviation) = (draw, mean, deviation);

    /// <summary>X uniform on [low, high].</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="low">The least X.</param>
    /// <param name="high">The greatest X.</param>
    /// <param name="mean">f, smooth.</param>
    /// <param name="deviation">sigma, smooth and above 0.</param>
    /// <exception cref="ArgumentException">f is not finite, or sigma not above 0 and finite; or low is not below high.</exception>
    public static KnownAdditiveNoise OfUniform(string name, double low, double high, Func<double, double> mean, Func<double, double> deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        if (!(high > low) || !double.IsFinite(high - low))
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, FormattableString.Invariant($"The greatest X must be above the least, {low}, and finite."));
        }

        return new(name, low, high, _ => 1, rng => low + (high - low) * rng.NextDouble(), mean, deviation);
    }

    /// <summary>X standard normal.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="mean">f, smooth.</param>
    /// <param name="deviation">sigma, smooth and above 0.</param>
    /// <exception cref="ArgumentException">f is not finite, or sigma not above 0 and finite, for an |x| of up to 9.</exception>
    public static KnownAdditiveNoise OfNormal(string name, Func<double, double> mean, Func<double, double> deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        return new(name, -NormalTail, NormalTail, x => Math.Exp(-0.5 * x * x), rng => rng.NextGaussianDouble(), mean, deviation);
    }

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        for (int row = 0; row < n; row++)
        {
            x[row] = draw(rng);
            y[row] = mean(x[row]) + deviation(x[row]) * rng.NextGaussianDouble();
        }
    }
}
