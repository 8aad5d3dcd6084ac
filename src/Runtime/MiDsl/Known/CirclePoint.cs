using System;

namespace MiDsl;

/// <summary>An angle as a point of the unit circle.</summary>
internal sealed class CirclePoint() : InjectiveMap("Circle")
{
    public override int OutputDim(int inputDim) => inputDim == 1
        ? 2
        : throw new ArgumentException(
            FormattableString.Invariant($"A circle takes one coordinate, an angle, but there are {inputDim}."), nameof(inputDim));

    public override void Apply(ReadOnlySpan<double> point, Span<double> image)
    {
        if (!(point[0] is >= -Math.PI and < Math.PI))
        {
            throw new ArgumentOutOfRangeException(
                nameof(point), point[0], "A circle takes angles in [-pi, pi): beyond, two of them are one point. KnownCircular has such angles.");
        }

        (image[1], image[0]) = Math.SinCos(point[0]);
    }
}
