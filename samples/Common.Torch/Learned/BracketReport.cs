using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>Brackets of one model as a table, on the page, and as data.</summary>
public static class BracketReport
{
    private static readonly string[] Columns = ["bound", "from", "settings", "lower", "upper", "width", "seconds", "CPU"];

    /// <summary>On the screen.</summary>
    public static void Show(LearnedModel model, IReadOnlyList<Bracket> brackets)
    {
        Screen.Heading($"{model.Name}: nats ± standard error");
        Screen.WriteTable(Columns, [.. brackets.Select(Row)], digits: 2);
        Screen.Line();
    }

    /// <summary>On the page; intervals that would dwarf the others are cut from the picture, and stand in the table alone.</summary>
    public static void Add(HtmlReport page, LearnedModel model, IReadOnlyList<Bracket> brackets)
    {
        double most = 3 * brackets.Max(one => one.Lower.Value);
        page.Section(model.Name);
        page.Table(Columns, brackets.Select(Row), digits: 2, caption: "Nats ± standard error over sub-batches of the same pairs");
        page.Figure(new IntervalChart($"{model.Name}: from lower to upper bound, those of width above {Screen.Number(most, 0)} left out", "nats",
            [.. brackets.Where(one => !(one.Width > most)).Select(one => one.Both is { } both ? IntervalRow.Of(one.Label, both) : IntervalRow.Of(one.Label, one.Lower))]));
    }

    /// <summary>For the JSON.</summary>
    public static object[] Data(LearnedModel model, IEnumerable<Bracket> brackets) =>
    [
        .. brackets.Select(one => new
        {
            Model = model.Name, one.Name, one.Start, one.Settings, Lower = one.Lower.Value, LowerSe = one.Lower.StandardError,
            Upper = one.Both?.Upper.Value, UpperSe = one.Both?.Upper.StandardError, one.Width, WidthSe = one.Both?.WidthError, one.Lower.Cap, one.Took.Seconds, CpuSeconds = one.Took.Cpu,
        }),
    ];

    private static IReadOnlyList<Cell> Row(Bracket one) =>
    [
        one.Name, one.Start, one.Settings, new(one.Lower.Value, one.Lower.StandardError),
        one.Both is { } both ? new Cell(both.Upper.Value, both.Upper.StandardError) : "", one.Both is { } pair ? new Cell(pair.Width, pair.WidthError) : "",
        (long)Math.Round(one.Took.Seconds), (long)Math.Round(one.Took.Cpu),
    ];
}
