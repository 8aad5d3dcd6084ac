using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

[Collection("kernels")]
public class MaskedProductsTests
{
    public static TheoryData<int, int, int> Shapes()
    {
        TheoryData<int, int, int> shapes = [];
        int[] sizes = [1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 33, 65];
        foreach (int pairs in sizes)
        {
            foreach (int outputs in sizes)
            {
                shapes.Add(pairs, outputs, 1 + ((pairs * 7) + (outputs * 3)) % 40);
            }
        }

        // Whole tables and strips; columns past a vector; more rows, and more terms, than go at a time.
        foreach ((int pairs, int outputs, int inputs) in new[] { (64, 64, 64), (128, 96, 256), (6, 5, 100), (1030, 7, 19), (5, 1100, 33), (600, 530, 9) })
        {
            shapes.Add(pairs, outputs, inputs);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AgreesWithTheSimplestLoops(int pairs, int outputs, int inputs)
    {
        Layer layer = new(pairs, outputs, inputs);
        foreach (int offset in new[] { 0, 1, 3 })
        {
            Widths.Each(() =>
            {
                float[] mask = Padded(layer.Outputs), slopes = Padded(layer.Slopes), head = Padded(layer.Head);
                float[] weights = Padded(layer.Weights), samples = Padded(layer.Inputs);
                float[] gradient = Padded(new float[pairs * inputs]);
                MaskedProducts.Inputs(mask.AsSpan(offset), slopes.AsSpan(offset), head.AsSpan(offset), weights.AsSpan(offset), gradient.AsSpan(offset), pairs, outputs, inputs);
                Agree(gradient, pairs, inputs, (pair, input) => (0, Enumerable.Range(0, outputs).Select(o => layer.Before(pair, o) * layer.Weights[(o * inputs) + input])));
                foreach (bool accumulate in new[] { false, true })
                {
                    float[] before = Widths.Normal(outputs * inputs, 6), biasBefore = Widths.Normal(outputs, 7), weightGradient = Padded(before), bias = Padded(biasBefore);
                    MaskedProducts.Weights(
                        mask.AsSpan(offset), slopes.AsSpan(offset), head.AsSpan(offset), samples.AsSpan(offset), weightGradient.AsSpan(offset), bias.AsSpan(offset), pairs, outputs, inputs, accumulate);
                    Agree(
                        weightGradient, outputs, inputs,
                        (o, input) => (accumulate ? before[(o * inputs) + input] : 0, Enumerable.Range(0, pairs).Select(pair => layer.Before(pair, o) * layer.Inputs[(pair * inputs) + input])));
                    Agree(bias, 1, outputs, (_, o) => (accumulate ? biasBefore[o] : 0, Enumerable.Range(0, pairs).Select(pair => layer.Before(pair, o))));
                }
            });

            // What is beside the operands would show in the sums, or where it is written to.
            float[] Padded(float[] values) => [.. Enumerable.Repeat(7f, offset), .. values, 7f, 7, 7];

            void Agree(float[] result, int rows, int columns, Func<int, int, (double Before, IEnumerable<double> Terms)> expected)
            {
                for (int i = 0; i < rows; i++)
                {
                    for (int j = 0; j < columns; j++)
                    {
                        (double sum, IEnumerable<double> terms) = expected(i, j);
                        double size = Math.Abs(sum) + 1e-30;
                        foreach (double term in terms)
                        {
                            sum += term;
                            size += Math.Abs(term);
                        }

                        float actual = result[offset + (i * columns) + j];
                        Assert.True(Math.Abs(actual - sum) <= 1e-6 * size, $"{i}, {j}: {actual} instead of {sum}");
                    }
                }

                Assert.All(result[..offset], value => Assert.Equal(7f, value));
                Assert.All(result[^3..], value => Assert.Equal(7f, value));
            }
        }
    }

    [Fact]
    public void AgreesWithTheDenseProductsAtUsualSizes()
    {
        const int Pairs = 512, Width = 256;
        Layer layer = new(Pairs, Width, Width);
        float[] before = [.. Enumerable.Range(0, Pairs * Width).Select(i => (float)layer.Before(i / Width, i % Width))];
        float[] dense = new float[Pairs * Width], masked = new float[Pairs * Width], denseWeights = new float[Width * Width], maskedWeights = new float[Width * Width];
        float[] bias = new float[Width];
        Gemm.Multiply(before, layer.Weights, dense, Pairs, Width, Width);
        Gemm.MultiplyLeftTransposed(before, layer.Inputs, denseWeights, Width, Width, Pairs);
        Widths.Each(() =>
        {
            MaskedProducts.Inputs(layer.Outputs, layer.Slopes, layer.Head, layer.Weights, masked, Pairs, Width, Width);
            MaskedProducts.Weights(layer.Outputs, layer.Slopes, layer.Head, layer.Inputs, maskedWeights, bias, Pairs, Width, Width);
            Close(dense, masked);
            Close(denseWeights, maskedWeights);
        });

        static void Close(float[] expected, float[] actual)
        {
            float largest = expected.Max(Math.Abs);
            Assert.True(largest > 1);
            Assert.True(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() <= 2e-6f * largest);
        }
    }

    [Fact]
    public void BlocksOfPairsAddUp()
    {
        const int Pairs = 96, Outputs = 40, Inputs = 50, Block = 32;
        Layer layer = new(Pairs, Outputs, Inputs);
        Widths.Each(() =>
        {
            float[] whole = new float[Outputs * Inputs], blocks = new float[Outputs * Inputs], bias = new float[Outputs], blockBias = new float[Outputs];
            MaskedProducts.Weights(layer.Outputs, layer.Slopes, layer.Head, layer.Inputs, whole, bias, Pairs, Outputs, Inputs);
            for (int first = 0; first < Pairs; first += Block)
            {
                MaskedProducts.Weights(
                    layer.Outputs.AsSpan(first * Outputs), layer.Slopes.AsSpan(first), layer.Head, layer.Inputs.AsSpan(first * Inputs), blocks, blockBias, Block, Outputs, Inputs, accumulate: first > 0);
            }

            Assert.All(whole.Zip(blocks), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
            Assert.All(bias.Zip(blockBias), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
            Assert.True(whole.Max(Math.Abs) > 1);
        });
    }

    [Fact]
    public void ResultsAreTheSameEveryTimeOnEveryWidthWhereverTheMemoryBegins()
    {
        const int Pairs = 70, Outputs = 67, Inputs = 75;
        Layer layer = new(Pairs, Outputs, Inputs);
        (float[] first, float[] firstWeights, float[] firstBias) = Results(0);
        Widths.Each(() =>
        {
            foreach (int offset in new[] { 0, 1, 2 })
            {
                (float[] again, float[] againWeights, float[] againBias) = Results(offset);
                Assert.Equal(first, again);
                Assert.Equal(firstWeights, againWeights);
                Assert.Equal(firstBias, againBias);
            }
        });

        (float[] InputGradient, float[] WeightGradient, float[] BiasGradient) Results(int offset)
        {
            float[] gradient = new float[offset + (Pairs * Inputs)], weightGradient = new float[offset + (Outputs * Inputs)], bias = new float[offset + Outputs];
            float[] outputs = [.. new float[offset], .. layer.Outputs], weights = [.. new float[offset], .. layer.Weights], inputs = [.. new float[offset], .. layer.Inputs];
            MaskedProducts.Inputs(outputs.AsSpan(offset), layer.Slopes, layer.Head, weights.AsSpan(offset), gradient.AsSpan(offset), Pairs, Outputs, Inputs);
            MaskedProducts.Weights(outputs.AsSpan(offset), layer.Slopes, layer.Head, inputs.AsSpan(offset), weightGradient.AsSpan(offset), bias.AsSpan(offset), Pairs, Outputs, Inputs);
            return (gradient[offset..], weightGradient[offset..], bias[offset..]);
        }
    }

    [Fact]
    public void WhatTheMaskLeavesOutDoesNotSpread()
    {
        // Output 0 is off in both pairs, and pair 0 off in both outputs: what is infinite or no number there is not summed.
        float[] outputs = [-1, float.NaN, 0, 1], weights = [float.NaN, float.PositiveInfinity, 2, 3], inputs = [float.NaN, float.PositiveInfinity, 4, 5];
        Widths.Each(() =>
        {
            float[] gradient = new float[4], weightGradient = new float[4], bias = new float[2];
            MaskedProducts.Inputs(outputs, [1, 0.5f], [7, 3], weights, gradient, 2, 2, 2);
            MaskedProducts.Weights(outputs, [1, 0.5f], [7, 3], inputs, weightGradient, bias, 2, 2, 2);
            Assert.Equal([0f, 0, 3, 4.5f], gradient);
            Assert.Equal([0f, 0, 6, 7.5f], weightGradient);
            Assert.Equal([0f, 1.5f], bias);
        });
    }

    [Fact]
    public void NoTermsGiveZero()
    {
        float[] gradient = [1, 2], weightGradient = [1, 2, 3, 4], bias = [1, 2];
        MaskedProducts.Inputs([], [1], [], [], gradient, 1, 0, 2);
        Assert.Equal([0f, 0], gradient);
        MaskedProducts.Weights([], [], [1, 1], [], weightGradient, bias, 0, 2, 2, accumulate: true);
        Assert.Equal([1f, 2, 3, 4], weightGradient);
        Assert.Equal([1f, 2], bias);
        MaskedProducts.Weights([], [], [1, 1], [], weightGradient, bias, 0, 2, 2);
        Assert.Equal([0f, 0, 0, 0], weightGradient);
        Assert.Equal([0f, 0], bias);

        // Without inputs there is a bias all the same.
        MaskedProducts.Weights([1, 0], [3], [2, 2], [], [], bias, 1, 2, 0);
        Assert.Equal([6f, 0], bias);
    }

    [Fact]
    public void ShortSpansAreRefused()
    {
        Inputs(6, 2, 3, 12, 8);
        Assert.Throws<ArgumentException>(() => Inputs(5, 2, 3, 12, 8));
        Assert.Throws<ArgumentException>(() => Inputs(6, 1, 3, 12, 8));
        Assert.Throws<ArgumentException>(() => Inputs(6, 2, 2, 12, 8));
        Assert.Throws<ArgumentException>(() => Inputs(6, 2, 3, 11, 8));
        Assert.Throws<ArgumentException>(() => Inputs(6, 2, 3, 12, 7));
        Assert.Throws<ArgumentException>(() => Inputs(6, 2, 3, 12, 8, pairs: -2));
        Weights(6, 2, 3, 8, 12, 3);
        Assert.Throws<ArgumentException>(() => Weights(5, 2, 3, 8, 12, 3));
        Assert.Throws<ArgumentException>(() => Weights(6, 1, 3, 8, 12, 3));
        Assert.Throws<ArgumentException>(() => Weights(6, 2, 2, 8, 12, 3));
        Assert.Throws<ArgumentException>(() => Weights(6, 2, 3, 7, 12, 3));
        Assert.Throws<ArgumentException>(() => Weights(6, 2, 3, 8, 11, 3));
        Assert.Throws<ArgumentException>(() => Weights(6, 2, 3, 8, 12, 2));
        Assert.Throws<ArgumentException>(() => Weights(6, 2, 3, 8, 12, 3, pairs: -2));

        static void Inputs(int outputs, int slopes, int head, int weights, int gradient, int pairs = 2) =>
            MaskedProducts.Inputs(new float[outputs], new float[slopes], new float[head], new float[weights], new float[gradient], pairs, 3, 4);

        static void Weights(int outputs, int slopes, int head, int inputs, int gradient, int bias, int pairs = 2) =>
            MaskedProducts.Weights(new float[outputs], new float[slopes], new float[head], new float[inputs], new float[gradient], new float[bias], pairs, 3, 4);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        Layer layer = new(70, 45, 50);
        float[] gradient = new float[70 * 50], weightGradient = new float[45 * 50], bias = new float[45];
        Widths.Each(() =>
        {
            Assert.Equal(0, Widths.Allocated(() => MaskedProducts.Inputs(layer.Outputs, layer.Slopes, layer.Head, layer.Weights, gradient, 70, 45, 50)));
            Assert.Equal(0, Widths.Allocated(() => MaskedProducts.Weights(layer.Outputs, layer.Slopes, layer.Head, layer.Inputs, weightGradient, bias, 70, 45, 50, accumulate: true)));
        });
    }

    private sealed class Layer(int pairs, int outputs, int inputs)
    {
        public float[] Outputs { get; } = [.. Widths.Normal(pairs * outputs, 1).Select(value => Math.Max(value, 0))];

        public float[] Slopes { get; } = Widths.Normal(pairs, 2);

        public float[] Head { get; } = Widths.Normal(outputs, 3);

        public float[] Weights { get; } = Widths.Normal(outputs * inputs, 4);

        public float[] Inputs { get; } = Widths.Normal(pairs * inputs, 5);

        /// <summary>The gradient before the ReLU.</summary>
        public double Before(int pair, int output) => Outputs[(pair * outputs) + output] > 0 ? (double)Slopes[pair] * Head[output] : 0;
    }
}
