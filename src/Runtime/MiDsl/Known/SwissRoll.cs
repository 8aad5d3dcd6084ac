using System;

namespace MiDsl;

/// <summary>[0, 1] onto a spiral in the plane.</summary>
internal sealed class SwissRoll() : InjectiveMap("Swiss roll")
{
    // Brings the roll, of radius 14, to about the width of [0, 1].
    private const double Scale = 21;

    public override int OutputDim(int inputDim) => inputDim == 1
        ? 2
        : throw new ArgumentException(
            FormattableString.Invariant($"A Swiss roll takes one coordinate, but there are {inputDim}."), nameof(inputDim));

    public override void Apply(ReadOnlySpan<double> point, Span<double> image)
    {
        if (!(point[0] is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(point), point[0], "A Swiss roll takes numbers in [0, 1]: map by InjectiveMaps.NormalCdf first.");
        }

        double t = 1.5 * Math.PI * (1 + 2 * point[0]);
        (double sin, double cos) = Math.SinCos(t);
        image[0] = t * cos / Scale;
        image[1] = t * sin / Scale;
    }
}
