using System;

namespace MiDsl;

/// <summary>
/// The truth between two bounds, in nats. Two uncertainties stay apart: <see cref="Width"/>, which more temperatures or
/// samples shrink, and the standard errors of the two ends, which only more pairs shrink.
/// </summary>
public sealed record Interval
{
    /// <summary>How often chance alone may make a failure of two ends in the wrong order: 1 in 31,574, as four normal errors have it.</summary>
    private const double FalseAlarm = 3.167124183311992e-5;

    /// <summary>An interval.</summary>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end.</param>
    /// <param name="widthError">
    /// Standard error of upper minus lower, of the paired difference when both ends come from the same pairs; by default
    /// the sum of both errors.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The lower end lies above the upper one beyond four errors: one of them is no bound. Of few sub-batches the errors are uncertain
    /// themselves: the point of Student's t distribution of the same false-alarm rate, 1 in 30,000, stands for the four (8.5 for 7
    /// degrees of freedom). Where an end's error is unknown nothing is a failure.
    /// </exception>
    public Interval(LowerBound lower, UpperBound upper, double? widthError = null)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        Lower = lower;
        Upper = upper;
        WidthError = widthError ?? lower.StandardError + upper.StandardError;
        if (WidthError < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(widthError), widthError, "A standard error is not negative.");
        }

        // Rounding alone may cross two ends that are equal.
        double rounding = 1e-6 * (1 + Math.Abs(lower.Value));
        double tolerance = Student.Exceeded(FalseAlarm, DegreesOfFreedom);
        if (Width < -((WidthError == 0 ? 0 : tolerance * WidthError) + rounding))
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The lower end {lower.Value:F3} lies above the upper end {upper.Value:F3}, by more than {tolerance:F1} standard errors ({WidthError:F3}). ")
                + "One of them is no bound: check that the declared densities are normalised and those of the pairs.");
        }
    }

    /// <summary>The lower end.</summary>
    public LowerBound Lower { get; }

    /// <summary>The upper end.</summary>
    public UpperBound Upper { get; }

    /// <summary>Upper minus lower, in nats; slightly negative by chance when both are tight.</summary>
    public double Width => Upper.Value - Lower.Value;

    /// <summary>Standard error of <see cref="Width"/>, in nats.</summary>
    public double WidthError { get; }

    /// <summary>The middle, in nats: for a plot, with no claim.</summary>
    public double Middle => 0.5 * (Lower.Value + Upper.Value);

    /// <summary>Degrees of freedom of the errors, the fewer of both ends; null when there are very many.</summary>
    public int? DegreesOfFreedom => Student.Fewer(Lower.DegreesOfFreedom, Upper.DegreesOfFreedom);

    /// <summary>
    /// From the lower end's 95 % confidence interval to that of the upper end, in nats: it holds the information with at least
    /// that probability, pair sampling included.
    /// </summary>
    public (double Low, double High) Confidence95 => (Lower.Confidence95.Low, Upper.Confidence95.High);

    /// <summary>
    /// Samples, temperatures and acceptance of both ends: the mean of their mean acceptances and the extremes of the rest. Null
    /// where the ends differ in K, S or path; each end has its own.
    /// </summary>
    public SamplingReport? Sampling
    {
        get
        {
            SamplingReport? both = SamplingReport.Of(Lower.Sampling, Upper.Sampling);
            return both is null ? null : both with
            {
                AcceptanceMean = both.AcceptanceMean ?? 0.5 * (Lower.Sampling?.AcceptanceMean + Upper.Sampling?.AcceptanceMean),
            };
        }
    }

    /// <summary>The sum, endwise.</summary>
    public static Interval operator +(Interval left, Interval right) =>
        new(left.Lower + right.Lower, left.Upper + right.Upper, left.WidthError + right.WidthError);

    /// <summary>The difference: each end minus the other's opposite one.</summary>
    public static Interval operator -(Interval left, Interval right) =>
        new(left.Lower - right.Upper, left.Upper - right.Lower, left.WidthError + right.WidthError);

    /// <summary>Shifted by an exact constant.</summary>
    public static Interval operator +(Interval value, double constant) =>
        new(value.Lower + constant, value.Upper + constant, value.WidthError);

    /// <inheritdoc cref="op_Addition(Interval, double)"/>
    public static Interval operator +(double constant, Interval value) => value + constant;

    /// <inheritdoc cref="op_Addition(Interval, double)"/>
    public static Interval operator -(Interval value, double constant) => value + -constant;

    /// <summary>The negative, ends swapped.</summary>
    public static Interval operator -(Interval value) => new(-value.Upper, -value.Lower, value.WidthError);

    /// <summary>A multiple; a negative factor swaps the ends.</summary>
    public static Interval operator *(double factor, Interval value)
    {
        if (factor < 0)
        {
            return -(-factor * value);
        }

        double error = factor == 0 ? 0 : factor * value.WidthError;
        return new Interval(value.Lower.Scale(factor), value.Upper.Scale(factor), error);
    }

    /// <inheritdoc cref="op_Multiply(double, Interval)"/>
    public static Interval operator *(Interval value, double factor) => factor * value;

    /// <summary>The plain mean, endwise.</summary>
    /// <param name="values">At least one.</param>
    public static Interval Mean(params ReadOnlySpan<Interval> values)
    {
        LowerBound[] lower = new LowerBound[values.Length];
        UpperBound[] upper = new UpperBound[values.Length];
        double error = 0;
        for (int i = 0; i < values.Length; i++)
        {
            (lower[i], upper[i]) = (values[i].Lower, values[i].Upper);
            error += values[i].WidthError / values.Length;
        }

        return new Interval(LowerBound.Mean(lower), UpperBound.Mean(upper), error);
    }

    /// <summary>One line: <c>between 1.90 ± 0.01 nats, lower bound (...) and 2.03 ± 0.02 nats, upper bound (...)</c>.</summary>
    public override string ToString() => $"between {Lower} and {Upper}";
}
