using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>Keeps what a training reports, for a chart. It hears on the training's own thread, at once.</summary>
/// <param name="also">Told next, e.g. to move a progress bar.</param>
public sealed class TrainingCurve(Action<TrainingProgress>? also = null) : IProgress<TrainingProgress>
{
    private readonly List<TrainingProgress> looks = [];

    /// <summary>The looks at the validation pairs, in their order.</summary>
    public IReadOnlyList<TrainingProgress> Looks => looks;

    /// <summary>The best validation value, in nats; negative infinity before the first look.</summary>
    public double BestValidation => looks.Count > 0 ? looks[^1].BestValidation : double.NegativeInfinity;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        looks.Add(value);
        also?.Invoke(value);
    }

    /// <summary>Validation values over training values, in nats against steps.</summary>
    /// <param name="title">The estimator.</param>
    /// <param name="references">The truth, log K.</param>
    /// <param name="validation">What the validation values are, where they are not the bound itself.</param>
    public LineChart Chart(string title, IReadOnlyList<Reference>? references = null, string validation = "validation")
    {
        double[] steps = [.. looks.Select(look => (double)look.Step)];
        return new(title, "step", "nats",
        [
            new("training", steps, [.. looks.Select(look => look.TrainingValue)]) { Style = LineStyle.Faint, Colour = 0 },
            new(validation, steps, [.. looks.Select(look => look.ValidationValue)]) { Colour = 0 },
        ]) { References = references ?? [] };
    }
}
