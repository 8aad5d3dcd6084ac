using System;

namespace MiDsl;

/// <summary>
/// The powers 0 = b_0 &lt; b_1 &lt; ... &lt; b_S = 1 of an annealing path f_b = base^(1 - b) target^b: S + 1 grid points, exactly 0
/// first and 1 last, strictly increasing, in double precision.
/// </summary>
public static class AnnealingPath
{
    // Where the ratio does not vary no length is gained, but the path has to get across in finitely many points.
    private const double LeastPart = 1e-3;

    /// <summary>Equal parts: b_s = s / S.</summary>
    /// <param name="steps">S, at least 1.</param>
    /// <returns>S + 1 powers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">S is below 1.</exception>
    public static double[] Linear(int steps)
    {
        Demand(steps);
        double[] path = new double[steps + 1];
        for (int s = 0; s <= steps; s++)
        {
            path[s] = (double)s / steps;
        }

        return path;
    }

    /// <summary>
    /// Closer at both ends: t in equal parts of [-r, r], b = (sigmoid(t) - sigmoid(-r)) / (sigmoid(r) - sigmoid(-r)); the schedule
    /// of Wu et al. 2017 (1611.04273), with r = 4.
    /// </summary>
    /// <param name="steps">S, at least 1.</param>
    /// <param name="range">r, above 0: the greater, the closer at the ends.</param>
    /// <returns>S + 1 powers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">S is below 1; r is not above 0, or so great that powers coincide.</exception>
    public static double[] Sigmoid(int steps, double range = 4)
    {
        Demand(steps);
        if (!(range > 0) || !double.IsFinite(range))
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, "The range of a sigmoid schedule is above 0 and finite.");
        }

        double[] path = new double[steps + 1];
        double least = Logistic(-range), greatest = Logistic(range);
        for (int s = 0; s <= steps; s++)
        {
            double t = range * ((2.0 * s / steps) - 1);
            path[s] = (Logistic(t) - least) / (greatest - least);
            if (s > 0 && !(path[s] > path[s - 1]))
            {
                throw new ArgumentOutOfRangeException(nameof(range), range, FormattableString.Invariant(
                    $"Powers {s - 1} and {s} of {steps} coincide in double precision; take a smaller range, e.g. 4."));
            }
        }

        return path;
    }

    /// <summary>
    /// Equal parts of the thermodynamic length, the integral over b of the standard deviation of the log ratio under f_b: more
    /// powers where the distribution changes faster (Crooks 2007; Grosse, Maddison and Salakhutdinov 2013).
    /// </summary>
    /// <param name="grid">Powers at which the variance was measured: 0 first, 1 last, strictly increasing.</param>
    /// <param name="variances">
    /// As many: the variance over chains (of one observed x, averaged over x) of d log f_b / db, i.e. of the log ratio, in squared nats.
    /// </param>
    /// <param name="steps">S, at least 1.</param>
    /// <returns>S + 1 powers.</returns>
    /// <remarks>
    /// The deviation is taken as linear between the grid points (trapezoid rule), and the length inverted exactly. A deviation
    /// below a thousandth of the mean one counts as that much; where it is 0 everywhere the path is linear.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">S is below 1, or a variance is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The grid does not lead from 0 to 1 upwards, or has another length than the variances.</exception>
    public static double[] Adapted(ReadOnlySpan<double> grid, ReadOnlySpan<double> variances, int steps)
    {
        Demand(steps);
        DemandGrid(grid, variances.Length);
        double[] deviation = Deviations(variances);
        int last = grid.Length - 1;
        double floor = LeastPart * Length(grid, deviation);
        if (floor == 0)
        {
            return Linear(steps);
        }

        for (int j = 0; j <= last; j++)
        {
            deviation[j] = Math.Max(deviation[j], floor);
        }

        double part = Length(grid, deviation) / steps;
        double[] path = new double[steps + 1];
        int from = 0;
        double before = 0, segment = Segment(grid, deviation, 0);
        for (int s = 1; s < steps; s++)
        {
            double wanted = s * part;
            while (from < last - 1 && before + segment < wanted)
            {
                before += segment;
                from++;
                segment = Segment(grid, deviation, from);
            }

            path[s] = grid[from] + Within(wanted - before, deviation[from], deviation[from + 1], grid[from + 1] - grid[from]);
            if (!(path[s] > path[s - 1]) || !(path[s] < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(steps), steps, FormattableString.Invariant(
                    $"Powers {s - 1} and {s} coincide in double precision: the measured variances differ too much for so many steps."));
            }
        }

        path[steps] = 1;
        return path;
    }

    /// <summary>The t in [0, h] where a t + (b - a) t^2 / (2 h) reaches a length: the deviation runs from a to b within h.</summary>
    private static double Within(double length, double a, double b, double h)
    {
        double root = Math.Sqrt(Math.Max(0, (a * a) + (2 * (b - a) * length / h)));
        return Math.Min(h, 2 * length / (a + root));
    }

    private static double Length(ReadOnlySpan<double> grid, double[] deviation)
    {
        double length = 0;
        for (int j = 0; j < grid.Length - 1; j++)
        {
            length += Segment(grid, deviation, j);
        }

        return length;
    }

    private static double Segment(ReadOnlySpan<double> grid, double[] deviation, int j) =>
        0.5 * (deviation[j] + deviation[j + 1]) * (grid[j + 1] - grid[j]);

    private static double[] Deviations(ReadOnlySpan<double> variances)
    {
        double[] deviations = new double[variances.Length];
        for (int j = 0; j < variances.Length; j++)
        {
            if (!(variances[j] >= 0) || double.IsInfinity(variances[j]))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(variances), variances[j], FormattableString.Invariant($"Variance {j} must be finite and not negative."));
            }

            deviations[j] = Math.Sqrt(variances[j]);
        }

        return deviations;
    }

    private static void DemandGrid(ReadOnlySpan<double> grid, int variances)
    {
        if (grid.Length != variances)
        {
            throw new ArgumentException($"{grid.Length} grid points but {variances} variances.", nameof(variances));
        }

        if (grid.Length < 2 || grid[0] != 0 || grid[^1] != 1)
        {
            throw new ArgumentException("The grid of an annealing path has 0 first and 1 last.", nameof(grid));
        }

        for (int j = 1; j < grid.Length; j++)
        {
            if (!(grid[j] > grid[j - 1]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The grid must increase, but point {j} is {grid[j]:R} after {grid[j - 1]:R}."), nameof(grid));
            }
        }
    }

    private static double Logistic(double t) => 1 / (1 + Math.Exp(-t));

    private static void Demand(int steps)
    {
        if (steps < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, "An annealing path has at least 1 step.");
        }
    }
}
