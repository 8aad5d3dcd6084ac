using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace MiDsl;

/// <summary>
/// Conditional mutual information by the chain rule, I(X; Y | Z) = I(X; (Y, Z)) - I(X; Z) (Cover and Thomas 2006, theorem
/// 2.5.2), in nats. Always an estimate: the difference of two lower bounds stands on no side.
/// </summary>
public static class ConditionalInformation
{
    /// <summary>I(X; Y | Z) from two values. The errors add up, as in all arithmetic of values.</summary>
    /// <param name="whole">I(X; (Y, Z)).</param>
    /// <param name="part">I(X; Z), from the same pairs.</param>
    /// <returns>
    /// The difference, with the worse of the two verdicts and both values alongside. It inherits both biases: a whole that is
    /// saturated at log K makes it too small by what is missing there.
    /// </returns>
    public static Estimate ChainRule(InformationValue whole, InformationValue part)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(part);
        Estimate difference = whole - part;
        string text = string.Join(' ', new[] { Said("I(X; (Y, Z))", whole), Said("I(X; Z)", part) }.Where(said => said.Length > 0));
        return difference with
        {
            Name = whole.Name == part.Name && whole.Name.Length > 0 ? $"{whole.Name}, chain rule" : difference.Name,
            VerdictText = text.Length > 0 ? text : difference.VerdictText,
            Alongside = [whole, part],
        };
    }

    /// <summary>
    /// Fits both terms on the same pairs with the same seed, so that estimators declared with the same shares hold out the
    /// same rows. Both may be one estimator, declared without dimensions: it is then trained twice.
    /// </summary>
    /// <param name="whole">Learns I(X; (Y, Z)); its seed is the one used.</param>
    /// <param name="part">Learns I(X; Z).</param>
    /// <param name="data">X, and in Y the columns of both Y and Z.</param>
    /// <param name="given">The columns of Z, by name; not all of the data's Y.</param>
    /// <param name="progress">Told of both trainings, the whole's first.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>I(X; Y | Z).</returns>
    /// <exception cref="DataException">No such column, a column twice, or none left for Y.</exception>
    public static Estimate ByChainRule(
        IEstimator whole, IEstimator part, PairedData data, IReadOnlyList<string> given,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(given);
        PairedData conditions = data.SelectY([.. given]);
        if (conditions.YDim == data.YDim)
        {
            throw new DataException($"All {data.YDim} columns of Y are given ({data.Source}): none is left to learn of. Y holds the columns of both Y and Z.");
        }

        InformationValue all = whole.Fit(data, progress, cancellation);
        part.Seed = whole.Seed;
        return ChainRule(all, part.Fit(conditions, progress, cancellation));
    }

    private static string Said(string term, InformationValue value) => value.VerdictText.Length == 0 ? "" : $"{term}: {value.VerdictText}";
}
