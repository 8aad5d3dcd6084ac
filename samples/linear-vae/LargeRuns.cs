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

    public static void Run(long first, int seeds, HtmlReport page, List<Claim> claims)
    {
        using LinearModel model = new(100, 10, snr: 80, seed: 2);
        Screen.Heading(string.Create(CultureInfo.InvariantCulture, $"10 latent, 100 observed dimensions: truth {model.Truth:F3} nats, {Pairs} pairs, S 500, K 16"));
        List<IReadOnlyList<Cell>> rows = [];
        List<Claim> bySeed = [];
        List<double> widths = [], times = [];
        for (long seed = first; seed < first + seeds; seed++)
        {
            using Large estimator = new() { Seed = seed };
            estimator.UseDecoder(model.Matrix, model.Bias);
            Stopwatch clock = Stopwatch.StartNew();
            Interval interval = estimator.Evaluate(Pairs);
            double seconds = clock.Elapsed.TotalSeconds;

            // The same pairs: only the chains' own error is left.
            using var pairs = estimator.FreshPairs(Pairs);
            double exact = model.Density(pairs.X, pairs.Y).Average();
            (double low, double high) = interval.Confidence95;
            double slack = 2 * interval.WidthError;
            bySeed.Add(new Claim("the exact density of the same pairs lies in the bracket, up to twice its error", interval.Lower.Value - slack <= exact && exact <= interval.Upper.Value + slack, Screen.Number(exact, 3)));
            bySeed.Add(new Claim("the truth lies in the 95 % interval", low <= model.Truth && model.Truth <= high, string.Create(CultureInfo.InvariantCulture, $"[{low:F2}, {high:F2}]")));
            widths.Add(interval.Width);
            times.Add(seconds);
            rows.Add([seed, new Cell(interval.Lower.Value, interval.Lower.StandardError), new Cell(interval.Upper.Value, interval.Upper.StandardError), new Cell(interval.Width, interval.WidthError), exact, string.Create(CultureInfo.InvariantCulture, $"{low:F2} to {high:F2}"), interval.Sampling?.AcceptanceMean ?? double.NaN, Screen.Number(seconds, 1)]);
        }

        Screen.WriteTable(Columns, rows);
        Screen.Line();
        page.Table(Columns, rows, caption: string.Create(CultureInfo.InvariantCulture, $"10 latent and 100 observed dimensions, truth {model.Truth:F3} nats"));
        claims.Add(new Claim("mean bracket at most .2 nats at S 500, K 16", widths.Average() <= 0.2, string.Create(CultureInfo.InvariantCulture, $"{widths.Average():F3}")));
        claims.AddRange(Claim.OverSeeds(bySeed));
        claims.Add(new Claim("under a minute", times.Max() < 60, string.Create(CultureInfo.InvariantCulture, $"{times.Max():F0} s")));
    }
}
