using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl;

/// <summary>
/// A mixture of normal distributions of (X, Y): clusters, or shapes that no single correlation describes. There is no
/// closed form; for one coordinate each the information is found by quadrature, else it is a number that
/// <see cref="AverageInformation"/> found from the exact densities.
/// </summary>
public sealed class KnownMixture : KnownInformation
{
    private readonly Components components;

    /// <summary>X and Y of one coordinate each; the information by the trapezoidal rule on 1,000 x 1,000 points.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="components">Of two coordinates, weights of sum 1; none narrower than 1/100 of the whole.</param>
    /// <exception cref="ArgumentException">Weights that are not of sum 1, or a component that is no distribution of two numbers.</exception>
    public KnownMixture(string name, params IReadOnlyList<NormalComponent> components)
        : this(name, new Components(components, 1, 2))
    {
    }

    /// <summary>X and Y of any dimensions.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="information">Nats, found beforehand by <see cref="AverageInformation"/> with many pairs.</param>
    /// <param name="components">Of dx + dy coordinates, weights of sum 1.</param>
    /// <exception cref="ArgumentException">Weights that are not of sum 1, or a component that is no distribution of dx + dy numbers.</exception>
    public KnownMixture(string name, int xDim, double information, params IReadOnlyList<NormalComponent> components)
        : this(name, new Components(components, xDim, null), information)
    {
    }

    private KnownMixture(string name, Components components)
        : this(name, components, components.ByQuadrature())
    {
    }

    private KnownMixture(string name, Components components, double information)
        : base(name, components.XDim, components.YDim, information) => this.components = components;

    /// <summary>
    /// The mean over drawn pairs of <c>log p(x, y) / (p(x) p(y))</c>, all densities exact: unbiased, and with 10 million
    /// pairs mostly within .001.
    /// </summary>
    /// <param name="components">As of the constructor.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="pairs">How many are drawn, at least 2.</param>
    /// <param name="seed">Of the pairs; drawn from <see cref="RandomStream.Test"/>.</param>
    public static Estimate AverageInformation(IReadOnlyList<NormalComponent> components, int xDim, int pairs, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs, 2);
        Components mixture = new(components, xDim, null);
        Rng rng = new(seed, RandomStream.Test);
        double[] pair = new double[mixture.XDim + mixture.YDim], room = new double[pair.Length];

        // Welford's sums: with millions of pairs, plain ones lose digits.
        double mean = 0, squares = 0;
        for (int i = 1; i <= pairs; i++)
        {
            mixture.Draw(rng, room, pair.AsSpan(0, xDim), pair.AsSpan(xDim));
            double value = mixture.LogRatio(pair), off = value - mean;
            mean += off / i;
            squares += off * (value - mean);
        }

        return new Estimate(mean, Math.Sqrt(squares / (pairs - 1) / pairs)) { Name = "mean log-ratio", Pairs = pairs, Data = DataRole.Fresh };
    }

    /// <inheritdoc/>
    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        ArgumentNullException.ThrowIfNull(rng);
        double[] room = new double[XDim + YDim];
        for (int row = 0; row < n; row++)
        {
            components.Draw(rng, room, x.Slice(row * XDim, XDim), y.Slice(row * YDim, YDim));
        }
    }

    private sealed class Components
    {
        private const int Points = 1000;
        private const double Tail = 9;

        private readonly double[] weights;
        private readonly double[][] means;
        private readonly Dispersion[] dispersions;
        private readonly (NormalDensity Joint, NormalDensity X, NormalDensity Y)[] densities;

        internal Components(IReadOnlyList<NormalComponent> components, int xDim, int? dim)
        {
            ArgumentNullException.ThrowIfNull(components);
            double sum = components.Sum(c => c.Weight);
            if (!(Math.Abs(sum - 1) < 1e-12))
            {
                throw new ArgumentException(FormattableString.Invariant($"Weights must have sum 1, but it is {sum:G10}."), nameof(components));
            }

            dim ??= components[0].Mean.Length;
            if (components.FirstOrDefault(c => c.Mean.Length != dim) is { } other)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Every component must have {dim} coordinates, X's and Y's together, but one has {other.Mean.Length}."), nameof(components));
            }

            (weights, means) = ([.. components.Select(c => c.Weight)], [.. components.Select(c => c.Mean)]);
            dispersions = [.. components.Select(c => new Dispersion(c.Covariance, xDim))];
            densities = [.. dispersions.Zip(means, (d, mean) => (
                new NormalDensity(mean, d.Factor), new NormalDensity(mean[..xDim], d.Factor), new NormalDensity(mean[xDim..], d.YFactor)))];
        }

        internal int XDim => dispersions[0].XDim;

        internal int YDim => dispersions[0].YDim;

        internal void Draw(Rng rng, Span<double> room, Span<double> x, Span<double> y)
        {
            int at = 0;
            for (double u = rng.NextDouble() - weights[0]; u >= 0 && at < weights.Length - 1; u -= weights[at])
            {
                at++;
            }

            dispersions[at].Draw(rng, 1, room, x, y);
            for (int i = 0; i < x.Length; i++)
            {
                x[i] += means[at][i];
            }

            for (int i = 0; i < y.Length; i++)
            {
                y[i] += means[at][x.Length + i];
            }
        }

        internal double LogRatio(ReadOnlySpan<double> pair)
        {
            double joint = 0, x = 0, y = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                joint += weights[i] * Math.Exp(densities[i].Joint.Log(pair));
                x += weights[i] * Math.Exp(densities[i].X.Log(pair[..XDim]));
                y += weights[i] * Math.Exp(densities[i].Y.Log(pair[XDim..]));
            }

            return Math.Log(joint / x / y);
        }

        /// <summary>Sum over a grid of p log(p / (px py)), px and py being the grid's own margins.</summary>
        internal double ByQuadrature()
        {
            (double[] xs, double xStep) = Axis(0);
            (double[] ys, double yStep) = Axis(1);
            double[,] joint = new double[Points, Points];
            double[] px = new double[Points], py = new double[Points];
            double[] pair = new double[2];
            for (int i = 0; i < Points; i++)
            {
                for (int j = 0; j < Points; j++)
                {
                    (pair[0], pair[1]) = (xs[i], ys[j]);
                    for (int k = 0; k < weights.Length; k++)
                    {
                        joint[i, j] += weights[k] * Math.Exp(densities[k].Joint.Log(pair)) * xStep * yStep;
                    }

                    px[i] += joint[i, j];
                    py[j] += joint[i, j];
                }
            }

            double information = 0;
            for (int i = 0; i < Points; i++)
            {
                for (int j = 0; j < Points; j++)
                {
                    information += joint[i, j] > 0 ? joint[i, j] * Math.Log(joint[i, j] / px[i] / py[j]) : 0;
                }
            }

            return Math.Max(0, information);
        }

        private (double[] Points, double Step) Axis(int coordinate)
        {
            double low = means.Zip(dispersions, (m, d) => m[coordinate] - Tail * d.Deviation(coordinate)).Min();
            double high = means.Zip(dispersions, (m, d) => m[coordinate] + Tail * d.Deviation(coordinate)).Max();
            double step = (high - low) / (Points - 1);
            return ([.. Enumerable.Range(0, Points).Select(i => low + i * step)], step);
        }
    }
}
