using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Copies of weights as they were when validation liked them most. Copies, not references: training goes on.</summary>
public sealed class BestWeights : IDisposable
{
    private readonly Tensor[] current;
    private readonly Tensor[] best;

    /// <summary>Keeps the weights as they are now.</summary>
    /// <param name="module">Parameters and buffers are kept.</param>
    public BestWeights(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using DisposeScope scope = NewDisposeScope();
        current = [.. module.parameters(), .. module.buffers()];
        best = [.. current.Select(w => w.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>Keeps the weights as they are now.</summary>
    public void Keep() => Copy(current, best);

    /// <summary>Puts the kept weights back.</summary>
    public void Restore() => Copy(best, current);

    /// <summary>Frees the copies.</summary>
    public void Dispose()
    {
        foreach (Tensor copy in best)
        {
            copy.Dispose();
        }
    }

    private static void Copy(IReadOnlyList<Tensor> from, IReadOnlyList<Tensor> to)
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        for (int i = 0; i < from.Count; i++)
        {
            to[i].copy_(from[i]);
        }
    }
}
