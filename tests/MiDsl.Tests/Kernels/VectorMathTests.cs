using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

[Collection("kernels")]
public class VectorMathTests
{
    private delegate void Function(ReadOnlySpan<float> x, Span<float> result);

    /// <summary>Name, the function, the truth, and the units in the last place that are allowed.</summary>
    private static readonly Dictionary<string, (Function Ours, Func<double, double> Truth, double Units)> Functions = new()
    {
        ["exp"] = (VectorMath.Exp, Math.Exp, 2),
        ["log"] = (VectorMath.Log, Math.Log, 3),
        ["tanh"] = (VectorMath.Tanh, Math.Tanh, 3),
        ["sigmoid"] = (VectorMath.Sigmoid, x => 1 / (1 + Math.Exp(-x)), 4),
        ["softplus"] = (VectorMath.Softplus, x => x > 30 ? x : Log1P(Math.Exp(x)), 4),
        ["erf"] = (VectorMath.Erf, SpecialFunctions.Erf, 4),
        ["normal"] = (VectorMath.NormalDistribution, x => 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2)), 8),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinUnitsOfTheTruth(string name)
    {
        (Function ours, Func<double, double> truth, double units) = Functions[name];

        // Dense around 0, then every 9,973rd of all floats.
        List<float> x = [.. Enumerable.Range(-60_000, 120_001).Select(i => i / 500f)];
        for (long bits = 0; bits <= uint.MaxValue; bits += 9973)
        {
            float value = BitConverter.UInt32BitsToSingle((uint)bits);
            if (float.IsFinite(value))
            {
                x.Add(value);
            }
        }

        float[] points = [.. x], first = new float[points.Length];
        Width.Bits = Width.Widest;
        ours(points, first);
        for (int i = 0; i < points.Length; i++)
        {
            double expected = truth(points[i]);
            if (double.IsNaN(expected) || Math.Abs(expected) > float.MaxValue)
            {
                Assert.Equal((float)expected, first[i]);
                continue;
            }

            double unit = Math.Max(Math.BitIncrement((float)Math.Abs(expected)) - (double)(float)Math.Abs(expected), float.Epsilon);
            unit = Math.Max(unit, Math.Abs(expected) * Math.Pow(2, -24));
            Assert.True(Math.Abs(first[i] - expected) <= units * unit, $"{name}({points[i]:R}) = {first[i]:R} instead of {expected:R}: {Math.Abs(first[i] - expected) / unit:F1} units");
        }

        Widths.Each(() =>
        {
            // The same in any lane of any width, also in place.
            float[] again = [.. points];
            ours(again.AsSpan(1), again.AsSpan(1));
            Assert.Equal(first.AsSpan(1), again.AsSpan(1));
        });
    }

    [Theory]
    [InlineData("exp", 0, 1, float.PositiveInfinity)]
    [InlineData("log", float.NaN, float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData("tanh", -1, 0, 1)]
    [InlineData("sigmoid", 0, 0.5, 1)]
    [InlineData("softplus", 0, 0.693147181, float.PositiveInfinity)]
    [InlineData("erf", -1, 0, 1)]
    [InlineData("normal", 0, 0.5, 1)]
    public void EndsAreExact(string name, float atMinusInfinity, float atZero, float atInfinity)
    {
        Widths.Each(() =>
        {
            float[] x = [float.NegativeInfinity, 0, float.PositiveInfinity, float.NaN], result = new float[4];
            Functions[name].Ours(x, result);
            Assert.Equal([atMinusInfinity, atZero, atInfinity, float.NaN], result);
        });
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] x = Widths.Normal(100, 1), result = new float[100];
        Assert.Equal(0, Widths.Allocated(() => VectorMath.Exp(x, result)));
        Assert.Throws<ArgumentException>(() => VectorMath.Exp(x, new float[99]));
    }

    private static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
