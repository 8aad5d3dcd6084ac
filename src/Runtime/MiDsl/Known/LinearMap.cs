using System;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary><c>x to A x</c> with an A that can be inverted: mixes coordinates.</summary>
public sealed class LinearMap : InjectiveMap
{
    // Beyond it, a point does not come back in double precision.
    private const double WorstCondition = 1e12;

    private readonly double[,] matrix;
    private readonly double[,] inverse;

    /// <summary>A linear map.</summary>
    /// <param name="matrix">A [d, d].</param>
    /// <param name="name">What the names of mapped distributions begin with.</param>
    /// <exception cref="ArgumentException">A is not square, or cannot be inverted in double precision.</exception>
    public LinearMap(double[,] matrix, string name = "Linear")
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.GetLength(0) != matrix.GetLength(1))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The matrix is [{matrix.GetLength(0)}, {matrix.GetLength(1)}]: only a square one can be undone on every point."), nameof(matrix));
        }

        Matrix<double> a = Matrix<double>.Build.DenseOfArray(matrix);
        double condition = a.ConditionNumber();
        if (!(condition < WorstCondition))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The matrix has condition number {condition:G3}: it takes some points to one, and information is lost."), nameof(matrix));
        }

        (this.matrix, inverse) = ((double[,])matrix.Clone(), a.Inverse().ToArray());
    }

    /// <summary>
    /// Turned at random, uniformly over rotations and reflections, then each coordinate times <c>e^(spread z)</c>, z standard
    /// normal.
    /// </summary>
    /// <param name="dim">d.</param>
    /// <param name="seed">Makes the map; drawn from <see cref="RandomStream.Map"/>.</param>
    /// <param name="spread">How unlike the scales are; 0 keeps the norm.</param>
    public static LinearMap Random(int dim, long seed, double spread = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dim, 1);
        Rng rng = new(seed, RandomStream.Map);
        Matrix<double> turn = RandomMatrix.Orthogonal(rng, dim);
        Vector<double> scales = Vector<double>.Build.Dense(dim, _ => Math.Exp(spread * rng.NextGaussianDouble()));
        return new LinearMap((Matrix<double>.Build.DenseOfDiagonalVector(scales) * turn).ToArray());
    }

    /// <inheritdoc/>
    public override int OutputDim(int inputDim) => RequireDim(inputDim, matrix.GetLength(0));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<double> point, Span<double> image) => RandomMatrix.Multiply(matrix, point, image);

    /// <summary>Takes an image back.</summary>
    /// <param name="image">[d].</param>
    /// <param name="point">Receives the point whose image it is [d].</param>
    public void Undo(ReadOnlySpan<double> image, Span<double> point) => RandomMatrix.Multiply(inverse, image, point);
}
