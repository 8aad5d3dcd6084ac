using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static System.FormattableString;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// All weights and biases of a network in one vector: layer after layer, the matrix [outputs, inputs] row by row, then
/// the bias. Optimizer, clipping and copies touch one tensor.
/// </summary>
public static class FlatWeights
{
    /// <summary>In place of inputs: a layer or batch norm, whose gains (at first 1) and shifts (at first 0) count as outputs.</summary>
    public const long Norm = WeightLayout.Norm;

    /// <summary>In place of inputs: free parameters, at first uniform in +-1, apart from each other: label vectors, mixtures.</summary>
    public const long Free = WeightLayout.Free;

    /// <summary>In place of inputs: free parameters, at first 0: for means and log scales a standard normal, for the matrix or bias of a last layer the score 0.</summary>
    public const long Zero = WeightLayout.Zero;

    /// <summary>Lengths of the matrices and biases in the vector: W1, b1, W2, b2, ...</summary>
    /// <param name="layers">Inputs and outputs of each layer; a layer without bias has <c>Bias</c> false.</param>
    public static long[] Sizes(params (long Inputs, long Outputs, bool Bias)[] layers) => new WeightLayout(layers).Sizes;

    /// <summary>The first weights (<see cref="WeightLayout.Initial"/>), the same on every device.</summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="device">Where the vector lives.</param>
    /// <param name="layers">Inputs and outputs of each layer, in order.</param>
    public static Parameter Create(long seed, Device device, params (long Inputs, long Outputs, bool Bias)[] layers)
    {
        using Tensor host = tensor(new WeightLayout(layers).Initial(seed), float32);
        return nn.Parameter(host.to(device, copy: true).DetachFromDisposeScope());
    }

    /// <summary>Copies matrices and biases that were learned elsewhere into the vector; free parameters keep their values.</summary>
    /// <param name="weights">The vector.</param>
    /// <param name="layers">Its layout.</param>
    /// <param name="given">
    /// W1 [outputs, inputs], b1 [outputs], W2, b2, ..., of any dtype and device; a convolution's kernels with their four dimensions.
    /// </param>
    /// <exception cref="ArgumentException">Another number of tensors than the layout has, or one of another shape.</exception>
    public static void Fill(Parameter weights, (long Inputs, long Outputs, bool Bias)[] layers, ReadOnlySpan<Tensor> given)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(layers);
        (string Name, long[] Shape)[] wanted =
        [
            .. layers.Where(l => l.Inputs > 0).SelectMany((l, i) => l.Bias
                ? [(Invariant($"W{i + 1}"), [l.Outputs, l.Inputs]), (Invariant($"b{i + 1}"), [l.Outputs])]
                : ((string, long[])[])[(Invariant($"W{i + 1}"), [l.Outputs, l.Inputs])]),
        ];
        if (given.Length != wanted.Length)
        {
            throw new ArgumentException(
                Invariant($"The network takes {wanted.Length} tensors, {string.Join(", ", wanted.Select(p => p.Name))}; {given.Length} were given."), nameof(given));
        }

        for (int i = 0; i < wanted.Length; i++)
        {
            if (given[i] is null || !Fits(given[i].shape, wanted[i].Shape))
            {
                throw new ArgumentException(
                    Invariant($"{wanted[i].Name} is [{string.Join(", ", wanted[i].Shape)}]; {(given[i] is null ? "null" : $"[{string.Join(", ", given[i].shape)}]")} was given."),
                    nameof(given));
            }
        }

        // All are checked before the first is copied: an error leaves the weights as they were.
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Tensor[] parts = weights.split(Sizes(layers));
        int part = 0, next = 0;
        foreach ((long inputs, _, bool bias) in layers)
        {
            for (int end = part + (bias ? 2 : 1); part < end; part++)
            {
                if (inputs > 0)
                {
                    parts[part].copy_(given[next++].reshape(-1));
                }
            }
        }
    }

    // Kernels of a convolution, [out, in, k, k] or transposed [in, out, k, k], lie in the vector as they are.
    private static bool Fits(long[] given, long[] wanted) => given.AsSpan().SequenceEqual(wanted)
        || (given.Length == 4 && wanted.Length == 2 && given[0] * given[1] * given[2] * given[3] == wanted[0] * wanted[1]
            && (given[0] == wanted[0] || given[1] == wanted[0]));
}
