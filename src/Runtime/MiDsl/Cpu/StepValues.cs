using System;

namespace MiDsl.Cpu;

/// <summary>The bound on training batches.</summary>
public sealed class StepValues
{
    private double sum;
    private int sinceTaken;

    /// <summary>Number of batches seen.</summary>
    public int Count { get; private set; }

    /// <summary>The last batch's value, nats; NaN before the first.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>Takes note of a value.</summary>
    /// <param name="value">Nats.</param>
    public void Add(double value)
    {
        Last = value;
        sum += value;
        sinceTaken++;
        Count++;
    }

    /// <summary>The mean since this was last asked, nats.</summary>
    public double TakeMean()
    {
        double mean = sum / Math.Max(1, sinceTaken);
        (sum, sinceTaken) = (0, 0);
        return mean;
    }
}
