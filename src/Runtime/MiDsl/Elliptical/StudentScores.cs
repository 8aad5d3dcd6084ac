using System;
using System.Collections.Concurrent;
using MathNet.Numerics;

namespace MiDsl;

/// <summary>
/// T-scores of normal scores, <c>s = T_nu^-1(Phi(z))</c>: what is standard normal becomes Student t of nu degrees of freedom. A
/// monotone map, by linear interpolation between knots of z in [-6, 6] (relative error below 1e-4); z beyond is cut to it.
/// </summary>
public sealed class StudentScores
{
    /// <summary>The greatest magnitude of z: Phi(-6) is about 1e-9.</summary>
    public const double Limit = 6;

    /// <summary>Number of equal steps between the knots.</summary>
    public const int Steps = 4096;

    private const double Step = 2 * Limit / Steps;
    private static readonly ConcurrentDictionary<double, StudentScores> Known = new();

    private readonly double[] knots;

    private StudentScores(double[] knots) => this.knots = knots;

    /// <summary>The scores at z = -6, ..., 6 [<see cref="Steps"/> + 1].</summary>
    public ReadOnlySpan<double> Knots => knots;

    /// <summary>The scores of some degrees of freedom; the table is made once.</summary>
    /// <param name="degrees">nu, above 0 and finite.</param>
    public static StudentScores Of(double degrees)
    {
        if (!(degrees > 0 && double.IsFinite(degrees)))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "Degrees of freedom must be above 0 and finite.");
        }

        return Known.GetOrAdd(degrees, nu => new StudentScores(Table(nu)));
    }

    /// <summary>The score of one value.</summary>
    /// <param name="z">A normal score.</param>
    public double Score(double z)
    {
        double position = (Math.Clamp(z, -Limit, Limit) + Limit) / Step;
        int low = Math.Min((int)position, Steps - 1);
        return knots[low] + ((knots[low + 1] - knots[low]) * (position - low));
    }

    /// <summary>The upper half by Newton steps on the log of the tail, from knot to knot; the lower by symmetry.</summary>
    private static double[] Table(double nu)
    {
        const int Newton = 8;
        double[] table = new double[Steps + 1];
        double logDensity = SpecialFunctions.GammaLn(0.5 * (nu + 1)) - SpecialFunctions.GammaLn(0.5 * nu) - (0.5 * Math.Log(nu * Math.PI));
        double t = 0;
        for (int k = 1; k <= Steps / 2; k++)
        {
            double target = Math.Log(0.5 * SpecialFunctions.Erfc(k * Step / Math.Sqrt(2)));
            for (int i = 0; i < Newton; i++)
            {
                double tail = 0.5 * SpecialFunctions.BetaRegularized(0.5 * nu, 0.5, nu / (nu + (t * t)));
                double density = Math.Exp(logDensity - (0.5 * (nu + 1) * Math.Log(1 + (t * t / nu))));
                t += (Math.Log(tail) - target) * tail / density;
            }

            (table[(Steps / 2) + k], table[(Steps / 2) - k]) = (t, -t);
        }

        return table;
    }
}
