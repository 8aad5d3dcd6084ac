using System;

namespace MiDsl;

/// <summary>x to exp(|x|^2 speed / d A) x, A generating the rotations of one plane.</summary>
internal sealed class Spiral : InjectiveMap
{
    private readonly int first;
    private readonly int second;
    private readonly double speed;

    internal Spiral(int first, int second, double speed)
        : base("Sp")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfEqual(second, first);
        if (!double.IsFinite(speed))
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed of a spiral must be finite.");
        }

        (this.first, this.second, this.speed) = (first, second, speed);
    }

    public override int OutputDim(int inputDim) => inputDim > Math.Max(first, second)
        ? inputDim
        : throw new ArgumentException(
            FormattableString.Invariant($"A spiral in the plane of coordinates {first} and {second}, counted from 0, needs {Math.Max(first, second) + 1} coordinates, but there are {inputDim}."),
            nameof(inputDim));

    public override void Apply(ReadOnlySpan<double> point, Span<double> image)
    {
        double squares = 0;
        foreach (double value in point)
        {
            squares += value * value;
        }

        (double sin, double cos) = Math.SinCos(speed * squares / point.Length);
        point.CopyTo(image);
        image[first] = cos * point[first] - sin * point[second];
        image[second] = sin * point[first] + cos * point[second];
    }
}
