using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace MiDsl;

/// <summary>
/// A closed-form critic fitted to pairs: columns are standardized; for Student t they become t-scores
/// (<see cref="StudentScores"/>); canonical correlations are shrunk to what the validation pairs confirm. Any function is a
/// valid critic, so what these pairs are in truth decides how tight a bound is, never its direction.
/// </summary>
public sealed class EllipticalFit
{
    private const int Iterations = 30;
    private const int ValidationIterations = 5;
    private const int Shifts = 48;

    // What another number of degrees of freedom than infinity must gain, nats.
    private const double Margin = .005;

    private static readonly double[] Degrees = [double.PositiveInfinity, 1, 2, 3, 5, 10];

    private EllipticalFit(Columns x, Columns y, EllipticalRatio ratio, CanonicalCoordinates normal) =>
        (X, Y, Ratio, Normal) = (x, y, ratio, normal);

    /// <summary>Means and deviations of X.</summary>
    public Columns X { get; }

    /// <summary>Means and deviations of Y.</summary>
    public Columns Y { get; }

    /// <summary>The ratio of the standardized columns, or of their t-scores where its degrees of freedom are finite.</summary>
    public EllipticalRatio Ratio { get; }

    /// <summary>The canonical coordinates of the normal fit, also where Student t was chosen.</summary>
    public CanonicalCoordinates Normal { get; }

    /// <summary>
    /// Fits. Of Student t the degrees of freedom are those of {infinity, 1, 2, 3, 5, 10} with the greatest InfoNCE on the
    /// validation pairs, over 48 cyclic shifts; others than infinity only if better by .005 nats.
    /// </summary>
    /// <param name="train">Give moments and the cap: the greatest ratio among them, at least 0.</param>
    /// <param name="validation">Shrink the correlations, choose the degrees of freedom.</param>
    /// <param name="family">Gaussian or Student.</param>
    /// <param name="seed">Draws the shifts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The family is no distribution.</exception>
    public static EllipticalFit Of(PairedData train, PairedData validation, BaseCritic family, long seed)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        if (family is not (BaseCritic.Gaussian or BaseCritic.Student))
        {
            throw new ArgumentOutOfRangeException(nameof(family), family, "A closed form is Gaussian or Student.");
        }

        Columns x = Columns.Of(train.X, train.XOffsets), y = Columns.Of(train.Y, train.YOffsets);
        Matrix<double> rows = Standardized(train, x, y), others = Standardized(validation, x, y);
        int[] shifts = [0, .. new Rng(seed, RandomStream.Negatives, long.MinValue).Permutation(validation.Count - 1).Take(Shifts).Select(s => s + 1)];
        CanonicalCoordinates? normal = null;
        EllipticalRatio? best = null;
        double bestValue = double.NegativeInfinity;
        foreach (double nu in family == BaseCritic.Student ? Degrees : Degrees[..1])
        {
            EllipticalRatio ratio = Fit(Scored(rows, nu), Scored(others, nu), train.XDim, nu);
            normal ??= ratio.Coordinates;
            double value = InfoNce(ratio, Scored(others, nu), shifts);
            if (best is null || value > bestValue + Margin)
            {
                (best, bestValue) = (ratio, value);
            }
        }

        return new EllipticalFit(x, y, best!, normal!);
    }

    private static EllipticalRatio Fit(Matrix<double> rows, Matrix<double> others, int xDim, double nu)
    {
        var coordinates = CanonicalCoordinates.Of(StudentDispersion.Of(rows, nu, Iterations), xDim);
        (double[][] u, double[][] v) = Mapped(others, coordinates);
        Matrix<double> joint = Matrix<double>.Build.DenseOfRowArrays(u.Zip(v, (a, b) => (double[])[.. a, .. b]));
        coordinates = coordinates.Shrunk(StudentDispersion.Of(joint, nu, ValidationIterations), others.RowCount);
        var open = new EllipticalRatio(coordinates, nu, double.PositiveInfinity);
        (u, v) = Mapped(rows, coordinates);
        return new EllipticalRatio(coordinates, nu, Math.Max(0, u.Zip(v, (a, b) => open.OfCoordinates(a, b)).Max()));
    }

    /// <summary>InfoNCE of the closed form alone, nats, no score above the greatest of a positive.</summary>
    private static double InfoNce(EllipticalRatio ratio, Matrix<double> rows, int[] shifts)
    {
        (double[][] u, double[][] v) = Mapped(rows, ratio.Coordinates);
        double cap = u.Zip(v, (a, b) => ratio.OfCoordinates(a, b)).Max(), sum = 0;
        double[] scores = new double[shifts.Length];
        for (int i = 0; i < u.Length; i++)
        {
            for (int k = 0; k < shifts.Length; k++)
            {
                scores[k] = Math.Min(cap, ratio.OfCoordinates(u[i], v[(i + shifts[k]) % v.Length]));
            }

            sum += scores[0] - LogSpace.LogMeanExp(scores);
        }

        return sum / u.Length;
    }

    private static (double[][] U, double[][] V) Mapped(Matrix<double> rows, CanonicalCoordinates coordinates)
    {
        int dx = coordinates.X.RowCount;
        return ((rows.SubMatrix(0, rows.RowCount, 0, dx) * coordinates.X).ToRowArrays(),
            (rows.SubMatrix(0, rows.RowCount, dx, rows.ColumnCount - dx) * coordinates.Y).ToRowArrays());
    }

    private static Matrix<double> Scored(Matrix<double> rows, double nu) =>
        double.IsInfinity(nu) ? rows : rows.Map(StudentScores.Of(nu).Score, Zeros.Include);

    private static Matrix<double> Standardized(PairedData data, Columns x, Columns y)
    {
        float[] ofX = data.X.ToArray(), ofY = data.Y.ToArray();
        double[] xOffsets = data.XOffsets.ToArray(), yOffsets = data.YOffsets.ToArray();
        int dx = data.XDim, dy = data.YDim;
        return Matrix<double>.Build.Dense(data.Count, dx + dy, (row, column) => column < dx
            ? (ofX[(row * dx) + column] + xOffsets[column] - x.Means[column]) / x.Deviations[column]
            : (ofY[(row * dy) + column - dx] + yOffsets[column - dx] - y.Means[column - dx]) / y.Deviations[column - dx]);
    }

    /// <summary>How columns are standardized.</summary>
    /// <param name="Means">[d].</param>
    /// <param name="Deviations">[d]; 1 for a column that does not vary.</param>
    public sealed record Columns(IReadOnlyList<double> Means, IReadOnlyList<double> Deviations)
    {
        internal static Columns Of(ReadOnlySpan<float> values, ReadOnlySpan<double> offsets)
        {
            double[] means = new double[offsets.Length], deviations = new double[offsets.Length];
            for (int c = 0; c < means.Length; c++)
            {
                (double mean, double deviation) = ColumnMoments.Of(values, offsets.Length, c);
                (means[c], deviations[c]) = (mean + offsets[c], deviation > 0 ? deviation : 1);
            }

            return new Columns(means, deviations);
        }
    }
}
