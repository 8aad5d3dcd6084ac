using System;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

[Collection("kernels")]
public class AdamTests
{
    /// <summary>PyTorch's steps in double precision; what floats lose adds up to a few units over 200 of them.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.1, true)]
    public void FollowsTheFormula(double decay, bool decoupled)
    {
        foreach (int length in new[] { 1, 15, 16, 33, 100 })
        {
            Widths.Each(() =>
            {
                AdamSettings settings = new(1e-2, decay, decoupled);
                float[] p = Widths.Normal(length, 1), m = new float[length], v = new float[length];
                double[] q = Array.ConvertAll(p, value => (double)value), first = new double[length], second = new double[length];
                for (int step = 1; step <= 200; step++)
                {
                    float[] gradients = Widths.Normal(length, step);
                    Adam.Step(p, gradients, m, v, settings, step);
                    for (int i = 0; i < length; i++)
                    {
                        double g = gradients[i] + (decoupled ? 0 : decay * q[i]);
                        q[i] *= decoupled ? 1 - (1e-2 * decay) : 1;
                        first[i] = (0.9 * first[i]) + (0.1 * g);
                        second[i] = (0.999 * second[i]) + (0.001 * g * g);
                        double scale = (Math.Sqrt(second[i]) / Math.Sqrt(1 - Math.Pow(0.999, step))) + 1e-8;
                        q[i] -= 1e-2 / (1 - Math.Pow(0.9, step)) * first[i] / scale;
                        Assert.Equal(q[i], p[i], 1e-5);
                    }
                }
            });
        }
    }

    [Fact]
    public void FadedMomentsAreZero()
    {
        Widths.Each(() =>
        {
            float[] p = [1, 1], m = [1e-38f, 1], v = [1e-38f, 1];
            Adam.Step(p, [0, 0], m, v, new(1e-3), 5);
            Assert.Equal(0, m[0]);
            Assert.Equal(0, v[0]);
            Assert.Equal(1, p[0]);
            Assert.Equal(0.9f, m[1]);
        });
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] p = Widths.Normal(100, 1), g = Widths.Normal(100, 2), m = new float[100], v = new float[100];
        AdamSettings settings = new(1e-3);
        Assert.Equal(0, Widths.Allocated(() => Adam.Step(p, g, m, v, settings, 3)));
        Assert.Throws<ArgumentException>(() => Adam.Step(p, g, m, new float[99], settings, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Adam.Step(p, g, m, v, settings, 0));
    }
}
