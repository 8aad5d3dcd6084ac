using System;

namespace MiDsl;

/// <summary>
/// A map that takes no two points to one, on all the points it is given. It can be undone, so it leaves mutual
/// information as it is (Kraskov et al. 2004, appendix), however it bends the marginals. <see cref="InjectiveMaps"/> has
/// some; derive from it for your own. Nothing checks that a map is injective.
/// </summary>
public abstract class InjectiveMap
{
    /// <summary>A map.</summary>
    /// <param name="name">What the names of mapped distributions begin with.</param>
    protected InjectiveMap(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>What the names of mapped distributions begin with.</summary>
    public string Name { get; }

    /// <summary>Coordinates of an image.</summary>
    /// <param name="inputDim">Coordinates of a point, d.</param>
    /// <exception cref="ArgumentException">The map does not take points of so many coordinates.</exception>
    public abstract int OutputDim(int inputDim);

    /// <summary>Maps one point.</summary>
    /// <param name="point">The point [d].</param>
    /// <param name="image">Receives its image [<see cref="OutputDim"/>].</param>
    public abstract void Apply(ReadOnlySpan<double> point, Span<double> image);

    /// <summary>For maps of points of a fixed number of coordinates, and images of as many.</summary>
    /// <param name="inputDim">Coordinates of the points at hand.</param>
    /// <param name="dim">Coordinates of the points that the map takes, d.</param>
    /// <returns>d.</returns>
    /// <exception cref="ArgumentException">They differ.</exception>
    protected int RequireDim(int inputDim, int dim) => inputDim == dim
        ? dim
        : throw new ArgumentException(
            FormattableString.Invariant($"The map '{Name}' takes points of {dim} coordinates, but there are {inputDim}."), nameof(inputDim));

    /// <summary>The map that does the same strictly monotone thing to each coordinate.</summary>
    /// <param name="name">What the names of mapped distributions begin with.</param>
    /// <param name="monotone">Strictly increasing or strictly decreasing wherever the distribution lies.</param>
    public static InjectiveMap EachCoordinate(string name, Func<double, double> monotone)
    {
        ArgumentNullException.ThrowIfNull(monotone);
        return new CoordinateMap(name, monotone);
    }

    private sealed class CoordinateMap(string name, Func<double, double> monotone) : InjectiveMap(name)
    {
        public override int OutputDim(int inputDim) => inputDim;

        public override void Apply(ReadOnlySpan<double> point, Span<double> image)
        {
            for (int i = 0; i < point.Length; i++)
            {
                image[i] = monotone(point[i]);
            }
        }
    }
}
