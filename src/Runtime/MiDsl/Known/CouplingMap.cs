using System;
using System.Linq;

namespace MiDsl;

/// <summary>
/// Random affine coupling layers (Dinh et al. 2017, 1605.08803). A layer splits the coordinates at random into A and B,
/// leaves x_A and sets <c>x_B to x_B e^s(x_A) + t(x_A)</c>, s and t from a random network of one hidden layer of 8 tanh
/// units, |s| below 0.6. It can be undone, whatever s and t are, since x_A is still there.
/// </summary>
public sealed class CouplingMap : InjectiveMap
{
    private readonly int dim;
    private readonly Layer[] layers;

    /// <summary>Random coupling layers.</summary>
    /// <param name="dim">d, at least 2.</param>
    /// <param name="layers">How many, at least 1.</param>
    /// <param name="seed">Makes the map; drawn from <see cref="RandomStream.Map"/>.</param>
    /// <param name="strength">Multiplies the weights that lead to s and t: 0 is the identity, 1 bends strongly.</param>
    public CouplingMap(int dim, int layers, long seed, double strength = 1)
        : base("Coupling")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dim, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        if (!double.IsFinite(strength))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "The strength of a coupling must be finite.");
        }

        Rng rng = new(seed, RandomStream.Map);
        this.dim = dim;
        this.layers = [.. Enumerable.Range(0, layers).Select(_ => new Layer(rng, dim, strength))];
    }

    /// <inheritdoc/>
    public override int OutputDim(int inputDim) => RequireDim(inputDim, dim);

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> point, Span<double> image)
    {
        point.CopyTo(image);
        foreach (Layer layer in layers)
        {
            layer.Apply(image);
        }
    }

    /// <summary>Takes an image back, to within rounding.</summary>
    /// <param name="image">[d].</param>
    /// <param name="point">Receives the point whose image it is [d].</param>
    public void Undo(ReadOnlySpan<double> image, Span<double> point)
    {
        image.CopyTo(point);
        foreach (Layer layer in layers.Reverse())
        {
            layer.Undo(point);
        }
    }

    private sealed class Layer
    {
        private const int Hidden = 8;
        private const double GreatestLogScale = 0.6;
        private const double ShiftScale = 1.5;

        private readonly int[] kept;
        private readonly int[] changed;
        private readonly double[,] input;
        private readonly double[] bias;
        private readonly double[,] logScale;
        private readonly double[,] shift;

        internal Layer(Rng rng, int dim, double strength)
        {
            int[] order = [.. Enumerable.Range(0, dim)];
            for (int i = dim - 1; i > 0; i--)
            {
                int j = rng.NextInt(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            (kept, changed) = (order[..(dim / 2)], order[(dim / 2)..]);
            input = RandomMatrix.Normal(rng, Hidden, kept.Length, 1 / Math.Sqrt(kept.Length));
            bias = [.. Enumerable.Range(0, Hidden).Select(_ => rng.NextGaussianDouble())];
            logScale = RandomMatrix.Normal(rng, changed.Length, Hidden, strength / Math.Sqrt(Hidden));
            shift = RandomMatrix.Normal(rng, changed.Length, Hidden, strength / Math.Sqrt(Hidden));
        }

        internal void Apply(Span<double> point)
        {
            (double[] s, double[] t) = Coefficients(point);
            for (int i = 0; i < changed.Length; i++)
            {
                point[changed[i]] = point[changed[i]] * Math.Exp(s[i]) + t[i];
            }
        }

        internal void Undo(Span<double> point)
        {
            (double[] s, double[] t) = Coefficients(point);
            for (int i = 0; i < changed.Length; i++)
            {
                point[changed[i]] = (point[changed[i]] - t[i]) * Math.Exp(-s[i]);
            }
        }

        private (double[] S, double[] T) Coefficients(ReadOnlySpan<double> point)
        {
            double[] a = new double[kept.Length], hidden = new double[Hidden], s = new double[changed.Length], t = new double[changed.Length];
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = point[kept[i]];
            }

            RandomMatrix.Multiply(input, a, hidden);
            for (int i = 0; i < Hidden; i++)
            {
                hidden[i] = Math.Tanh(hidden[i] + bias[i]);
            }

            RandomMatrix.Multiply(logScale, hidden, s);
            RandomMatrix.Multiply(shift, hidden, t);
            for (int i = 0; i < changed.Length; i++)
            {
                (s[i], t[i]) = (GreatestLogScale * Math.Tanh(s[i]), ShiftScale * t[i]);
            }

            return (s, t);
        }
    }
}
