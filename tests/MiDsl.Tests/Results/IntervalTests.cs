using System;
using Xunit;

namespace MiDsl.Tests.Results;

public class IntervalTests
{
    private static readonly Interval A = new(new LowerBound(1, 0.1), new UpperBound(2, 0.2), 0.05);
    private static readonly Interval B = new(new LowerBound(3, 0.1), new UpperBound(5, 0.1));

    [Fact]
    public void CombinesEndwise()
    {
        Require(A + B, 4, 7);
        Require(A - B, -4, -1);
        Require(A + 1, 2, 3);
        Require(1 + A, 2, 3);
        Require(A - 1, 0, 1);
        Require(-A, -2, -1);
        Require(2 * A, 2, 4);
        Require(A * -2, -4, -2);
        Require(Interval.Mean(A, B), 2, 3.5);
        Assert.Equal(0.25, (A + B).WidthError, 12);
        Assert.Equal(1.5, A.Middle);
    }

    [Fact]
    public void EndsInTheWrongOrderBeyondTheErrorAreAFailure()
    {
        _ = new Interval(new LowerBound(1.1, 0.1), new UpperBound(1, 0.1));
        _ = new Interval(new LowerBound(1, 0), new UpperBound(1 - 1e-9, 0));
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(
            () => new Interval(new LowerBound(1.1, 0.1), new UpperBound(1, 0.1), 0.01));
        Assert.Contains("1.100 lies above the upper end 1.000", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(A.Lower, A.Upper, -1));
    }

    [Fact]
    public void ConfidenceReachesFromEndToEnd()
    {
        (double low, double high) = A.Confidence95;
        Assert.Equal(1 - 0.1959964, low, 6);
        Assert.Equal(2 + 0.3919928, high, 6);
        Interval few = new(A.Lower with { DegreesOfFreedom = 7 }, A.Upper with { DegreesOfFreedom = 3 });
        Assert.Equal(1 - 0.2364624, few.Confidence95.Low, 6);
        Assert.Equal(2 + 0.6364893, few.Confidence95.High, 6);
        Assert.Equal((3, null), (few.DegreesOfFreedom, A.DegreesOfFreedom));
        Assert.Equal(3, (-few + A).DegreesOfFreedom);
    }

    /// <summary>The point of t exceeded with probability 3.167e-5 is 4 for the normal distribution, 8.467 for 7 degrees of freedom.</summary>
    [Fact]
    public void FewSubBatchesNeedALargerMissToFail()
    {
        Interval Of(double lower, int? df) => new(
            new LowerBound(lower, 0.1) { DegreesOfFreedom = df }, new UpperBound(0, 0.1) { DegreesOfFreedom = df }, 0.01);
        double seven = Student.Exceeded(3.167124183311992e-5, 7);
        Assert.Equal(4, Student.Exceeded(3.167124183311992e-5, null), 6);
        Assert.Equal(3.167124183311992e-5, 1 - MathNet.Numerics.Distributions.StudentT.CDF(0, 1, 7, seven), 9);
        Assert.Equal(8.466925, seven, 3);
        _ = Of(0.0399, null);
        Assert.Contains("4.0 standard errors", Assert.Throws<InvalidOperationException>(() => Of(0.0402, null)).Message, StringComparison.Ordinal);
        _ = Of((seven * 0.01) - 1e-5, 7);
        Assert.Throws<InvalidOperationException>(() => Of((seven * 0.01) + 1e-5, 7));
        _ = Of(100, 0);

        // Two sub-batches: Cauchy, cot(pi 3.167e-5) = 10,050.4.
        Assert.Equal(12.7062047, Student.Exceeded(0.025, 1), 6);
        _ = Of(100.5, 1);
        Assert.Throws<InvalidOperationException>(() => Of(100.52, 1));
        Assert.Throws<InvalidOperationException>(() => new Interval(new LowerBound(1, 0) { DegreesOfFreedom = 0 }, new UpperBound(0.9, 0)));
    }

    [Fact]
    public void SamplingOfBothEndsIsOneReport()
    {
        SamplingReport forward = new(16, 500, 10, "sigmoid", 0.7, 0.5, 0.01, 0.2), reverse = forward with { AcceptanceMean = 0.6, AcceptanceLeast = 0.4 };
        Interval both = new(new LowerBound(1, 0.1) { Sampling = reverse }, new UpperBound(2, 0.1) { Sampling = forward });
        Assert.Equal(0.65, both.Sampling!.AcceptanceMean!.Value, 12);
        Assert.Equal((0.4, 500, 16), (both.Sampling.AcceptanceLeast, both.Sampling.Temperatures, both.Sampling.Samples));
        Assert.Equal(forward, new Interval(new LowerBound(1, 0.1), new UpperBound(2, 0.1) { Sampling = forward }).Sampling);
        Assert.Null(new Interval(both.Lower, new UpperBound(2, 0.1) { Sampling = forward with { Samples = 8 } }).Sampling);
        Assert.Equal(both.Sampling, (-(2 * both)).Sampling);
    }

    private static void Require(Interval interval, double lower, double upper) =>
        Assert.Equal((lower, upper), (Math.Round(interval.Lower.Value, 12), Math.Round(interval.Upper.Value, 12)));
}
