using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace MiDsl.Samples.Common;

/// <summary>A picture of a report: a chart or an image. Several in one figure stand side by side.</summary>
/// <param name="Title">Above it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LineChart), "lines")]
[JsonDerivedType(typeof(IntervalChart), "intervals")]
[JsonDerivedType(typeof(ScatterChart), "scatter")]
[JsonDerivedType(typeof(HeatMap), "heatmap")]
[JsonDerivedType(typeof(Picture), "picture")]
public abstract record Panel(string Title)
{
    /// <summary>Why it cannot be drawn; none when it can.</summary>
    internal abstract IEnumerable<string> Faults();
}

/// <summary>A value that the others are compared with, as a line across the chart: the truth, log K.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Value">On the axis of the values.</param>
public sealed record Reference(string Name, double Value);

/// <summary>How a line is drawn.</summary>
public enum LineStyle
{
    /// <summary>As a result.</summary>
    Solid = 0,

    /// <summary>As what a result is compared with: the authors' curve.</summary>
    Dashed = 1,

    /// <summary>As a background: training values behind validation values.</summary>
    Faint = 2,

    /// <summary>As the truth: in the colour of the text.</summary>
    Truth = 3,
}

/// <summary>A line of a chart. Where y is not finite it has a gap.</summary>
/// <param name="Name">In legend and tooltip.</param>
/// <param name="X">[n].</param>
/// <param name="Y">[n].</param>
public sealed record Line(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>[n], drawn as y ± error: as bars on up to 24 points, as a band on more.</summary>
    public IReadOnlyList<double>? Error { get; init; }

    /// <summary>How it is drawn.</summary>
    public LineStyle Style { get; init; }

    /// <summary>Place in the palette, 0 to 7; by default the line's own place. Two lines that belong together share one.</summary>
    public int? Colour { get; init; }
}

/// <summary>Lines over a common axis: training curves, estimates against sample size.</summary>
/// <param name="Title">Above it.</param>
/// <param name="XLabel">With its unit.</param>
/// <param name="YLabel">With its unit, mostly nats.</param>
/// <param name="Lines">At least one.</param>
public sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<Line> Lines) : Panel(Title)
{
    /// <summary>Levels across the chart.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>Whether x is drawn in powers of ten.</summary>
    public bool LogX { get; init; }

    /// <summary>Where the y axis begins; by default below all values. What lies outside is cut off.</summary>
    public double? YMin { get; init; }

    /// <summary>Where the y axis ends; by default above all values.</summary>
    public double? YMax { get; init; }

    internal override IEnumerable<string> Faults()
    {
        if (Lines.Count == 0)
        {
            yield return "it has no lines";
        }

        foreach (Line line in Lines)
        {
            if (line.X.Count != line.Y.Count)
            {
                yield return FormattableString.Invariant($"'{line.Name}' has {line.X.Count} x but {line.Y.Count} y");
            }

            if (line.Error is not null && line.Error.Count != line.Y.Count)
            {
                yield return FormattableString.Invariant($"'{line.Name}' has {line.Y.Count} y but {line.Error.Count} errors");
            }
        }
    }
}

/// <summary>A value with its interval.</summary>
/// <param name="Name">Beside it.</param>
/// <param name="Value">The dot; NaN for none.</param>
/// <param name="Low">Where the bar begins; NaN where unknown.</param>
/// <param name="High">Where the bar ends.</param>
/// <param name="Side">Of the value: a lower bound is drawn as a triangle to the right, an upper one to the left.</param>
public sealed record IntervalRow(string Name, double Value, double Low, double High, Direction Side = Direction.Neither)
{
    /// <summary>A value ± 1.96 standard errors.</summary>
    public static IntervalRow Of(string name, InformationValue value) => new(
        name, value.Value, value.Value - (1.96 * value.StandardError), value.Value + (1.96 * value.StandardError), value.Direction);

    /// <summary>From the lower to the upper bound, each without its own error; the dot is the middle.</summary>
    public static IntervalRow Of(string name, Interval interval) => new(name, interval.Middle, interval.Lower.Value, interval.Upper.Value);
}

/// <summary>Values with intervals, one a row, against the truth.</summary>
/// <param name="Title">Above it; says what the bars are.</param>
/// <param name="XLabel">With its unit, mostly nats.</param>
/// <param name="Rows">At least one, names distinct.</param>
public sealed record IntervalChart(string Title, string XLabel, IReadOnlyList<IntervalRow> Rows) : Panel(Title)
{
    /// <summary>Levels across all rows.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    internal override IEnumerable<string> Faults() => Rows.Count > 0 ? [] : ["it has no rows"];
}

/// <summary>A set of points in the plane.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="X">[n].</param>
/// <param name="Y">[n].</param>
public sealed record PointSet(string Name, IReadOnlyList<float> X, IReadOnlyList<float> Y)
{
    /// <summary>Points as a sampler or a tensor gives them.</summary>
    /// <param name="name">In the legend.</param>
    /// <param name="rows">[n, 2], row-major.</param>
    public static PointSet OfRows(string name, ReadOnlySpan<float> rows)
    {
        float[] x = new float[rows.Length / 2], y = new float[rows.Length / 2];
        for (int i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (rows[2 * i], rows[(2 * i) + 1]);
        }

        return new(name, x, y);
    }
}

/// <summary>Points in the plane. The scatter charts of one figure share their axes.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Sets">Later ones are drawn above earlier ones.</param>
public sealed record ScatterChart(string Title, params IReadOnlyList<PointSet> Sets) : Panel(Title)
{
    /// <summary>Of the x axis.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>Of the y axis.</summary>
    public string YLabel { get; init; } = "";

    internal override IEnumerable<string> Faults() =>
        from set in Sets
        where set.X.Count != set.Y.Count
        select FormattableString.Invariant($"'{set.Name}' has {set.X.Count} x but {set.Y.Count} y");
}

/// <summary>A matrix in colours.</summary>
/// <param name="Title">Above it.</param>
/// <param name="XLabels">[columns].</param>
/// <param name="YLabels">[rows], from above.</param>
/// <param name="Values">[rows][columns].</param>
public sealed record HeatMap(string Title, IReadOnlyList<string> XLabels, IReadOnlyList<string> YLabels, IReadOnlyList<IReadOnlyList<double>> Values) : Panel(Title)
{
    /// <summary>Of the x axis.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>Of the y axis.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>What the values are, with their unit.</summary>
    public string ValueLabel { get; init; } = "nats";

    /// <summary>Whether colours part at zero: for differences.</summary>
    public bool Diverging { get; init; }

    internal override IEnumerable<string> Faults()
    {
        if (Values.Count != YLabels.Count)
        {
            yield return FormattableString.Invariant($"it has {Values.Count} rows but {YLabels.Count} row labels");
        }

        foreach (IReadOnlyList<double> row in Values)
        {
            if (row.Count != XLabels.Count)
            {
                yield return FormattableString.Invariant($"a row has {row.Count} values but there are {XLabels.Count} column labels");
            }
        }
    }
}
