using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MathNet.Numerics.Distributions;
using Xunit;

namespace MiDsl.Tests.Random;

/// <summary>
/// Statistical checks stand at five standard errors of fixed seeds: no false alarm, and a change of the bits has one in
/// two million.
/// </summary>
public class RngTests
{
    private const int Many = 1_000_000;

    [Fact]
    public void TheSameNameGivesTheSameNumbersAndOthersShareNone()
    {
        HashSet<ulong> seen = [];
        foreach (long seed in new[] { 0L, 1, -1, long.MaxValue })
        {
            foreach (RandomStream stream in Enum.GetValues<RandomStream>())
            {
                foreach (long step in new[] { 0L, 1, -1, 1L << 40 })
                {
                    Rng a = new(seed, stream, step), b = new(seed, stream, step);
                    for (int i = 0; i < 100; i++)
                    {
                        ulong word = a.NextUInt64();
                        Assert.Equal(word, b.NextUInt64());
                        Assert.True(seen.Add(word));
                    }

                    Assert.True(seen.Add((ulong)Rng.Derive(seed, stream, step)));
                }
            }
        }
    }

    [Fact]
    public void DerivedSeedsAreNotNegative()
    {
        for (int step = 0; step < 1000; step++)
        {
            Assert.True(Rng.Derive(42, RandomStream.Training, step) >= 0);
        }
    }

