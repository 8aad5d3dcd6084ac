using System;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>The forms that a user's type may have: that each was emitted and runs.</summary>
public sealed class TypeFormTests
{
    [Theory]
    [InlineData(typeof(Generic<int>))]
    [InlineData(typeof(Generic<double>))]
    [InlineData(typeof(@class))]
    [InlineData(typeof(Outer<string>.Middle.Inner))]
    [InlineData(typeof(MesureÉté))]
    [InlineData(typeof(InNoNamespace))]
    [InlineData(typeof(A.@namespace.C.InABlock))]
    public void Fits(Type type) => Check(new Any(type));

    [Fact]
    public void Primary_constructors_and_records()
    {
        Check(new Any(typeof(Recorded), 0.5));
        Assert.Equal(0.5, new Recorded(0.5).Rho);
    }

    private static void Check(Any estimator)
    {
        using (estimator)
        {
            InformationValue value = estimator.Fit();
            Assert.True(double.IsFinite(value.Value));
            Assert.Equal(20, value.Settings!.StepsRun);
            Assert.Contains(value.Settings.Estimator, estimator.Instance.GetType().Name, StringComparison.Ordinal);
        }
    }
}
