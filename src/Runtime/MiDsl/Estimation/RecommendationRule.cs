using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace MiDsl;

/// <summary>What is known of given pairs when a value is chosen.</summary>
/// <param name="HeldOut">
/// Cross-fitted critics on pairs that neither trained, stopped nor chose, nats. A reading named "plug-in" that stands alongside
/// is taken for the value: it does not pay for a constant that was fixed elsewhere.
/// </param>
/// <param name="InSample">The same critics on the pairs that trained them, nats, likewise.</param>
/// <param name="Resolution">The information that training would pass over as noise, nats.</param>
/// <param name="Neighbours">KSG of normal scores; null where it was not computed.</param>
/// <param name="Gaussian">The Gaussian form of normal scores; null where there is none.</param>
/// <param name="Clipped">SMILE; null where it was not computed.</param>
public sealed record RecommendationEvidence(
    LowerBound HeldOut, Estimate InSample, double Resolution, Estimate? Neighbours = null, Estimate? Gaussian = null, Estimate? Clipped = null);

/// <summary>
/// How one value comes of several.
/// <list type="bullet">
/// <item>A critic learned from n pairs loses about as much on new pairs as it gains too much on its own: both are the
/// estimation error, to first order p / (2n) for p weights at an optimum (Akaike 1974; Takeuchi 1976). So the value is
/// halfway between the held-out and the in-sample reading; the held-out one is the lower bound.</item>
/// <item>Neighbours fall short of a large information in many dimensions but see fine structure in few, where a critic may
/// be too smooth. They tend to err downwards, so where they read more than the critics, by more than
/// <see cref="Margin"/> of their value and twice the errors, their value is taken. Half of what they see beyond the critics
/// counts as error either way.</item>
/// </list>
/// </summary>
public static class RecommendationRule
{
    /// <summary>The share by which neighbours must exceed the critics.</summary>
    public const double Margin = 0.05;

    /// <summary>Chooses.</summary>
    /// <param name="evidence">What is known.</param>
    /// <returns>One value.</returns>
    public static Recommendation Decide(RecommendationEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        (LowerBound heldOut, Estimate inSample) = (evidence.HeldOut, evidence.InSample);
        (InformationValue others, InformationValue own) = (PlugIn(heldOut), PlugIn(inSample));
        double correction = Math.Max(0, (own.Value - others.Value) / 2);
        double value = others.Value + correction, error = Norm(others.StandardError, correction, evidence.Resolution);
        string reason = Text($"Critics certify {heldOut.Value:F3} ± {heldOut.StandardError:F3} nats on pairs they have not seen. They read {others.Value:F3} there and {own.Value:F3} on their own pairs; the truth, as far as they can express it, lies about halfway.");
        (string name, Verdict verdict, string caution) = ("critics, halfway", heldOut.Verdict, heldOut.VerdictText);

        // What neighbours see beyond the critics counts as error, whoever is right.
        double missing = Math.Max(0, (evidence.Neighbours?.Value ?? value) - value);
        if (evidence.Neighbours is { } neighbours && Exceeds(neighbours, value, error))
        {
            reason = Text($"Nearest neighbours see {neighbours.Value:F3} ± {neighbours.StandardError:F3} nats where the critics see {value:F3}: structure too fine for them. Neighbours tend to err downwards, so theirs is the value; half of the difference counts as error. ") + reason;
            caution = Text($"Critics and nearest neighbours disagree by {missing:F3} nats, beyond their errors: more pairs, or a wider critic trained longer, would tell.");
            (name, verdict, value, error) = ("nearest neighbours", Verdict.Disagreement, neighbours.Value, neighbours.StandardError);
        }

        error = Norm(error, missing / 2);

        if (heldOut.Verdict == Verdict.Uncertified)
        {
            reason += " " + string.Join(" ", new[] { ("SMILE", evidence.Clipped), ("the Gaussian form of normal scores", evidence.Gaussian) }
                .Where(other => other.Item2 is not null)
                .Select(other => Text($"As an estimate, {other.Item1} reads {other.Item2!.Value:F2}.")));
        }

        ImmutableArray<InformationValue> beside = [.. new InformationValue?[] { heldOut, inSample, evidence.Clipped, evidence.Neighbours, evidence.Gaussian }.OfType<InformationValue>()];
        Estimate chosen = new(value, error)
        {
            Name = name,
            Pairs = heldOut.Pairs,
            Data = DataRole.Derived,
            Settings = heldOut.Settings,
            Verdict = double.IsFinite(value) ? verdict : Verdict.Diverged,
            VerdictText = caution,
            Alongside = beside,
        };
        return new Recommendation(chosen, heldOut, beside, reason);
    }

    /// <summary>
    /// The information of one pair of canonical variates whose correlation is the least that n validation pairs tell from
    /// none, 3 / sqrt n: smaller ones are passed over.
    /// </summary>
    /// <param name="validation">n.</param>
    /// <returns>Nats.</returns>
    public static double Resolution(int validation) => -0.5 * Math.Log(1 - Math.Min(0.99, 9.0 / validation));

    private static InformationValue PlugIn(InformationValue value) =>
        value.Alongside.FirstOrDefault(reading => reading.Name == "plug-in") ?? value;

    private static bool Exceeds(Estimate neighbours, double value, double error) =>
        neighbours.Value - value > Math.Max(Margin * neighbours.Value, 2 * Norm(neighbours.StandardError, error));

    private static double Norm(params ReadOnlySpan<double> errors)
    {
        double sum = 0;
        foreach (double error in errors)
        {
            sum += error * error;
        }

        return Math.Sqrt(sum);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
