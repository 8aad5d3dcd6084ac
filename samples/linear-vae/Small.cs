using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using LinearVae.Bounds;
using LinearVae.Sweeps;
using MiDsl;
using MiDsl.Samples.Common;

namespace LinearVae;

/// <summary>Every bound, and sweeps over K and S, on the model of 4 latent and 20 observed dimensions.</summary>
internal static class Small
{
    private static readonly string[] Columns = ["", "lower", "upper", "bracket", "seconds"];

    public static void Run(long seed, HtmlReport page, List<Claim> claims)
    {
        using LinearModel model = new(20, 4, snr: 50, seed: 1);
        Row[] bounds =
        [
            Row.Of("Barber-Agakov, learned q", () => { using var e = new BarberAgakov { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Fit()); }),
            Row.Of("Barber-Agakov, reference", () => { using var e = new ByReference(model) { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return new(null, e.Evaluate()); }),
            Row.Of("structured InfoNCE, K 128", () => { using var e = new StructuredInfoNce { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return new(e.Evaluate(), null); }),
            Row.Of("leave-one-out, K 128", () => { using var e = new LeaveOneOut { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return new(null, e.Evaluate()); }),
            Row.Of("IWAE, K 128, learned q", () => { using var e = new Iwae { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Fit()); }),
            Row.Of("GIWAE, K 128, learned q and critic", () => { using var e = new Giwae { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return new(e.Fit(), null); }),
            Row.Of("AIS, single chain, S 50", () => { using var e = new SingleChain { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
            Row.Of("AIS, CR below and IM above, S 50, K 16", () => { using var e = new ImAndCr { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
            Row.Of("AIS, IR on both sides, S 50, K 16", () => { using var e = new IndependentReverse(model) { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
        ];
        Row[] sweep =
        [
            Row.Of("IWAE from p(y), K 16", () => { using var e = new Iwae16 { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
            Row.Of("IWAE from p(y), K 1,000", () => { using var e = new Iwae1K { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
            Row.Of("IWAE from p(y), K 64,000", () => { using var e = new Iwae64K { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
            Row.Of("AIS, K 16, S 5", () => { using var e = new Ais5 { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
            Row.Of("AIS, K 16, S 25", () => { using var e = new Ais25 { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
            Row.Of("AIS, K 16, S 125", () => { using var e = new Ais125 { Seed = seed }; e.UseDecoder(model.Matrix, model.Bias); return Ends.Of(e.Evaluate()); }),
        ];

        Show($"Every bound, truth {Screen.Number(model.Truth, 3)} nats, 256 pairs (GIWAE and learned q: 2,000 steps)", bounds);
        Show("The sandwich closes over K and over S", sweep);
        page.Figure(Chart("Every bound", bounds, model), Chart("Over K and S", sweep, model));
        page.Table(Columns, [.. bounds.Concat(sweep).Select(row => row.Cells)], caption: $"Nats; the truth is {Screen.Number(model.Truth, 3)}");

        (double gap20, double gap80) = Gaps(seed, model);
        string gaps = string.Create(CultureInfo.InvariantCulture, $"{gap20:F2} at S 20, {gap80:F2} at S 80");
        claims.Add(new Claim("gap x S of a single chain is constant within 10 % under exact Gaussian transitions and a linear schedule", Math.Abs(gap80 / gap20 - 1) < 0.1, gaps));
        claims.AddRange(Sides(bounds.Concat(sweep), model.Truth));
        claims.Add(Closing("IWAE closes as K grows", sweep[..3]));
        claims.Add(Closing("AIS closes as S grows", sweep[3..]));
        claims.Add(new Claim("structured InfoNCE stays below log 128", bounds[2].Ends.Lower!.Value <= Math.Log(128), Screen.Number(bounds[2].Ends.Lower!.Value, 3)));
    }

    private static (double, double) Gaps(long seed, LinearModel model)
    {
        using Exact20 short20 = new(model) { Seed = seed };
        using Exact80 long80 = new(model) { Seed = seed };
        short20.UseDecoder(model.Matrix, model.Bias);
        long80.UseDecoder(model.Matrix, model.Bias);
        return (20 * short20.Evaluate().Width, 80 * long80.Evaluate().Width);
    }

    // Three standard errors of the pairs: the bound's own error on 256 pairs is mostly theirs.
    private static IEnumerable<Claim> Sides(IEnumerable<Row> rows, double truth)
    {
        Row[] all = [.. rows];
        string[] wrong = [.. all.Where(row => row.Ends.Lower is { } l && l.Value - (3 * l.StandardError) > truth).Concat(all.Where(row => row.Ends.Upper is { } u && u.Value + (3 * u.StandardError) < truth)).Select(row => row.Name)];
        yield return new Claim("every bound lies on its side of the truth within three standard errors", wrong.Length == 0, wrong.Length == 0 ? $"{all.Length} rows" : string.Join(", ", wrong));
    }

    private static Claim Closing(string text, Row[] rows)
    {
        double[] widths = [.. rows.Select(row => row.Ends.Width!.Value)];
        return new Claim(text, widths.Zip(widths.Skip(1)).All(pair => pair.Second < pair.First), string.Join(", ", widths.Select(width => Screen.Number(width, 3))));
    }

    private static void Show(string heading, Row[] rows)
    {
        Screen.Heading(heading);
        Screen.WriteTable(Columns, [.. rows.Select(row => row.Cells)]);
        Screen.Line();
    }

    private static IntervalChart Chart(string title, Row[] rows, LinearModel model) => new(title, "nats",
    [
        .. rows.Select(row => row.Ends switch
        {
            { Lower: { } lower, Upper: { } upper } => new IntervalRow(row.Name, 0.5 * (lower.Value + upper.Value), lower.Value, upper.Value),
            { Lower: { } lower } => IntervalRow.Of(row.Name, lower),
            { Upper: var upper } => IntervalRow.Of(row.Name, upper!),
        }),
    ])
    {
        References = [new("truth", model.Truth)],
    };
}

/// <summary>What a bound gave: one end or both.</summary>
internal sealed record Ends(LowerBound? Lower, UpperBound? Upper)
{
    public double? Width => Upper is { } upper && Lower is { } lower ? upper.Value - lower.Value : null;

    public static Ends Of(Interval interval) => new(interval.Lower, interval.Upper);
}

/// <summary>A row of the tables.</summary>
internal sealed record Row(string Name, Ends Ends, double Seconds)
{
    public IReadOnlyList<Cell> Cells =>
    [
        Name, Of(Ends.Lower), Of(Ends.Upper), Ends.Width is { } width ? width : "", (long)Math.Round(Seconds),
    ];

    public static Row Of(string name, Func<Ends> run)
    {
        Stopwatch clock = Stopwatch.StartNew();
        Ends ends = run();
        return new(name, ends, clock.Elapsed.TotalSeconds);
    }

    private static Cell Of(InformationValue? value) => value is null ? "" : new Cell(value.Value, value.StandardError);
}
