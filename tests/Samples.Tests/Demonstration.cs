using System;
using System.Linq;
using MiDsl.Samples.Common;

namespace MiDsl.Samples.Tests;

/// <summary>A report with every kind of part, and with texts and numbers that a page may stumble over.</summary>
internal static class Demonstration
{
    public const string Hostile = "</script><script>throw 1</script> & \"quotes\" 'n' <b>";

    /// <summary>Panels that JavaScript draws.</summary>
    public const int Charts = 10;

    public static HtmlReport Report()
    {
        HtmlReport report = new("demonstration", "MINE against KSG", "20 pairs of correlated Gaussians, 10,000 pairs, seeds 0 to 2; nothing was tuned. " + Hostile);
        report.Text("Every kind of part that a report may have, on made-up numbers: this page is a test.");

        report.Section("Claims");
        report.Claims(
        [
            new("InfoNCE stays below log 64", true, "at most 4.08 < 4.159"),
            new("SMILE with tau 1 is within 0.3 of the truth", 2, 3, "0.15; 0.12; 0.31"),
            new(Hostile, false, "9.01 against 4.08"),
        ]);

        report.Section("Estimates");
        report.Figure(new IntervalChart("Estimates, bars of ± 1.96 standard errors", "nats",
        [
            IntervalRow.Of("InfoNCE", new LowerBound(0.665, 0.029)),
            IntervalRow.Of("MINE, tangent", new LowerBound(0.641, 0.035)),
            IntervalRow.Of("CLUB", new UpperBound(0.93, 0.05)),
            IntervalRow.Of("SMILE, tau 5", new Estimate(0.71, 0.04)),
            IntervalRow.Of("Gaussian closed form", new Estimate(0.307, double.PositiveInfinity)),
        ]) { References = [new("truth", 0.709)] });
        report.Table(
            ["Estimator", "Nats", "Verdict", "Pairs"],
            [
                ["InfoNCE", new Cell(0.665, 0.029).Mark(), "ok", 768],
                ["MINE", new Cell(0.641, 0.035), Hostile, 768],
                ["Gaussian", double.NaN, "diverged", 4000],
            ],
            caption: "On held-out pairs");

        report.Section("Training");
        double[] steps = [.. Enumerable.Range(1, 200).Select(i => 50.0 * i)];
        double[] climb = [.. steps.Select(step => 4 * (1 - Math.Exp(-step / 2000)))], wobble = [.. steps.Select((step, i) => climb[i] + (0.2 * Math.Sin(step)))];
        climb[120] = double.NaN;
        report.Figure(new LineChart("Validation and training values of one run", "step", "nats",
        [
            new("training", steps, wobble) { Style = LineStyle.Faint, Colour = 0 },
            new("validation", steps, climb) { Colour = 0, Error = [.. steps.Select(step => 0.1 + (100 / step))] },
            new("the authors'", steps, [.. climb.Select(value => 0.95 * value)]) { Style = LineStyle.Dashed, Colour = 0 },
        ]) { References = [new("log K", Math.Log(64)), new("the truth", 5)] });

        double[] stairs = [2, 4, 6, 8, 10];
        report.Figure(
            new LineChart("Stairs", "true information, nats", "nats",
            [
                new("truth", stairs, stairs) { Style = LineStyle.Truth },
                new("InfoNCE", stairs, [1.64, 2.91, 3.61, 3.95, 4.08]) { Error = [0.2, 0.3, 0.3, 0.3, 0.3] },
                new("SMILE", stairs, [2.09, 4.18, double.PositiveInfinity, 8.06, 9.82]) { Error = [0.2, 0.4, 0.5, double.NaN, 1.5] },
            ]),
            new LineChart("Sample size", "pairs", "nats", [new("KSG", [100, 1000, 10_000, 100_000], [0.4, 0.6, 0.68, 0.7])]) { LogX = true, YMin = 0, YMax = 0.8 });

        report.Section("Samples of a generator");
        Rng rng = new(0);
        report.Figure(
            new ScatterChart("Data", Modes("data", rng, 25, 0.05)),
            new ScatterChart("GAN", Modes("generated", rng, 4, 0.15)),
            new ScatterChart("GAN with mutual information", Modes("generated", rng, 24, 0.08), new PointSet("centres", [0, 1], [0, 1])) { XLabel = "x0", YLabel = "x1" });

        report.Section("Matrices");
        string[] layers = ["x", "h1", "h2", "h3", "y"];
        report.Figure(
            new HeatMap("Information between layers", layers, layers, Matrix((i, j) => i == 2 && j == 3 ? double.NaN : 3 * Math.Exp(-0.5 * Math.Abs(i - j)))),
            new HeatMap("Differences", layers, layers, Matrix((i, j) => i - j + 0.25)) { Diverging = true, XLabel = "trained", YLabel = "frozen" });
        report.Figure(new HeatMap("Critic", Names(40), Names(30), [.. Enumerable.Range(0, 30).Select(i => (double[])[.. Enumerable.Range(0, 40).Select(j => Math.Sin(i * j / 60.0))])]) { ValueLabel = "score" });

        report.Section("Images");
        report.Figure(
            Picture.Grid("Ramps", [.. Enumerable.Range(0, 30 * 64).Select(i => i % 64 / 63f * (i / 64 / 29f))], 8, 8, 10),
            new Picture("Colours", 16, 16, 3, [.. Enumerable.Range(0, 16 * 16 * 3).Select(i => (byte)(i % 3 == 0 ? i / 3 % 16 * 16 : i % 3 == 1 ? i / 48 * 16 : 128))]));
        report.Data(new { Seeds = new[] { 0, 1, 2 }, Missing = double.NaN });
        return report;
    }

    private static string[] Names(int n) => [.. Enumerable.Range(0, n).Select(i => FormattableString.Invariant($"{i}"))];

    private static double[][] Matrix(Func<int, int, double> value) =>
        [.. Enumerable.Range(0, 5).Select(i => (double[])[.. Enumerable.Range(0, 5).Select(j => value(i, j))])];

    private static PointSet Modes(string name, Rng rng, int modes, double spread)
    {
        float[] rows = new float[2 * 2500];
        for (int i = 0; i < rows.Length; i += 2)
        {
            int mode = i / 2 % modes;
            rows[i] = (float)((mode % 5) - 2 + (spread * rng.NextGaussianDouble()));
            rows[i + 1] = (float)((mode / 5) - 2 + (spread * rng.NextGaussianDouble()));
        }

        return PointSet.OfRows(name, rows);
    }
}