    /// <summary>A changed bit anywhere, on any machine, shows here. Also run with DOTNET_EnableAVX2=0.</summary>
    [Fact]
    public void TheBitsAreThose()
    {
        Rng rng = new(20_26, RandomStream.Training, 11);
        float[] singles = new float[4099];
        rng.FillGaussian(singles, 1, 2);
        double[] doubles = [.. Enumerable.Range(0, 500).SelectMany(_ => new[]
        {
            rng.NextGaussianDouble(), rng.NextExponential(), rng.NextGamma(.3), rng.NextGamma(4), rng.NextStudentT(2),
        })];
        byte[] bytes = [.. MemoryMarshal.AsBytes<float>(singles), .. MemoryMarshal.AsBytes<double>(doubles)];
        Assert.Equal("A799D5438C957745D953CC7F7556B20C", Convert.ToHexString(SHA256.HashData(bytes))[..32]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(257)]
    [InlineData(5000)]
    public void FillingGivesWhatSingleCallsGive(int length)
    {
        Rng filled = new(7), single = new(7);
        float[] numbers = new float[length];
        foreach (int skip in new[] { 0, 3, 0, 21 })
        {
            for (int i = 0; i < skip; i++)
            {
                Assert.Equal(single.NextUInt32(), filled.NextUInt32());
                Assert.Equal(single.NextGaussian(), filled.NextGaussian());
            }

            filled.FillGaussian(numbers, -1, 3);
            Assert.All(numbers, number => Assert.Equal(single.NextGaussian() * 3 - 1, number));
            filled.FillUniform(numbers);
            Assert.All(numbers, number => Assert.Equal(single.NextSingle(), number));
        }
    }

    [Fact]
    public void GaussiansAreNormal()
    {
        float[] singles = new float[Many];
        new Rng(1).FillGaussian(singles);
        RequireNormal([.. singles.Select(s => (double)s)]);
        Rng rng = new(2);
        RequireNormal([.. Enumerable.Range(0, Many).Select(_ => rng.NextGaussianDouble())]);
    }

    private static void RequireNormal(double[] z)
    {
        double Moment(int p) => z.Average(v => Math.Pow(v, p));
        Assert.Equal(0, Moment(1), 5 / Math.Sqrt(Many));
        Assert.Equal(1, Moment(2), 5 * Math.Sqrt(2.0 / Many));
        Assert.Equal(0, Moment(3), 5 * Math.Sqrt(15.0 / Many));
        Assert.Equal(3, Moment(4), 5 * Math.Sqrt(96.0 / Many));
        double Correlation(int lag) => Enumerable.Range(0, Many - lag).Average(i => z[i] * z[i + lag]);
        Assert.All([1, 2, 4, 8, 16], lag => Assert.Equal(0, Correlation(lag), 5 / Math.Sqrt(Many)));

        // Kolmogorov and Smirnov: 1.95 / sqrt(n) is exceeded once in a thousand.
        Array.Sort(z);
        double distance = Enumerable.Range(0, Many).Max(i => Math.Abs(Normal.CDF(0, 1, z[i]) - (i + 0.5) / Many));
        Assert.True(distance < 1.95 / Math.Sqrt(Many), $"KS distance {distance}");
        Assert.InRange(z[^1], 4.2, 6.7);
        Assert.InRange(z[0], -6.7, -4.2);
    }

    [Fact]
    public void OtherDistributionsHaveTheirMoments()
    {
        const int N = 200_000;
        Rng rng = new(4);
        void Check(Func<double> draw, double mean, double variance)
        {
            double[] v = [.. Enumerable.Range(0, N).Select(_ => draw())];
            double m = v.Average(), s = v.Average(x => (x - m) * (x - m)), q = v.Average(x => Math.Pow(x - m, 4));
            Assert.Equal(mean, m, 5 * Math.Sqrt(variance / N));
            Assert.Equal(variance, s, 5 * Math.Sqrt((q - s * s) / N));
        }

        Check(rng.NextDouble, 0.5, 1.0 / 12);
        Check(() => rng.NextSingle(), 0.5, 1.0 / 12);
        Check(rng.NextExponential, 1, 1);
        foreach (double shape in new[] { 0.1, 0.5, 1, 2.5, 30 })
        {
            Check(() => rng.NextGamma(shape), shape, shape);
        }

        Check(() => rng.NextStudentT(9), 0, 9.0 / 7);
        double[] cauchy = [.. Enumerable.Range(0, N).Select(_ => rng.NextStudentT(1))];
        Assert.Equal(0.75, cauchy.Count(t => t < 1) / (double)N, 5 * Math.Sqrt(0.75 * 0.25 / N));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void IntegersAreUniform(int range)
    {
        int n = 300 * range;
        int[] counts = new int[range];
        Rng rng = new(8);
        for (int i = 0; i < n; i++)
        {
            counts[rng.NextInt(range)]++;
        }

        double chi = counts.Sum(c => (c - 300.0) * (c - 300) / 300);
        Assert.InRange(chi, Math.Max(0, range - 1 - 5 * Math.Sqrt(2.0 * range)), range - 1 + 5 * Math.Sqrt(2.0 * range));
    }

    [Fact]
    public void UniformsStayBelowTheirEnd()
    {
        float[] numbers = new float[Many];
        new Rng(1).FillUniform(numbers, 1, MathF.BitIncrement(1));
        Assert.All(numbers, number => Assert.Equal(1, number));
        new Rng(1).FillUniform(numbers, -3, 5);
        Assert.InRange(numbers.Min(), -3, -2.999f);
        Assert.InRange(numbers.Max(), 4.999f, MathF.BitDecrement(5));
        new Rng(1).FillUniform(numbers, 2, 2);
        Assert.All(numbers, number => Assert.Equal(2, number));
    }

    [Fact]
    public void PermutationsAreUniform()
    {
        Rng rng = new(5);
        Dictionary<string, int> counts = [];
        for (int i = 0; i < 24_000; i++)
        {
            string order = string.Join(' ', rng.Permutation(4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1000 - 155, 1000 + 155));
        Assert.Empty(rng.Permutation(0));
    }

    [Fact]
    public void AShiftLeavesNoRowInPlace()
    {
        Rng rng = new(6);
        int[] shifts = [.. Enumerable.Range(0, 1000).Select(_ => rng.NextShift(5))];
        Assert.Equal([1, 2, 3, 4], shifts.Distinct().Order());
        Assert.Equal(1, rng.NextShift(2));
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        Rng rng = new(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextShift(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextGamma(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.NextStudentT(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.FillGaussian(new float[1], 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rng.FillUniform(new float[1], 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rng(0, (RandomStream)128));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rng.Derive(0, (RandomStream)(-1), 0));
    }
}
