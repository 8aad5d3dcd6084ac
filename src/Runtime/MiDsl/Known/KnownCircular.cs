using System;
using MathNet.Numerics;

namespace MiDsl;

/// <summary>
/// Two angles in [-pi, pi): X uniform, Y = X + N on the circle, N of von Mises' distribution with concentration k. Y is
/// uniform too, so <c>I = log 2 pi - H(N) = k I1(k) / I0(k) - log I0(k)</c> nats, I0 and I1 Bessel functions (Mardia and
/// Jupp 2000, section 3.5.4).
/// </summary>
public sealed class KnownCircular : KnownInformation
{
    private readonly double concentration;

    /// <summary>Angles.</summary>
    /// <param name="concentration">k, above 0; for great k, N is about normal with variance 1 / k.</param>
    /// <param name="name">What reports call it.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is not above 0, or not finite.</exception>
    public KnownCircular(double concentration, string? name = null)
        : base(name ?? FormattableString.Invariant($"Circular 1x1 (von Mises {concentration})"), 1, 1, InformationOf(concentration)) =>
        this.concentration = concentration;

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        for (int row = 0; row < n; row++)
        {
            x[row] = Math.PI * (2 * rng.NextDouble() - 1);
            double sum = x[row] + VonMises(rng);
            y[row] = sum >= Math.PI ? sum - 2 * Math.PI : sum < -Math.PI ? sum + 2 * Math.PI : sum;
        }
    }

    /// <summary>Best and Fisher 1979, by rejection from a wrapped Cauchy distribution.</summary>
    private double VonMises(Rng rng)
    {
        double tau = 1 + Math.Sqrt(1 + 4 * concentration * concentration);
        double rho = (tau - Math.Sqrt(2 * tau)) / (2 * concentration), r = (1 + rho * rho) / (2 * rho);
        while (true)
        {
            double z = Math.Cos(Math.PI * rng.NextDouble()), f = (1 + r * z) / (r + z), c = concentration * (r - f);
            double u = 1 - rng.NextDouble(), sign = rng.NextDouble() < 0.5 ? -1 : 1;
            if (c * (2 - c) > u || Math.Log(c / u) + 1 >= c)
            {
                return sign * Math.Acos(Math.Clamp(f, -1, 1));
            }
        }
    }

    private static double InformationOf(double k)
    {
        if (!(k > 0) || !double.IsFinite(k))
        {
            throw new ArgumentOutOfRangeException(
                nameof(k), k, "The concentration must be above 0 and finite; at 0 the angles are independent.");
        }

        // Scaled by e^-k: I0 itself overflows at 710.
        double scaled0 = SpecialFunctions.BesselIScaled(0, k), scaled1 = SpecialFunctions.BesselIScaled(1, k);
        return Math.Max(0, k * (scaled1 / scaled0 - 1) - Math.Log(scaled0));
    }
}
