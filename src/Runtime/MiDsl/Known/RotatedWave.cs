using System;

namespace MiDsl;

/// <summary>
/// Turned at random, each coordinate by <c>z + a sin(w z)</c>, turned again: a smooth map that bends every direction.
/// Strictly increasing waves, |a w| below 1, can be undone.
/// </summary>
public sealed class RotatedWave : InjectiveMap
{
    // From a width of 2a to the last bit of a number near 1.
    private const int Halvings = 60;

    private readonly double[,] first;
    private readonly double[,] second;
    private readonly double[,] firstBack;
    private readonly double[,] secondBack;
    private readonly double amplitude;
    private readonly double frequency;

    /// <summary>A random wave.</summary>
    /// <param name="dim">d.</param>
    /// <param name="seed">Makes the two turns; drawn from <see cref="RandomStream.Map"/>.</param>
    /// <param name="amplitude">a.</param>
    /// <param name="frequency">w, radians for a coordinate's standard deviation if that is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">|a w| is 1 or more: the wave would turn back.</exception>
    public RotatedWave(int dim, long seed, double amplitude = 0.45, double frequency = 2)
        : base("Wave")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dim, 1);
        if (!(Math.Abs(amplitude * frequency) < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(amplitude), amplitude, FormattableString.Invariant(
                $"z + a sin(w z) turns back unless |a w| is below 1, but it is {Math.Abs(amplitude * frequency):G4}."));
        }

        Rng rng = new(seed, RandomStream.Map);
        var (one, two) = (RandomMatrix.Orthogonal(rng, dim), RandomMatrix.Orthogonal(rng, dim));
        (first, firstBack) = (one.ToArray(), one.Transpose().ToArray());
        (second, secondBack) = (two.ToArray(), two.Transpose().ToArray());
        (this.amplitude, this.frequency) = (amplitude, frequency);
    }

    /// <inheritdoc/>
    public override int OutputDim(int inputDim) => RequireDim(inputDim, first.GetLength(0));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> point, Span<double> image)
    {
        Span<double> turned = new double[point.Length];
        RandomMatrix.Multiply(first, point, turned);
        foreach (ref double z in turned)
        {
            z = Wave(z);
        }

        RandomMatrix.Multiply(second, turned, image);
    }

    /// <summary>Takes an image back, to within rounding.</summary>
    /// <param name="image">[d].</param>
    /// <param name="point">Receives the point whose image it is [d].</param>
    public void Undo(ReadOnlySpan<double> image, Span<double> point)
    {
        Span<double> turned = new double[image.Length];
        RandomMatrix.Multiply(secondBack, image, turned);
        foreach (ref double z in turned)
        {
            (double low, double high) = (z - Math.Abs(amplitude), z + Math.Abs(amplitude));
            for (int i = 0; i < Halvings; i++)
            {
                double middle = 0.5 * (low + high);
                (low, high) = Wave(middle) < z ? (middle, high) : (low, middle);
            }

            z = 0.5 * (low + high);
        }

        RandomMatrix.Multiply(firstBack, turned, point);
    }

    private double Wave(double z) => z + amplitude * Math.Sin(frequency * z);
}
