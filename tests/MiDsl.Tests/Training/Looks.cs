using System;

namespace MiDsl.Tests.Training;

/// <summary>Looks at validation pairs that never happened.</summary>
internal static class Looks
{
    /// <summary>A look whose best is its own validation value, unless another is given.</summary>
    internal static TrainingProgress At(
        int step, double seconds, double training = 1, double validation = 0.5, double? best = null, int? bestStep = null, int steps = 1000) =>
        new(step, steps, training, validation, best ?? validation, bestStep ?? step, TimeSpan.FromSeconds(seconds));
}
