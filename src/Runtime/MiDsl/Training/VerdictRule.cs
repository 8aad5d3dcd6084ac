using System;
using System.Globalization;
using System.Linq;

namespace MiDsl;

/// <summary>
/// What a run says about its own value, from its history: the first of diverged, saturated, uncertified, overfitted, still
/// rising that holds. The thresholds, in nats:
/// <list type="bullet">
/// <item>Diverged: a value or a training look that is not a number; or training and validation both ended far below the
/// best look; or the reported value is far below the best look and its standard error is at least half of that distance: a few
/// e^f carry it. Far is more than 0.5, half of the best value and 6 times the scatter between looks.</item>
/// <item>Saturated: at least half of the cap log K, and either within 3 standard errors of it, or so near that even an
/// ideal critic on pairs of one constant information density I, whose InfoNCE is <c>log K - log(1 + (K-1) e^-I)</c>, would
/// read this value only where I exceeds it by 10 % or 0.3. Real densities scatter, and lose more.</item>
/// <item>Uncertified: a lower bound above log n, n its test pairs. A lower bound that holds with confidence for every
/// distribution is at most of order log n; Donsker-Varadhan's never is above log n itself, whatever standard error the sample
/// shows: pairs that carry the partition may be so rare that none is among n (McAllester and Stratos 2020, 1811.04251).</item>
/// <item>Overfitted: the training value exceeds the reported one by more than 0.1, 20 % of it and 3 standard errors; or
/// validation ended far below its best while training did not.</item>
/// <item>Still rising: the steps ran out, the best look is the last or the last but one, and the last quarter of the looks
/// has a mean above that of the quarter before it by more than 0.01, 2 % and 3 times the error of that difference.</item>
/// </list>
/// </summary>
public static class VerdictRule
{
    /// <summary>Judges a value.</summary>
    /// <param name="summary">How training went; null when nothing was trained.</param>
    /// <param name="value">The value to report, nats.</param>
    /// <param name="standardError">Its standard error, nats; infinite when unknown.</param>
    /// <param name="cap">The greatest value the bound can report; positive infinity when there is none.</param>
    /// <param name="pairs">Test pairs under a lower bound; 0 for a value on no side, which certifies nothing.</param>
    /// <returns>The verdict and a sentence: what was seen, in numbers, and what to do. Empty when all is well.</returns>
    public static (Verdict Verdict, string Text) Judge(TrainingSummary? summary, double value, double standardError, double cap, long pairs = 0)
    {
        // An unknown error decides nothing.
        double error = double.IsFinite(standardError) ? standardError : 0;
        return Diverged(summary, value, error)
            ?? Saturated(value, error, cap)
            ?? Uncertified(value, pairs)
            ?? Overfitted(summary, value, error)
            ?? StillRising(summary)
            ?? (Verdict.Ok, "");
    }

    private static (Verdict, string)? Diverged(TrainingSummary? summary, double value, double error)
    {
        const string Mend = "Lower the learning rate, clip the gradient, or check the data for extreme values.";
        if (summary is { Diverged: true })
        {
            return (Verdict.Diverged, Text($"The training value was {summary.LastTraining:F3} at step {LastStep(summary)}: training diverged. {Mend}"));
        }

        if (!double.IsFinite(value))
        {
            return (Verdict.Diverged, Text($"The value is {value}, not a finite number. {Mend}"));
        }

        if (summary is null || summary.History.IsEmpty)
        {
            return null;
        }

        if (!double.IsFinite(summary.LastValidation) || summary.BestStep < 0)
        {
            return (Verdict.Diverged, Text($"The validation value was {summary.LastValidation:F3} at step {LastStep(summary)}. {Mend}"));
        }

        double far = Far(summary);
        bool fell = summary.BestValidation - summary.LastValidation > far && summary.TrainingAtBest - summary.LastTraining > far;
        if (fell)
        {
            return (Verdict.Diverged, Text($"After step {summary.BestStep} the validation value fell from {summary.BestValidation:F3} to {summary.LastValidation:F3} and the training value from {summary.TrainingAtBest:F3} to {summary.LastTraining:F3}: training came apart. The weights of step {summary.BestStep} are reported. {Mend}"));
        }

        // A value may miss by much; with an error as large as the miss it says nothing about the critic.
        double miss = summary.BestValidation - value;
        return miss > far && error >= 0.5 * miss
            ? (Verdict.Diverged, Text($"The validation pairs gave {summary.BestValidation:F3}, the reported ones {value:F3} ± {error:F3}: a few scores carry the value. Take more test pairs, or a bound of less spread (SMILE, InfoNCE)."))
            : null;
    }

