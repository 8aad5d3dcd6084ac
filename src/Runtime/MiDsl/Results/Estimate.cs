using System;

namespace MiDsl;

/// <summary>A value that stands on no known side of the true mutual information, in nats.</summary>
public sealed record Estimate : InformationValue
{
    /// <summary>An estimate.</summary>
    /// <param name="value">Nats; not finite only if training diverged.</param>
    /// <param name="standardError">Nats, not negative; infinite when unknown.</param>
    public Estimate(double value, double standardError)
        : base(value, standardError)
    {
    }

    /// <inheritdoc/>
    public override Direction Direction => Direction.Neither;

    /// <summary>Shifted by an exact constant.</summary>
    public static Estimate operator +(Estimate value, double constant) =>
        Derived(new Estimate(value.Value + constant, value.StandardError), value, null, Shifted(value.Name, constant));

    /// <inheritdoc cref="op_Addition(Estimate, double)"/>
    public static Estimate operator +(double constant, Estimate value) => value + constant;

    /// <inheritdoc cref="op_Addition(Estimate, double)"/>
    public static Estimate operator -(Estimate value, double constant) => value + -constant;

    /// <summary>An exact constant minus an estimate.</summary>
    public static Estimate operator -(double constant, Estimate value) => -value + constant;

    /// <summary>The negative.</summary>
    public static Estimate operator -(Estimate value) =>
        Derived(new Estimate(-value.Value, value.StandardError), value, null, Negated(value.Name));

    /// <summary>The plain mean of any values. Its error is the mean of the errors, as if all came from the same pairs.</summary>
    /// <param name="values">At least one.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    public static Estimate Mean(params ReadOnlySpan<InformationValue> values)
    {
        ReadOnlySpan<double> weights = FixedWeights.Equal(values.Length);
        Estimate mean = weights[0] * values[0];
        for (int i = 1; i < values.Length; i++)
        {
            mean += weights[i] * values[i];
        }

        return mean with { Name = $"mean of {values.Length}" };
    }
}
