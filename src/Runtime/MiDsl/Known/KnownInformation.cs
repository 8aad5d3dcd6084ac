using System;

namespace MiDsl;

/// <summary>
/// A joint distribution of X and Y that can be drawn from and whose mutual information is known: what an estimator is
/// tried on. Derive from it for your own; <see cref="KnownTasks"/> has some.
/// </summary>
public abstract class KnownInformation
{
    /// <summary>A distribution of known mutual information.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="xDim">dx, at least 1.</param>
    /// <param name="yDim">dy, at least 1.</param>
    /// <param name="information">I(X; Y) in nats: finite, not negative.</param>
    /// <exception cref="ArgumentException">The name is empty, or a number outside its range.</exception>
    protected KnownInformation(string name, int xDim, int yDim, double information)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(xDim, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(yDim, 1);
        if (!(information >= 0) || !double.IsFinite(information))
        {
            throw new ArgumentOutOfRangeException(
                nameof(information), information, $"The information of '{name}' must be finite and not negative.");
        }

        (Name, XDim, YDim, Information) = (name, xDim, yDim, information);
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>Columns of X, dx.</summary>
    public int XDim { get; }

    /// <summary>Columns of Y, dy.</summary>
    public int YDim { get; }

    /// <summary>I(X; Y) in nats.</summary>
    public double Information { get; }

    /// <summary>Draws n independent pairs in double precision.</summary>
    /// <param name="rng">Where randomness comes from.</param>
    /// <param name="n">Pairs.</param>
    /// <param name="x">Receives X [n, dx], row-major.</param>
    /// <param name="y">Receives Y [n, dy], row-major.</param>
    public abstract void Draw(Rng rng, int n, Span<double> x, Span<double> y);

    /// <summary>The same pairs in single precision: the body of a sampler that is annotated with <c>[Joint]</c>.</summary>
    /// <param name="rng">Where randomness comes from.</param>
    /// <param name="n">Pairs.</param>
    /// <param name="x">Receives X [n, dx], row-major.</param>
    /// <param name="y">Receives Y [n, dy], row-major.</param>
    /// <exception cref="ArgumentException">x does not hold n dx values, or y n dy.</exception>
    public void Draw(Rng rng, int n, Span<float> x, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        RequireLength(x.Length, n, XDim, nameof(x));
        RequireLength(y.Length, n, YDim, nameof(y));
        double[] xs = new double[x.Length], ys = new double[y.Length];
        Draw(rng, n, xs, ys);
        Round(xs, x);
        Round(ys, y);
    }

    /// <summary>
    /// Draws a data set. The same seed gives the same pairs; a distribution and its images under maps are drawn from the
    /// same numbers.
    /// </summary>
    /// <param name="count">Pairs, at least 1.</param>
    /// <param name="seed">Any number; drawn from <see cref="RandomStream.User"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">No pairs.</exception>
    public PairedData Sample(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] x = new float[count * XDim], y = new float[count * YDim];
        Draw(new Rng(seed), count, x, y);
        return PairedData.FromSingle(x, XDim, y, YDim, FormattableString.Invariant($"{Name}, seed {seed}"));
    }

    /// <summary>The distribution of (f(X), f(Y)): the same information.</summary>
    /// <param name="map">f.</param>
    /// <exception cref="ArgumentException">The map does not take as many coordinates.</exception>
    public KnownInformation Through(InjectiveMap map) => Through(map, map);

    /// <summary>The distribution of (f(X), g(Y)): the same information, since each can be undone.</summary>
    /// <param name="x">f; null leaves X as it is.</param>
    /// <param name="y">g; null leaves Y as it is.</param>
    /// <param name="name">What reports call it; made of the names of the maps unless given.</param>
    /// <exception cref="ArgumentException">A map does not take as many coordinates.</exception>
    public KnownInformation Through(InjectiveMap? x, InjectiveMap? y, string? name = null) =>
        new MappedInformation(this, x, y, name);

    /// <summary>The name, dimensions and nats.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: X {XDim}, Y {YDim}, {Information:F4} nats");

    private static void RequireLength(int length, int n, int dim, string name)
    {
        if (length != n * dim)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{name} holds {length} values, but {n} pairs of {dim} coordinates are {n * dim}."), name);
        }
    }

    private static void Round(double[] from, Span<float> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }
    }
}
