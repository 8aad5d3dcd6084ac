using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace Ali;

/// <summary>The measured numbers of one data set, the data's own above them, and beside digits the published ones.</summary>
internal static class QualityTable
{
    private const string Recalled = "recalled";

    /// <summary>On the screen and in the report.</summary>
    public static void Show(DataSet data, IReadOnlyCollection<AliRun> runs, HtmlReport report)
    {
        bool digits = data is Digits;
        List<string> columns = ["", "L2", "of ALI's", "modes", "high quality, %", .. digits ? (string[])["digits kept, %", "MS-SSIM"] : []];
        List<Cell[]> rows = [.. Itself(data, runs.First().Seed).Select(row => Trim(row, digits))];
        foreach (var same in runs.GroupBy(run => run.Rival))
        {
            rows.AddRange(same.Select(run => Trim(Row(run.Name, run.Quality, run.Quality.Reconstruction / PlainOf(run, runs)), digits)));
            rows.Add([.. Trim(Mean(same, runs), digits).Select(cell => cell.Text is null ? cell.Mark() : cell)]);
        }

        if (digits)
        {
            double ali = Published.Mnist[0].Reconstruction;
            rows.AddRange(Published.Mnist.Select(row => (Cell[])[$"{row.Name} ({Recalled})", row.Reconstruction, row.Reconstruction / ali, "", "", row.Accuracy, row.Similarity]));
        }

        string caption = digits ? $"{data.Name}; the classifier's accuracy on test images is {Screen.Number(100 * ((Digits)data).ClassifierAccuracy, 2)} %" : data.Name;
        Screen.Heading(caption);
        Screen.WriteTable(columns, rows, digits: 2);
        report.Table(columns, rows, digits: 2, caption);
    }

    /// <summary>What a perfect model would reach, and one that reconstructs every point by the mean of all.</summary>
    private static List<Cell[]> Itself(DataSet data, long seed)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor test = data.Test(seed), mean = test.mean([0], keepdim: true).expand_as(test).contiguous();
        return [Row("the data itself", data.Measure(test, test, test), ""), Row("their mean", data.Measure(test, mean, mean), "")];
    }

    private static Cell[] Row(string name, Quality quality, Cell share) =>
        [name, quality.Reconstruction, share, quality.Modes, 100 * quality.HighQuality, 100 * quality.Accuracy, quality.Similarity];

    private static Cell[] Mean(IGrouping<Rival, AliRun> same, IReadOnlyCollection<AliRun> all)
    {
        Cell Of(Func<AliRun, double> of) => OverSeeds.Mean(same.Select(of));
        return
        [
            $"{same.Key.Name}, mean ± se", Of(run => run.Quality.Reconstruction), Of(run => run.Quality.Reconstruction / PlainOf(run, all)), Of(run => run.Quality.Modes),
            Of(run => 100 * run.Quality.HighQuality), Of(run => 100 * run.Quality.Accuracy), Of(run => run.Quality.Similarity),
        ];
    }

    private static double PlainOf(AliRun run, IEnumerable<AliRun> all) => all.First(plain => plain.Rival == Rival.Plain && plain.Seed == run.Seed).Quality.Reconstruction;

    // Only digits have an accuracy and a similarity.
    private static Cell[] Trim(Cell[] row, bool digits) => digits ? row : row[..5];
}
