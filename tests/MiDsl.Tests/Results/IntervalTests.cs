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

    private static void Require(Interval interval, double lower, double upper) =>
        Assert.Equal((lower, upper), (Math.Round(interval.Lower.Value, 12), Math.Round(interval.Upper.Value, 12)));
}
