using System;

namespace MiDsl;

/// <summary>A value whose expectation is at or above the true mutual information, in nats.</summary>
public sealed record UpperBound : InformationValue
{
    /// <summary>An upper bound.</summary>
    /// <param name="value">Nats; not finite only if training diverged.</param>
    /// <param name="standardError">Nats, not negative; infinite when unknown.</param>
    public UpperBound(double value, double standardError)
        : base(value, standardError)
    {
    }

    /// <inheritdoc/>
    public override Direction Direction => Direction.Upper;

    /// <summary>An upper bound on the sum.</summary>
    public static UpperBound operator +(UpperBound left, UpperBound right) =>
        Derived(
            new UpperBound(left.Value + right.Value, SumOfErrors(left, right)) { Cap = left.Cap + right.Cap, Floor = left.Floor + right.Floor },
            left, right, Joined(left.Name, "+", right.Name));

    /// <summary>An upper bound on the difference.</summary>
    public static UpperBound operator -(UpperBound left, LowerBound right) =>
        Derived(
            new UpperBound(left.Value - right.Value, SumOfErrors(left, right)) { Cap = left.Cap - right.Floor, Floor = left.Floor - right.Cap },
            left, right, Joined(left.Name, "-", right.Name));

    /// <summary>Shifted by an exact constant.</summary>
    public static UpperBound operator +(UpperBound value, double constant) =>
        Derived(
            new UpperBound(value.Value + constant, value.StandardError) { Cap = value.Cap + constant, Floor = value.Floor + constant },
            value, null, Shifted(value.Name, constant));

    /// <inheritdoc cref="op_Addition(UpperBound, double)"/>
    public static UpperBound operator +(double constant, UpperBound value) => value + constant;

    /// <inheritdoc cref="op_Addition(UpperBound, double)"/>
    public static UpperBound operator -(UpperBound value, double constant) => value + -constant;

    /// <summary>An exact constant minus an upper bound: a lower bound.</summary>
    public static LowerBound operator -(double constant, UpperBound value) => -value + constant;

    /// <summary>The negative of an upper bound: a lower bound on the negative.</summary>
    public static LowerBound operator -(UpperBound value) =>
        Derived(
            new LowerBound(-value.Value, value.StandardError) { Cap = -value.Floor, Floor = -value.Cap },
            value, null, Negated(value.Name));

    /// <summary>A non-negative multiple, on the same side. For negative ones negate the result.</summary>
    /// <param name="factor">Not negative, chosen without a look at the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    public UpperBound Scale(double factor)
    {
        FixedWeights.RequireFactor(factor);
        return Derived(
            new UpperBound(Times(factor, Value), Times(factor, StandardError)) { Cap = Times(factor, Cap), Floor = Times(factor, Floor) },
            this, null, Scaled(factor, Name));
    }

    /// <summary>
    /// The plain mean, an upper bound on the mean of the truths. Its error is the mean of the errors, as if all
    /// came from the same pairs.
    /// </summary>
    /// <param name="values">At least one.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static UpperBound Mean(params ReadOnlySpan<UpperBound> values) => Mean(values, FixedWeights.Equal(values.Length));

    /// <summary>A mean with fixed weights, an upper bound on that mean of the truths.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="weights">As many, not negative, of sum 1, chosen without a look at the data.</param>
    /// <exception cref="ArgumentException">No values, lengths differ, or the weights are negative or do not sum to 1.</exception>
    public static UpperBound Mean(ReadOnlySpan<UpperBound> values, ReadOnlySpan<double> weights)
    {
        FixedWeights.Require(values.Length, weights);
        UpperBound mean = values[0].Scale(weights[0]);
        for (int i = 1; i < values.Length; i++)
        {
            mean += values[i].Scale(weights[i]);
        }

        return mean with { Name = $"mean of {values.Length}" };
    }
}
