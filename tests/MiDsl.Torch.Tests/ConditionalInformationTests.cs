using System;
using MiDsl.Torch.Tests.Estimators;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>I(X; Y | Z) by a classifier between pairs and near negatives, on jointly Gaussian numbers.</summary>
public sealed class ConditionalInformationTests
{
    private const int Count = 6000;

    /// <summary>x = z + a, y = z + c a + noise: I(X; Y | Z) = 1/2 log(1 + c^2), while I(X, Z; Y) is far greater.</summary>
    [Fact]
    public void Dependence_beyond_the_condition_is_seen()
    {
        Estimate value = Fit(coupling: 1.5f);
        double truth = 0.5 * Math.Log(1 + (1.5 * 1.5));
        Assert.InRange(value.Value, truth - 0.12, truth + 0.12);
        Assert.StartsWith("I(X; Y | Z) by ", value.Name, StringComparison.Ordinal);
    }

    /// <summary>x and y share z alone: I(X; Y) is .34 nats, I(X; Y | Z) is 0, and neighbours leave a trace.</summary>
    [Fact]
    public void Dependence_through_the_condition_alone_is_not()
    {
        Assert.InRange(Fit(coupling: 0).Value, -0.06, 0.06);
    }

    [Fact]
    public void Condition_that_leaves_nothing_of_X_is_named()
    {
        using var estimator = new NearOfData();
        var error = Assert.Throws<ArgumentException>(() => estimator.Fit(Support.Gaussians.Data(0.5, 100, 1)));
        Assert.Contains("X has 1 columns here, and [Joint(Given = 1)] declares the last 1 of them the condition Z", error.Message, StringComparison.Ordinal);
    }

    private static Estimate Fit(float coupling)
    {
        float[] x = new float[2 * Count], y = new float[Count];
        var rng = new Rng(4);
        for (int i = 0; i < Count; i++)
        {
            float z = 2 * rng.NextGaussian(), a = rng.NextGaussian();
            (x[2 * i], x[(2 * i) + 1]) = (z + a, z);
            y[i] = z + (coupling * a) + rng.NextGaussian();
        }

        using var estimator = new GivenZ();
        return estimator.Fit(PairedData.From(x, 2, y, 1));
    }
}
