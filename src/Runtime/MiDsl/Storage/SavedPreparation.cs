using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MiDsl;

/// <summary>
/// A preparation in a critic's file: means and deviations among the notes, or, for normal scores, the sorted training values as
/// tensors "scores.x" [dx, n] and "scores.y" [dy, n], of which n is 0 for labels, and the maps to components among the notes.
/// </summary>
internal static class SavedPreparation
{
    private const string SortedX = "scores.x";
    private const string SortedY = "scores.y";

    // Which sides' scores are those of components: "x", "y", "xy" or "none"; not there for plain normal scores.
    private const string Unmixed = "unmixed";

    public static void Write(DataPreparation preparation, Dictionary<string, (long[] Shape, float[] Data)> tensors, Dictionary<string, string> notes)
    {
        switch (preparation)
        {
            case Standardizer standardizer:
                notes["x_means"] = Text(standardizer.XMeans);
                notes["x_deviations"] = Text(standardizer.XDeviations);
                notes["y_means"] = Text(standardizer.YMeans);
                notes["y_deviations"] = Text(standardizer.YDeviations);
                break;
            case NormalScores scores:
                Write(scores);
                break;
            case UnmixedScores unmixed:
                Write(unmixed.Scores);
                notes[Unmixed] = (unmixed.X, unmixed.Y) switch { (null, null) => "none", (_, null) => "x", (null, _) => "y", _ => "xy" };
                Mix("x", unmixed.X);
                Mix("y", unmixed.Y);
                break;
        }

        void Write(NormalScores scores)
        {
            notes["x_offsets"] = Text(scores.X.Offsets);
            notes["y_offsets"] = Text(scores.Y.Offsets);
            tensors[SortedX] = ([scores.XDim, scores.X.Count], scores.X.Values.ToArray());
            tensors[SortedY] = ([scores.YDim, scores.Y.Count], scores.Y.Values.ToArray());
        }

        void Mix(string side, LinearMixture? mixture)
        {
            if (mixture is not null)
            {
                notes[side + "_means"] = Text(mixture.Means);
                notes[side + "_components"] = Text(mixture.Matrix);
            }
        }
    }

    public static DataPreparation Read(
        string path, IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors, IReadOnlyDictionary<string, string> notes)
    {
        if (!tensors.TryGetValue(SortedX, out var x) || !tensors.TryGetValue(SortedY, out var y))
        {
            return new Standardizer(Numbers("x_means"), Numbers("x_deviations"), Numbers("y_means"), Numbers("y_deviations"));
        }

        try
        {
            NormalScores scores = new(new SortedColumns(Numbers("x_offsets"), x.Data), new SortedColumns(Numbers("y_offsets"), y.Data));
            return notes.TryGetValue(Unmixed, out string? sides) ? new UnmixedScores(Mixture("x"), Mixture("y"), scores) : scores;

            LinearMixture? Mixture(string side) =>
                sides.Contains(side, StringComparison.Ordinal) ? new LinearMixture(Numbers(side + "_means"), Numbers(side + "_components")) : null;
        }
        catch (ArgumentException e)
        {
            throw new DataException($"{path} holds normal scores that cannot be: {e.Message} It is damaged or was not written by MiDsl", e);
        }

        double[] Numbers(string key) => Doubles(path, notes, key);
    }

    public static double[] Doubles(string path, IReadOnlyDictionary<string, string> notes, string key)
    {
        string[] words = notes.GetValueOrDefault(key, "").Split(' ');
        double[] values = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                throw new DataException($"{path} has no number '{words[i]}' under '{key}'; it is damaged or was not written by MiDsl");
            }
        }

        return values;
    }

    public static string Text(ReadOnlySpan<double> values) =>
        string.Join(' ', values.ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
