using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace MiDsl;

/// <summary>The three tests.</summary>
public enum SelfConsistencyTest
{
    /// <summary>(1) X = x, Y = h_t(x).</summary>
    Baseline = 1,

    /// <summary>(2) X = [x, x], Y = [h_t(x), h_(t-3)(x)].</summary>
    DataProcessing = 2,

    /// <summary>(3) X = [x1, x2], Y = [h_t(x1), h_t(x2)].</summary>
    Additivity = 3,
}

/// <summary>A value of a test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Kept">t.</param>
/// <param name="Value">Nats.</param>
public sealed record SelfConsistencyValue(SelfConsistencyTest Test, int Kept, InformationValue Value);

/// <summary>A ratio of two values.</summary>
/// <param name="Value">The ratio; NaN where the denominator is 0.</param>
/// <param name="StandardError">By the delta method, the two errors adding up as in all arithmetic of values.</param>
public sealed record InformationRatio(double Value, double StandardError)
{
    /// <summary>The ratio of two values.</summary>
    internal static InformationRatio Of(InformationValue numerator, InformationValue denominator)
    {
        double ratio = denominator.Value == 0 ? double.NaN : numerator.Value / denominator.Value;
        return new InformationRatio(ratio, (numerator.StandardError + Math.Abs(ratio) * denominator.StandardError) / Math.Abs(denominator.Value));
    }
}

/// <summary>The three tests at one t.</summary>
/// <param name="Kept">t.</param>
/// <param name="Baseline">(1), nats.</param>
/// <param name="DataProcessing">(2), nats.</param>
/// <param name="Additivity">(3), nats.</param>
public sealed record SelfConsistencyPoint(int Kept, InformationValue Baseline, InformationValue DataProcessing, InformationValue Additivity)
{
    /// <summary>(2) / (1), ideally 1.</summary>
    public InformationRatio DataProcessingRatio => InformationRatio.Of(DataProcessing, Baseline);

    /// <summary>(3) / (1), ideally 2.</summary>
    public InformationRatio AdditivityRatio => InformationRatio.Of(Additivity, Baseline);
}

/// <summary>Whether a property holds.</summary>
/// <param name="Holds">Null where the grid has nothing to judge by.</param>
/// <param name="Text">What was seen, in numbers.</param>
public sealed record SelfConsistencyVerdict(bool? Holds, string Text);

/// <summary>What the three tests gave, and how it is judged.</summary>
/// <param name="Points">Values by t.</param>
/// <param name="Independence">At t = 0 the baseline is 0.</param>
/// <param name="Monotonicity">The baseline does not fall with t.</param>
/// <param name="DataProcessing">The ratio (2) / (1) is 1.</param>
/// <param name="Additivity">The ratio (3) / (1) is 2.</param>
public sealed record SelfConsistencyResult(
    ImmutableArray<SelfConsistencyPoint> Points, SelfConsistencyVerdict Independence, SelfConsistencyVerdict Monotonicity,
    SelfConsistencyVerdict DataProcessing, SelfConsistencyVerdict Additivity)
{
    /// <summary>Whether nothing speaks against the estimator.</summary>
    public bool IsConsistent => Independence.Holds != false && Monotonicity.Holds != false && DataProcessing.Holds != false && Additivity.Holds != false;

    /// <summary>Judges values by the options' limits.</summary>
    internal static SelfConsistencyResult Judge(ImmutableArray<SelfConsistencyPoint> points, SelfConsistencyOptions options)
    {
        ImmutableArray<SelfConsistencyPoint> telling = [.. points.Where(point => point.Baseline.Value >= options.LeastInformation)];
        return new SelfConsistencyResult(
            points, JudgeIndependence(points, options), JudgeMonotonicity(points, options),
            JudgeRatio(telling, point => point.DataProcessingRatio, ideal: 1, "(2) / (1)", options),
            JudgeRatio(telling, point => point.AdditivityRatio, ideal: 2, "(3) / (1)", options));
    }

    private static SelfConsistencyVerdict JudgeIndependence(ImmutableArray<SelfConsistencyPoint> points, SelfConsistencyOptions options) =>
        points.FirstOrDefault(point => point.Kept == 0) is { } nothing
            ? new SelfConsistencyVerdict(
                Math.Abs(nothing.Baseline.Value) < options.IndependenceLimit,
                Text($"at t = 0 it reads {nothing.Baseline.Value:F3} nats; the limit is {options.IndependenceLimit:0.###}"))
            : new SelfConsistencyVerdict(null, "t = 0 is not in the grid");

    /// <summary>The greatest fall from any t to any later one, in excess of the errors.</summary>
    private static SelfConsistencyVerdict JudgeMonotonicity(ImmutableArray<SelfConsistencyPoint> points, SelfConsistencyOptions options)
    {
        if (points.Length < 2)
        {
            return new SelfConsistencyVerdict(null, "one t has no course");
        }

        if (points.FirstOrDefault(point => !double.IsFinite(point.Baseline.Value)) is { } lost)
        {
            return new SelfConsistencyVerdict(false, Text($"at t = {lost.Kept} it reads {lost.Baseline.Value}"));
        }

        if (points.Any(point => !double.IsFinite(point.Baseline.StandardError)))
        {
            return new SelfConsistencyVerdict(null, "the standard errors are unknown");
        }

        (double excess, double fall, double error, SelfConsistencyPoint from, SelfConsistencyPoint to) = points
            .SelectMany((from, i) => points.Skip(i + 1).Select(to =>
            {
                double fall = from.Baseline.Value - to.Baseline.Value, error = from.Baseline.StandardError + to.Baseline.StandardError;
                return (fall - (options.Errors * error), fall, error, from, to);
            }))
            .MaxBy(step => step.Item1);
        return excess > 0
            ? new SelfConsistencyVerdict(false, Text($"from t = {from.Kept} to {to.Kept} it falls by {fall:F3} nats, {fall / error:F1} standard errors"))
            : new SelfConsistencyVerdict(true, Text($"from {points[0].Baseline.Value:F3} nats at t = {points[0].Kept} to {points[^1].Baseline.Value:F3} at t = {points[^1].Kept}, nowhere falling by more than {options.Errors:0.#} standard errors"));
    }

    private static SelfConsistencyVerdict JudgeRatio(
        ImmutableArray<SelfConsistencyPoint> telling, Func<SelfConsistencyPoint, InformationRatio> ratio, double ideal, string name, SelfConsistencyOptions options)
    {
        if (telling.IsEmpty)
        {
            return new SelfConsistencyVerdict(null, Text($"nowhere are there {options.LeastInformation:0.###} nats to take a ratio of"));
        }

        double least = telling.Min(point => ratio(point).Value), most = telling.Max(point => ratio(point).Value);
        bool holds = telling.All(point => Math.Abs(ratio(point).Value - ideal) <= options.RatioTolerance * ideal);
        return new SelfConsistencyVerdict(holds, Text($"{name} is {least:F2} to {most:F2}; ideally {ideal:0}, within {options.RatioTolerance:P0}"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
