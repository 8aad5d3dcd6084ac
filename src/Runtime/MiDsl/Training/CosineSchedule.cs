using System;

namespace MiDsl;

/// <summary>
/// A learning rate that falls along a cosine, <c>lr (1 + cos(pi min(t / T, .95))) / 2</c>: Loshchilov and Hutter 2017
/// (1608.03983), equation 5, without restarts. It stays at its value of 95 % of the steps, so that no step is for nothing.
/// </summary>
public static class CosineSchedule
{
    private const double Last = 0.95;

    /// <summary>The learning rate of a step.</summary>
    /// <param name="learningRate">That of the first step.</param>
    /// <param name="step">Steps made before it.</param>
    /// <param name="steps">Steps at most, T; later ones have the rate of the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 steps made, or fewer than 1 at most.</exception>
    public static double Rate(double learningRate, int step, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return learningRate * (1 + Math.Cos(Math.PI * Math.Min((double)step / steps, Last))) / 2;
    }
}
