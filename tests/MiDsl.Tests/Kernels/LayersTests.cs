using System;
using System.Linq;
using MathNet.Numerics;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

[Collection("kernels")]
public class LayersTests
{
    public static TheoryData<Activation> All => [.. Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(All))]
    public void AgreesWithDoublesAndTheirDifferences(Activation activation)
    {
        foreach ((int rows, int columns) in new[] { (1, 1), (2, 3), (5, 16), (3, 17), (300, 33), (7, 64) })
        {
            Widths.Each(() =>
            {
                float[] products = Widths.Normal(rows * columns, 1), bias = Widths.Normal(columns, 2), before = Widths.Normal(columns, 3);
                float[] values = [.. products], inputs = new float[values.Length], back = Widths.Normal(values.Length, 4), gradients = [.. back];
                Layers.Activate(activation, values, bias, inputs);
                double[] t = [.. products.Select((p, i) => (double)p + bias[i % columns])];
                float[] without = [.. products];
                Layers.Activate(activation, without, bias);
                Assert.Equal(values, without);
                for (int i = 0; i < t.Length; i++)
                {
                    Assert.Equal(t[i], inputs[i], 1e-6);
                    Assert.Equal(Of(activation, t[i]), values[i], 2e-6);
                }

                foreach (bool accumulate in new[] { false, true })
                {
                    gradients = [.. back];
                    float[] sums = [.. before];
                    Layers.Back(activation, Layers.NeedsInputs(activation) ? inputs : values, gradients, sums, accumulate);
                    double[] expected = [.. t.Select((value, i) => back[i] * (Of(activation, value + 1e-6) - Of(activation, value - 1e-6)) / 2e-6)];
                    for (int i = 0; i < t.Length; i++)
                    {
                        // No difference where the slope jumps.
                        Assert.Equal(expected[i], gradients[i], Math.Abs(t[i]) < 1e-5 ? 10 : 2e-5);
                    }

                    for (int j = 0; j < columns; j++)
                    {
                        double sum = accumulate ? before[j] : 0;
                        for (int row = 0; row < rows; row++)
                        {
                            sum += gradients[(row * columns) + j];
                        }

                        Assert.Equal(sum, sums[j], 1e-4);
                    }
                }
            });
        }
    }

    [Fact]
    public void WithoutActivation()
    {
        float[] values = [1, 2, 3, 4, 5, 6], sums = [100, 100, 100];
        Layers.AddBias(values, [10, 20, 30]);
        Assert.Equal([11f, 22, 33, 14, 25, 36], values);
        Layers.BiasGradient(values, sums);
        Assert.Equal([25f, 47, 69], sums);
        Assert.Throws<ArgumentException>(() => Layers.AddBias(values, new float[4]));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] values = Widths.Normal(7 * 33, 1), bias = new float[33], gradients = [.. values];
        Assert.Equal(0, Widths.Allocated(() => Layers.Activate(Activation.ELU, values, bias)));
        Assert.Equal(0, Widths.Allocated(() => Layers.Back(Activation.ELU, values, gradients, bias)));
    }

    private static double Of(Activation activation, double t) => activation switch
    {
        Activation.ReLU => Math.Max(0, t),
        Activation.LeakyReLU => t > 0 ? t : 0.01 * t,
        Activation.ELU => t > 0 ? t : Math.Exp(t) - 1,
        Activation.Tanh => Math.Tanh(t),
        Activation.SiLU => t / (1 + Math.Exp(-t)),
        _ => t * 0.5 * SpecialFunctions.Erfc(-t / Math.Sqrt(2)),
    };
}
