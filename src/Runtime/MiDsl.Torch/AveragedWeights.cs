using System;
using System.Globalization;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Exponential moving average of a network's weights, <c>w = d w + (1 - d) w_now</c> after each step: reading by it evens out
/// the last steps (Polyak and Juditsky 1992). While it is young d is k / (k + 10) after k updates, so that the weights before
/// the first step do not count. Buffers are not averaged.
/// </summary>
public sealed class AveragedWeights : ICheckpointed, IDisposable
{
    private const double WarmUp = 10;

    private readonly double decay;
    private readonly Tensor[] weights;
    private readonly Tensor[] averages;
    private int updates;

    /// <summary>Nothing averaged yet: reading is by the weights themselves.</summary>
    /// <param name="network">Its parameters are averaged.</param>
    /// <param name="decay">d, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay lies outside.</exception>
    public AveragedWeights(nn.Module network, double decay)
    {
        ArgumentNullException.ThrowIfNull(network);
        this.decay = decay is > 0 and < 1
            ? decay
            : throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay of an average lies in (0, 1); 0.99 averages over the last 100 steps or so.");
        using DisposeScope scope = NewDisposeScope();
        weights = [.. network.parameters()];
        averages = [.. weights.Select(w => w.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>Takes the weights of a step into the average.</summary>
    public void Update()
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        double kept = Math.Min(decay, updates / (updates + WarmUp));
        for (int i = 0; i < weights.Length; i++)
        {
            averages[i].mul_(kept).add_(weights[i], 1 - kept);
        }

        updates++;
    }

    /// <summary>Puts the average into the network until what this returns is disposed. Not to be nested.</summary>
    public IDisposable InUse()
    {
        Swap();
        return new Use(this);
    }

    /// <summary>Forgets the average: the weights were set anew.</summary>
    public void Restart() => updates = 0;

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        updates = (int)checkpoint.Count("updates", updates);
        for (int i = 0; i < averages.Length; i++)
        {
            checkpoint.Tensor(i.ToString(CultureInfo.InvariantCulture), averages[i]);
        }
    }

    /// <summary>Frees the average.</summary>
    public void Dispose()
    {
        foreach (Tensor average in averages)
        {
            average.Dispose();
        }
    }

    private void Swap()
    {
        if (updates == 0)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        for (int i = 0; i < weights.Length; i++)
        {
            Tensor now = weights[i].clone();
            weights[i].copy_(averages[i]);
            averages[i].copy_(now);
        }
    }

    private sealed class Use(AveragedWeights owner) : IDisposable
    {
        public void Dispose() => owner.Swap();
    }
}
