using System;
using System.Linq;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

[Collection("kernels")]
public class GemmTests
{
    private delegate void Product(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int columns, int terms, bool accumulate);

    public static TheoryData<int, int, int> Shapes()
    {
        TheoryData<int, int, int> shapes = [];
        int[] sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 65];
        foreach (int rows in sizes)
        {
            foreach (int columns in sizes)
            {
                shapes.Add(rows, columns, 1 + ((rows * 7) + (columns * 3)) % 40);
            }
        }

        foreach ((int rows, int columns, int terms) in new[] { (64, 256, 256), (1, 70, 300), (70, 1, 300), (300, 3, 1), (9, 600, 5), (5, 33, 700), (530, 40, 257) })
        {
            shapes.Add(rows, columns, terms);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AgreesWithTheSimplestLoops(int rows, int columns, int terms)
    {
        float[] a = Widths.Normal(rows * terms, 1), b = Widths.Normal(terms * columns, 2), before = Widths.Normal(rows * columns, 3);
        foreach (int offset in new[] { 0, 1, 3 })
        {
            Widths.Each(() =>
            {
                Agrees(Gemm.Multiply, a, b, leftTransposed: false, rightTransposed: false);
                Agrees(Gemm.MultiplyRightTransposed, a, b, leftTransposed: false, rightTransposed: true);
                Agrees(Gemm.MultiplyLeftTransposed, a, b, leftTransposed: true, rightTransposed: false);
            });

            void Agrees(Product product, float[] left, float[] right, bool leftTransposed, bool rightTransposed)
            {
                foreach (bool accumulate in new[] { false, true })
                {
                    float[] ownLeft = [.. new float[offset], .. left], ownRight = [.. new float[offset], .. right];
                    float[] result = [.. Enumerable.Repeat(7f, offset), .. before, 7f];
                    product(ownLeft.AsSpan(offset), ownRight.AsSpan(offset), result.AsSpan(offset, before.Length), rows, columns, terms, accumulate);
                    for (int i = 0; i < rows; i++)
                    {
                        for (int j = 0; j < columns; j++)
                        {
                            double sum = accumulate ? before[(i * columns) + j] : 0, size = Math.Abs(sum) + 1e-30;
                            for (int t = 0; t < terms; t++)
                            {
                                double term = (double)left[leftTransposed ? (t * rows) + i : (i * terms) + t]
                                    * right[rightTransposed ? (j * terms) + t : (t * columns) + j];
                                sum += term;
                                size += Math.Abs(term);
                            }

                            Assert.True(Math.Abs(result[offset + (i * columns) + j] - sum) <= 1e-6 * size, $"{i}, {j}: {result[offset + (i * columns) + j]} instead of {sum}");
                        }
                    }

                    // Nothing beside the result is written.
                    Assert.All(result[..offset], value => Assert.Equal(7f, value));
                    Assert.Equal(7f, result[^1]);
                }
            }
        }
    }

    [Fact]
    public void NoTermsGiveZero()
    {
        float[] result = [1, 2];
        Gemm.Multiply([], [], result, 1, 2, 0, accumulate: true);
        Assert.Equal([1f, 2], result);
        Gemm.Multiply([], [], result, 1, 2, 0);
        Assert.Equal([0f, 0], result);
        Gemm.Multiply([], [], [], 0, 0, 0);
    }

    [Fact]
    public void ShortSpansAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new float[5], new float[6], new float[4], 2, 2, 3));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new float[6], new float[5], new float[4], 2, 2, 3));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new float[6], new float[6], new float[3], 2, 2, 3));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new float[6], new float[6], new float[4], -2, 2, 3));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] a = Widths.Normal(33 * 70, 1), b = Widths.Normal(70 * 50, 2), c = new float[33 * 50];
        Assert.Equal(0, Widths.Allocated(() => Gemm.Multiply(a, b, c, 33, 50, 70)));
        Assert.Equal(0, Widths.Allocated(() => Gemm.MultiplyRightTransposed(a, b, c, 33, 50, 70, accumulate: true)));
        Assert.Equal(0, Widths.Allocated(() => Gemm.MultiplyLeftTransposed(a, b, c, 33, 50, 70)));
        Assert.Equal(0, Widths.Allocated(() => Gemm.Multiply(a, b, c, 33, 1, 70)));
    }
}
