using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;

namespace LinearVae;

/// <summary>The large model over seeds: bracket, the exact density of the same pairs, and the interval for the truth.</summary>
internal static class LargeRuns
{
    private const int Pairs = 128;
    private static readonly string[] Columns = ["seed", "lower", "upper", "bracket", "exact, same pairs", "95 % interval", "acceptance", "seconds"];

    public static void Run(long first, int seeds, bool withoutJitter, HtmlReport page, List<Claim> claims)
    {
        using LinearModel model = new(100, 10, snr: 80, seed: 2);
        string heading = string.Create(CultureInfo.InvariantCulture, $"10 latent, 100 observed dimensions: truth {model.Truth:F3} nats, {Pairs} pairs, S 500, K 16");
        LargeRun[] runs = Measure<Large>(heading, model, first, seeds, page);
        claims.Add(new Claim("mean bracket at most .2 nats at S 500, K 16", runs.Average(run => run.Interval.Width) <= 0.2, Screen.Number(runs.Average(run => run.Interval.Width), 3)));
        claims.AddRange(Claim.OverSeeds(runs.SelectMany(run => run.Claims(model.Truth))));
        claims.Add(new Claim("under a minute", runs.Max(run => run.Seconds) < 60, string.Create(CultureInfo.InvariantCulture, $"{runs.Max(run => run.Seconds):F0} s")));
        if (withoutJitter)
        {
            LargeRun[] still = Measure<LargeWithoutJitter>("The same, Jitter = 0: the step sizes do not vary", model, first, seeds, page);
            claims.AddRange(Claim.OverSeeds(runs.Zip(still, (varied, fixedSteps) => new Claim(
                "the bracket is wider without jitter", fixedSteps.Interval.Width > varied.Interval.Width, $"{Width(fixedSteps)}, with it {Width(varied)}"))));
        }
    }

    private static LargeRun[] Measure<T>(string heading, LinearModel model, long first, int seeds, HtmlReport page)
        where T : class, ILarge, new()
    {
        Screen.Heading(heading);
        LargeRun[] runs = [.. Enumerable.Range(0, seeds).Select(i => Measure<T>(model, first + i))];
        IReadOnlyList<Cell>[] rows = [.. runs.Select(run => run.Cells)];
        Screen.WriteTable(Columns, rows);
        Screen.Line();
        page.Table(Columns, rows, caption: heading);
        return runs;
    }

    private static LargeRun Measure<T>(LinearModel model, long seed)
        where T : class, ILarge, new()
    {
        using T estimator = new() { Seed = seed };
        estimator.UseDecoder(model.Matrix, model.Bias);
        Stopwatch clock = Stopwatch.StartNew();
        Interval interval = estimator.Evaluate(Pairs, null, default, null);
        double seconds = clock.Elapsed.TotalSeconds;

        // The same pairs: only the chains' own error is left.
        using var pairs = estimator.FreshPairs(Pairs);
        return new(seed, interval, model.Density(pairs.X, pairs.Y).Average(), seconds);
    }

    private static string Width(LargeRun run) => string.Create(CultureInfo.InvariantCulture, $"{run.Interval.Width:F3} ± {run.Interval.WidthError:F3}");
}

/// <summary>One seed.</summary>
/// <param name="Exact">The mean density of the same pairs.</param>
internal sealed record LargeRun(long Seed, Interval Interval, double Exact, double Seconds)
{
    public IReadOnlyList<Cell> Cells =>
    [
        Seed, new Cell(Interval.Lower.Value, Interval.Lower.StandardError), new Cell(Interval.Upper.Value, Interval.Upper.StandardError), new Cell(Interval.Width, Interval.WidthError),
        Exact, string.Create(CultureInfo.InvariantCulture, $"{Interval.Confidence95.Low:F2} to {Interval.Confidence95.High:F2}"), Interval.Sampling?.AcceptanceMean ?? double.NaN, (long)Math.Round(Seconds),
    ];

    public IEnumerable<Claim> Claims(double truth)
    {
        double slack = 2 * Interval.WidthError;
        yield return new Claim("the exact density of the same pairs lies in the bracket, up to twice its error", Interval.Lower.Value - slack <= Exact && Exact <= Interval.Upper.Value + slack, Screen.Number(Exact, 3));
        (double low, double high) = Interval.Confidence95;
        yield return new Claim("the truth lies in the 95 % interval", low <= truth && truth <= high, string.Create(CultureInfo.InvariantCulture, $"[{low:F2}, {high:F2}]"));
    }
}