    private static (Verdict, string)? Saturated(double value, double error, double cap)
    {
        if (!double.IsFinite(cap))
        {
            return null;
        }

        // I solved from value = log K - log(1 + (K-1) e^-I).
        double ideal = Math.Log(Math.Exp(cap) - 1) - Math.Log(Math.Exp(cap - value) - 1);
        bool hidden = value >= cap || ideal - value > Math.Min(0.3, 0.1 * value);
        return value >= 0.5 * cap && (hidden || value >= cap - (3 * error))
            ? (Verdict.Saturated, Text($"The value {value:F3} is near {cap:F3}, the greatest that this bound can report with its number of samples: the information may be far more. Take larger batches or a bound without a cap."))
            : null;
    }

    private static (Verdict, string)? Uncertified(double value, long pairs) => pairs > 0 && value > Math.Log(pairs)
        ? (Verdict.Uncertified, Text($"The value {value:F3} is above log {pairs:N0} = {Math.Log(pairs):F3}: from so many pairs no lower bound that holds for every distribution can be had with confidence much above that, and the standard error misses what these pairs do not show. Read it as an estimate, beside SMILE's or the Gaussian value; or take more pairs, e^{value:F1} at least, or a known density."))
        : null;

    private static (Verdict, string)? Overfitted(TrainingSummary? summary, double value, double error)
    {
        if (summary is null || summary.History.IsEmpty)
        {
            return null;
        }

        const string Mend = "More pairs, a smaller critic or weight decay would raise the value.";
        double gap = summary.TrainingAtBest - value;
        if (gap > Math.Max(Math.Max(0.1, 0.2 * Math.Abs(value)), 3 * error))
        {
            return (Verdict.Overfitted, Text($"The training pairs gave {summary.TrainingAtBest:F3} at step {summary.BestStep}, the reported ones {value:F3}: the critic knows its training pairs by heart. {Mend}"));
        }

        return summary.BestValidation - summary.LastValidation > Far(summary)
            ? (Verdict.Overfitted, Text($"After step {summary.BestStep} the validation value fell from {summary.BestValidation:F3} to {summary.LastValidation:F3} while the training value went from {summary.TrainingAtBest:F3} to {summary.LastTraining:F3}: the critic learns its training pairs by heart. The weights of step {summary.BestStep} are reported. {Mend}"))
            : null;
    }

    private static (Verdict, string)? StillRising(TrainingSummary? summary)
    {
        if (summary is null || summary.StepsRun < summary.StepsAsked || summary.History.Length < 4)
        {
            return null;
        }

        double[] looks = [.. summary.History.Select(look => look.Validation)];
        if (summary.BestStep < summary.History[^2].Step || !looks.All(double.IsFinite))
        {
            return null;
        }

        int quarter = looks.Length / 4;
        double late = looks[^quarter..].Average(), before = looks[^(2 * quarter)..^quarter].Average();
        double rise = late - before, noise = Scatter(looks) * Math.Sqrt(2.0 / quarter);
        return rise > Math.Max(Math.Max(0.01, 0.02 * Math.Abs(before)), 3 * noise)
            ? (Verdict.StillRising, Text($"The validation value still rose when the {summary.StepsAsked:N0} steps ran out, by {rise:F3} from the third to the last quarter of the looks. Take more steps or a greater learning rate."))
            : null;
    }

    private static double Far(TrainingSummary summary)
    {
        double scatter = Scatter([.. summary.History.Select(look => look.Validation).Where(double.IsFinite)]);
        return Math.Max(Math.Max(0.5, 0.5 * Math.Abs(summary.BestValidation)), 6 * scatter);
    }

    /// <summary>
    /// Standard deviation of a look around a smooth course: from the median magnitude of second differences, which a
    /// trend leaves at zero and a single jump does not move. 1.4826 and sqrt 6 are their normal values.
    /// </summary>
    private static double Scatter(double[] looks)
    {
        if (looks.Length < 3)
        {
            return 0;
        }

        double[] bends = new double[looks.Length - 2];
        for (int i = 0; i < bends.Length; i++)
        {
            bends[i] = Math.Abs(looks[i] - 2 * looks[i + 1] + looks[i + 2]);
        }

        Array.Sort(bends);
        double median = 0.5 * (bends[(bends.Length - 1) / 2] + bends[bends.Length / 2]);
        return 1.4826 * median / Math.Sqrt(6);
    }

    private static int LastStep(TrainingSummary summary) => summary.History.IsEmpty ? summary.StepsRun : summary.History[^1].Step;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
