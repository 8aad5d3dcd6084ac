using System;
using System.Linq;

namespace MiDsl;

/// <summary>
/// All weights and biases of a network in one vector: layer after layer, the matrix [outputs, inputs] row by row, then
/// the bias. Optimizer, clipping and copies touch one array.
/// </summary>
public sealed class WeightLayout
{
    /// <summary>In place of inputs: a layer or batch norm, whose gains (at first 1) and shifts (at first 0) count as outputs.</summary>
    public const long Norm = 0;

    /// <summary>In place of inputs: free parameters, at first uniform in +-1, apart from each other: label vectors, mixtures.</summary>
    public const long Free = -1;

    /// <summary>In place of inputs: free parameters, at first 0: for means and log scales a standard normal, for the matrix or bias of a last layer the score 0.</summary>
    public const long Zero = -2;

    private readonly (long Inputs, long Outputs, bool Bias)[] layers;
    private readonly int[] starts;

    /// <summary>Lays the parts out.</summary>
    /// <param name="layers">Inputs and outputs of each layer; a layer without bias has <c>Bias</c> false.</param>
    public WeightLayout(params (long Inputs, long Outputs, bool Bias)[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        this.layers = layers;
        Sizes = [.. layers.SelectMany(l => l.Bias ? [First(l), l.Outputs] : (long[])[First(l)])];
        starts = new int[Sizes.Length + 1];
        for (int part = 0; part < Sizes.Length; part++)
        {
            starts[part + 1] = checked(starts[part] + (int)Sizes[part]);
        }
    }

    /// <summary>Lengths of the matrices and biases in the vector: W1, b1, W2, b2, ...</summary>
    public long[] Sizes { get; }

    /// <summary>Length of the vector.</summary>
    public int Length => starts[^1];

    /// <summary>A matrix or bias.</summary>
    /// <param name="vector">The whole vector, or one that goes with it: gradients, averages.</param>
    /// <param name="part">Its number, from 0.</param>
    public Span<float> Part(float[] vector, int part) => vector.AsSpan(starts[part], starts[part + 1] - starts[part]);

    /// <summary>
    /// Uniform weights and biases in +-1 / sqrt(inputs), as torch's Linear has them, from MiDsl's own random numbers: the
    /// same for every target.
    /// </summary>
    /// <param name="seed">The estimator's seed.</param>
    public float[] Initial(long seed)
    {
        float[] values = new float[Length];
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

        return values;
    }

    private static long First((long Inputs, long Outputs, bool Bias) layer) => Math.Max(1, layer.Inputs) * layer.Outputs;
}
