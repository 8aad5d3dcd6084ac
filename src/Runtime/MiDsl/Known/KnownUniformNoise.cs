using System;

namespace MiDsl;

/// <summary>
/// <c>Y = X + N</c>, X uniform on [0, 1] and N on [-e, e]: <c>I = e - log(2e)</c> nats for e up to 1/2, else <c>1 / (4e)</c>
/// (Czyż et al. 2023, 2306.11078).
/// </summary>
public sealed class KnownUniformNoise : KnownInformation
{
    private readonly double noise;

    /// <summary>A uniform number and the same with uniform noise.</summary>
    /// <param name="noise">e, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">e is not above 0, or not finite.</exception>
    public KnownUniformNoise(double noise)
        : base(FormattableString.Invariant($"Uniform 1x1 (add noise {noise})"), 1, 1, InformationOf(noise)) => this.noise = noise;

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        for (int row = 0; row < n; row++)
        {
            x[row] = rng.NextDouble();
            y[row] = x[row] + noise * (2 * rng.NextDouble() - 1);
        }
    }

    private static double InformationOf(double noise)
    {
        if (!(noise > 0) || !double.IsFinite(noise))
        {
            throw new ArgumentOutOfRangeException(
                nameof(noise), noise, "The noise must be above 0 and finite; without noise the information is infinite.");
        }

        return noise <= 0.5 ? noise - Math.Log(2 * noise) : 0.25 / noise;
    }
}
