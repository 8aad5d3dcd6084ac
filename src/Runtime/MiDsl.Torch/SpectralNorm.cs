using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Divides each weight matrix by its greatest singular value, so that no layer stretches a distance; one step of the power
/// iteration at every training pass keeps the estimate of that value fresh. Miyato et al. 2018 (1802.05957), algorithm 1.
/// </summary>
public sealed class SpectralNorm : ICheckpointed
{
    private const int FirstIterations = 15;
    private readonly (long Inputs, long Outputs, bool Bias)[] layers;
    private bool isFresh = true;

    /// <summary>Starts from random directions.</summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="device">Where the weights live.</param>
    /// <param name="layers">As given to <see cref="FlatWeights.Create"/>; norms and free parameters are left alone.</param>
    public SpectralNorm(long seed, Device device, params (long Inputs, long Outputs, bool Bias)[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        this.layers = layers;
        float[] directions = new float[layers.Where(l => l.Inputs > 0).Sum(l => l.Outputs)];
        new Rng(seed, RandomStream.Weights, 1).FillGaussian(directions);
        using Tensor host = tensor(directions, float32);
        Directions = host.to(device, copy: true).DetachFromDisposeScope();
    }

    /// <summary>The left singular vectors found so far, one after another: a buffer of the network, saved with it.</summary>
    public Tensor Directions { get; }

    /// <summary>The parts of a weight vector with each matrix divided by its greatest singular value.</summary>
    /// <param name="parts">W1, b1, W2, b2, ... as split by <see cref="FlatWeights.Sizes"/>.</param>
    /// <param name="training">Whether the power iteration takes a step.</param>
    public Tensor[] Normalize(Tensor[] parts, bool training)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using DisposeScope scope = NewDisposeScope();
        var normalized = (Tensor[])parts.Clone();
        int part = 0;
        long start = 0;
        foreach ((long inputs, long outputs, bool bias) in layers)
        {
            if (inputs > 0)
            {
                Tensor matrix = parts[part].view(outputs, inputs);
                using Tensor left = Directions.narrow(0, start, outputs);
                normalized[part] = (parts[part] / Greatest(matrix, left, training)).MoveToOuterDisposeScope();
                start += outputs;
            }

            part += bias ? 2 : 1;
        }

        isFresh &= !training;
        return normalized;
    }

    /// <summary>Whether the long first iteration is still to come; the directions themselves are a buffer of the network.</summary>
    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        isFresh = checkpoint.Count("fresh", isFresh ? 1 : 0) == 1;
    }

    // u^T W v, u and v taken as constants: its gradient is that of the singular value.
    private Tensor Greatest(Tensor matrix, Tensor left, bool training)
    {
        Tensor u = left, v;
        using (no_grad())
        {
            Tensor constant = matrix.detach();
            v = Unit(constant.t().mv(u));
            for (int i = 0; training && i < (isFresh ? FirstIterations : 1); i++)
            {
                u = Unit(constant.mv(v));
                v = Unit(constant.t().mv(u));
            }

            u = Unit(constant.mv(v));
            if (training)
            {
                left.copy_(u);
            }
        }

        return u.dot(matrix.mv(v));
    }

    private static Tensor Unit(Tensor t) => t / (t.norm() + 1e-12);
}
