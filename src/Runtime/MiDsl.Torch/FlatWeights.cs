using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// All weights and biases of a network in one vector: layer after layer, the matrix [outputs, inputs] row by row, then
/// the bias. Optimizer, clipping and copies touch one tensor.
/// </summary>
public static class FlatWeights
{
    /// <summary>In place of inputs: a layer norm, whose gains (at first 1) and shifts (at first 0) count as outputs.</summary>
    public const long Norm = 0;

    /// <summary>In place of inputs: free parameters, at first uniform in +-1, apart from each other: label vectors, mixtures.</summary>
    public const long Free = -1;

    /// <summary>In place of inputs: free parameters, at first 0: for means and log scales a standard normal, for the matrix or bias of a last layer the score 0.</summary>
    public const long Zero = -2;

    /// <summary>Lengths of the matrices and biases in the vector: W1, b1, W2, b2, ...</summary>
    /// <param name="layers">Inputs and outputs of each layer; a layer without bias has <c>Bias</c> false.</param>
    public static long[] Sizes(params (long Inputs, long Outputs, bool Bias)[] layers) =>
        [.. layers.SelectMany(l => l.Bias ? [First(l), l.Outputs] : (long[])[First(l)])];

    /// <summary>
    /// Uniform weights and biases in +-1 / sqrt(inputs), as torch's Linear has them, from MiDsl's own random numbers: the
    /// same on every device.
    /// </summary>
    /// <param name="seed">The estimator's seed.</param>
    /// <param name="device">Where the vector lives.</param>
    /// <param name="layers">Inputs and outputs of each layer, in order.</param>
    public static Parameter Create(long seed, Device device, params (long Inputs, long Outputs, bool Bias)[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        float[] values = new float[Sizes(layers).Sum()];
        var rng = new Rng(seed, RandomStream.Weights);
        int start = 0;
        foreach ((long inputs, long outputs, bool bias) in layers)
        {
            int matrix = (int)First((inputs, outputs, bias));
            int length = matrix + (int)(bias ? outputs : 0);
            if (inputs == Norm)
            {
                values.AsSpan(start, matrix).Fill(1);
            }
            else
            {
                float range = inputs switch
                {
                    Free => 1,
                    Zero => 0,
                    _ => 1 / MathF.Sqrt(inputs),
                };
                rng.FillUniform(values.AsSpan(start, length), -range, range);
            }

            start += length;
        }

        using Tensor host = tensor(values, float32);
        return nn.Parameter(host.to(device, copy: true).DetachFromDisposeScope());
    }

    private static long First((long Inputs, long Outputs, bool Bias) layer) => Math.Max(1, layer.Inputs) * layer.Outputs;
}
