using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Integration;

namespace MiDsl;

/// <summary>The information between an input and one number that is normal given the input, by quadrature.</summary>
internal static class NormalChannel
{
    private const int Points = 4000;
    private const double Tail = 9;

    /// <summary>Abscissas and weights over [low, high], weights times the density of the input.</summary>
    internal static IEnumerable<(double X, double Weight)> Nodes(double low, double high, Func<double, double> density)
    {
        GaussLegendreRule rule = new(low, high, 800);
        return rule.Abscissas.Zip(rule.Weights, (x, weight) => (x, weight * density(x)));
    }

    /// <summary>
    /// <c>I = h(Y) - E log(sigma sqrt(2 pi e))</c> for Y normal given the input. h(Y) by the trapezoidal rule in t,
    /// y = c + s sinh t: dense where most inputs send it, wide enough for heavy tails. On normal pairs it is right to 1e-9 nats.
    /// </summary>
    /// <param name="inputs">Weight, mean and deviation sigma for each node of the input; the weights need not have sum 1.</param>
    internal static double Information(IEnumerable<(double Weight, double Mean, double Deviation)> inputs)
    {
        (double Weight, double Mean, double Deviation)[] all = [.. inputs];
        foreach ((double weight, double mean, double deviation) in all)
        {
            if (!(deviation > 0) || !double.IsFinite(deviation) || !double.IsFinite(mean))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The noise has mean {mean} and deviation {deviation} for some input: the mean must be finite, the deviation above 0."), nameof(inputs));
            }
        }

        double mass = all.Sum(i => i.Weight);
        double logDeviation = all.Sum(i => i.Weight * Math.Log(i.Deviation)) / mass;
        double centre = all.Sum(i => i.Weight * i.Mean) / mass, scale = Math.Exp(logDeviation);
        double low = Math.Asinh((all.Min(i => i.Mean - Tail * i.Deviation) - centre) / scale);
        double high = Math.Asinh((all.Max(i => i.Mean + Tail * i.Deviation) - centre) / scale);
        double step = (high - low) / Points, entropy = 0;
        for (int k = 0; k <= Points; k++)
        {
            double t = low + k * step, y = centre + scale * Math.Sinh(t), density = 0;
            foreach ((double weight, double mean, double deviation) in all)
            {
                double z = (y - mean) / deviation;
                density += weight / deviation * Math.Exp(-0.5 * z * z);
            }

            density /= mass * Math.Sqrt(2 * Math.PI);
            entropy -= density > 0 ? density * Math.Log(density) * scale * Math.Cosh(t) * step : 0;
        }

        return Math.Max(0, entropy - logDeviation - 0.5 * Math.Log(2 * Math.PI * Math.E));
    }
}
