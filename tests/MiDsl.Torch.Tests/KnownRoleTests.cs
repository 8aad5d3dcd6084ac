using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>The variables in each other's place: the information is symmetric, and so is every value, draw by draw.</summary>
public sealed class KnownRoleTests
{
    [Theory]
    [InlineData(typeof(KnownBa), typeof(KnownBaSwapped))]
    [InlineData(typeof(KnownIwae), typeof(KnownIwaeSwapped))]
    [InlineData(typeof(KnownStructured), typeof(KnownStructuredSwapped))]
    [InlineData(typeof(KnownLeaveOneOut), typeof(KnownLeaveOneOutSwapped))]
    [InlineData(typeof(KnownAisFromQ), typeof(KnownAisSwapped))]
    public void Information_density_is_the_same(Type plain, Type swapped)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(24, seed: 2);
        double[][] one = KnownTerms.Of(plain, 4, x, y), other = KnownTerms.Of(swapped, 4, y, x);
        Assert.Equal(one.Length, other.Length);
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public void Evaluation_is_the_same()
    {
        using var plain = new KnownAisFromQ { Seed = 5 };
        using var swapped = new KnownAisSwapped { Seed = 5 };
        Interval one = plain.Evaluate(), other = swapped.Evaluate();
        Assert.Equal(
            (one.Lower.Value, one.Upper.Value, one.WidthError, one.Sampling),
            (other.Lower.Value, other.Upper.Value, other.WidthError, other.Sampling));
    }

    [Fact]
    public void A_width_that_is_not_declared_is_that_of_the_draws()
    {
        using var declared = new KnownStructured { Seed = 5 };
        using var undeclared = new KnownStructuredOfAnyWidth { Seed = 5 };
        using var distribution = new KnownDistributionOfAnyWidth { Seed = 5 };
        Assert.Equal(declared.Evaluate().Value, undeclared.Evaluate().Value);
        Assert.InRange(distribution.Evaluate().Value, 0.2, Math.Log(7));
    }
}
