using System;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Annealing;

public class StepSizeTunerTests
{
    /// <summary>Acceptance of leapfrog falls as exp(-(size / scale)^2); ideal sizes 0.328, 0.131, 0.013 at 0.65.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    [InlineData(0.02)]
    public void TheTargetIsFoundInAHandfulOfTransitions(double scale)
    {
        StepSizeTuner tuner = new(0.65);
        for (int t = 0; t < 20; t++)
        {
            tuner.Observe(Math.Exp(-Math.Pow(tuner.Current / scale, 2)));
        }

        Assert.Equal(0.65, Math.Exp(-Math.Pow(tuner.Current / scale, 2)), 0.05);
    }

    /// <summary>
    /// Single chains accept or not; sizes wander around the target. 1000 transitions have a standard error of 0.015, so that 0.05 is
    /// missed by chance about once in 1000 seeds.
    /// </summary>
    [Fact]
    public void NoiseOfSingleChainsAveragesOut()
    {
        Rng rng = new(5);
        StepSizeTuner tuner = new(0.65);
        double sum = 0;
        for (int s = 1; s <= 100; s++)
        {
            for (int t = 0; t < 20; t++)
            {
                double p = Math.Exp(-Math.Pow(tuner.Current / 0.2, 2));
                tuner.Observe(rng.NextDouble() < p ? 1 : 0);
                sum += s > 50 ? p : 0;
            }

            tuner.Next(s);
        }

        Assert.Equal(0.65, sum / 1000, 0.05);
    }

    [Fact]
    public void SizesFollowAPathThatStiffens()
    {
        const int Steps = 200;
        StepSizeTuner tuner = new(0.65);
        double Scale(int s) => 0.3 * Math.Pow(0.05, (double)s / Steps);
        for (int s = 1; s < Steps; s++)
        {
            for (int t = 0; t < 3; t++)
            {
                tuner.Observe(Math.Exp(-Math.Pow(tuner.Current / Scale(s), 2)));
            }

            tuner.Next(s);
        }

        StepSizes sizes = tuner.Freeze(Steps);
        double[] acceptance = [.. Enumerable.Range(10, Steps - 10).Select(s => Math.Exp(-Math.Pow(sizes[s] / Scale(s), 2)))];
        Assert.InRange(acceptance.Average(), 0.6, 0.7);
        Assert.True(acceptance.Min() > 0.5, FormattableString.Invariant($"{acceptance.Min()}"));
        Assert.Equal(sizes[Steps - 1], sizes.Least);
        Assert.InRange(sizes.Acceptance(50), 0.55, 0.75);
    }

    [Fact]
    public void SizesStayWithinTheirRange()
    {
        StepSizeTuner up = new(0.65), down = new(0.65);
        for (int t = 0; t < 50; t++)
        {
            up.Observe(1);
            down.Observe(0);
        }

        Assert.Equal((0.5, 1e-4), (up.Current, down.Current));
    }

    /// <summary>After many crossings an acceptance of 1 means a factor of 1.02.</summary>
    [Fact]
    public void TheGainFallsToTwoPercentATransition()
    {
        StepSizeTuner tuner = new(0.65);
        for (int t = 0; t < 200; t++)
        {
            tuner.Observe(t % 2 == 0 ? 0.66 : 0.64);
        }

        double before = tuner.Current;
        tuner.Observe(1);
        Assert.Equal(1.02, tuner.Current / before, 12);
        Assert.Equal((0.65 * 200 + 1) / 201, tuner.Acceptance, 12);
        tuner.Next(1);
        Assert.Equal(double.NaN, tuner.Acceptance);
        (before, double gain) = (tuner.Current, 0.5);
        tuner.Observe(1);
        Assert.Equal(Math.Exp(gain * 0.35), tuner.Current / before, 12);
    }

    [Fact]
    public void FrozenSizesAreThoseOfTheirTemperatures()
    {
        StepSizeTuner tuner = new(0.8, first: 0.1);
        tuner.Observe(1);
        double first = tuner.Current;
        tuner.Next(1);
        tuner.Observe(0.5);
        tuner.Next(2);
        StepSizes sizes = tuner.Freeze(3);
        Assert.Equal((3, first, 1.0, 0.5), (sizes.Temperatures, sizes[1], sizes.Acceptance(1), sizes.Acceptance(2)));
        Assert.Equal((sizes[2], sizes[1]), (sizes.Least, sizes.Greatest));
        Assert.Equal([0, sizes[1], sizes[2]], sizes.ToArray());
        StepSizes again = new(sizes.ToArray());
        Assert.Equal((sizes[2], double.NaN), (again[2], again.Acceptance(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => sizes[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => sizes[3]);
        Assert.Contains("Temperature 3", Assert.Throws<InvalidOperationException>(() => tuner.Freeze(4)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => tuner.Freeze(2));
        Assert.Throws<InvalidOperationException>(() => tuner.Next(2));
        StepSizes none = new StepSizeTuner(0.65).Freeze(1);
        Assert.Equal((1, null, null), (none.Temperatures, none.Least, none.Greatest));
    }

    [Fact]
    public void ValuesOutsideTheirRangeAreNamed()
    {
        Assert.Equal(1.0, Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(1)).ActualValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(double.NaN));
        Assert.Equal("first", Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(0.65, first: 1)).ParamName);
        Assert.Equal("min", Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(0.65, min: 0)).ParamName);
        Assert.Equal("max", Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(0.65, max: 1e-5)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(0.65).Observe(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(0.65).Observe(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizeTuner(0.65).Next(0));
        Assert.Throws<ArgumentException>(() => new StepSizes([]));
        Assert.Throws<ArgumentException>(() => new StepSizes([0, 0.1], [0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSizes([0, 0]));
    }
}
