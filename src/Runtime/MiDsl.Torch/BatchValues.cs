using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>The bound on training batches, summed on the device: only reading waits for it.</summary>
public sealed class BatchValues : ICheckpointed, IDisposable
{
    private readonly Tensor sum;
    private readonly Tensor last;
    private int sinceTaken;

    /// <summary>Nothing seen yet.</summary>
    /// <param name="device">Where the values come from.</param>
    public BatchValues(Device device)
    {
        sum = zeros(1L, float32, device).DetachFromDisposeScope();
        last = full(1L, float.NaN, float32, device).DetachFromDisposeScope();
    }

    /// <summary>Number of batches seen.</summary>
    public int Count { get; private set; }

    /// <summary>The last batch's value, nats; NaN before the first.</summary>
    public double Last => last.ToSingle();

    /// <summary>Takes note of a value.</summary>
    /// <param name="value">A scalar without gradient.</param>
    public void Add(Tensor value)
    {
        last.copy_(value);
        sum.add_(last);
        sinceTaken++;
        Count++;
    }

    /// <summary>The mean since this was last asked, nats.</summary>
    public double TakeMean()
    {
        double mean = sum.ToSingle() / Math.Max(1, sinceTaken);
        sum.zero_();
        sinceTaken = 0;
        return mean;
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        checkpoint.Tensor("sum", sum);
        checkpoint.Tensor("last", last);
        sinceTaken = (int)checkpoint.Count("since_taken", sinceTaken);
        Count = (int)checkpoint.Count("count", Count);
    }

    /// <summary>Frees both tensors.</summary>
    public void Dispose()
    {
        sum.Dispose();
        last.Dispose();
    }
}
