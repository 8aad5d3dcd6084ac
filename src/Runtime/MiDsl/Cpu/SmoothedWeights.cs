using System;

namespace MiDsl.Cpu;

/// <summary>
/// Exponential moving average of weights, <c>w = d w + (1 - d) w_now</c> after each step: reading by it evens out
/// the last steps (Polyak and Juditsky 1992). While it is young d is k / (k + 10) after k updates, so that the weights before
/// the first step do not count.
/// </summary>
public sealed class SmoothedWeights
{
    private const double WarmUp = 10;

    private readonly double decay;
    private readonly float[] weights;
    private readonly float[] averages;
    private int updates;

    /// <summary>Nothing averaged yet: reading is by the weights themselves.</summary>
    /// <param name="weights">The live ones.</param>
    /// <param name="decay">d, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay lies outside.</exception>
    public SmoothedWeights(float[] weights, double decay)
    {
        ArgumentNullException.ThrowIfNull(weights);
        this.decay = decay is > 0 and < 1
            ? decay
            : throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay of an average lies in (0, 1); 0.99 averages over the last 100 steps or so.");
        this.weights = weights;
        averages = (float[])weights.Clone();
    }

    /// <summary>Takes the weights of a step into the average.</summary>
    public void Update()
    {
        double kept = Math.Min(decay, updates / (updates + WarmUp));
        float old = (float)kept, now = (float)(1 - kept);
        for (int i = 0; i < weights.Length; i++)
        {
            averages[i] = (averages[i] * old) + (weights[i] * now);
        }

        updates++;
    }

    /// <summary>Puts the average in the weights' place until what this returns is disposed. Not to be nested.</summary>
    public IDisposable InUse()
    {
        Swap();
        return new Use(this);
    }

    /// <summary>Forgets the average: the weights were set anew.</summary>
    public void Restart() => updates = 0;

    private void Swap()
    {
        for (int i = 0; i < weights.Length && updates > 0; i++)
        {
            (weights[i], averages[i]) = (averages[i], weights[i]);
        }
    }

    private sealed class Use(SmoothedWeights owner) : IDisposable
    {
        public void Dispose() => owner.Swap();
    }
}
