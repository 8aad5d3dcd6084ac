using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>The self-consistency check of an emitted estimator.</summary>
public sealed class SelfConsistencyTests
{
    /// <summary>
    /// Rows of 4 fair coins: I(x; h_t(x)) = t log 2 exactly. The margin of 0.15 is left to what 600 steps do not learn; the
    /// standard errors of 400 test pairs are below 0.05.
    /// </summary>
    [Fact]
    public void InfoNce_on_coins_fails_additivity_alone()
    {
        const int Coins = 4, N = 4000;
        Rng rng = new(8);
        float[,] rows = new float[N, Coins];
        for (int row = 0; row < N; row++)
        {
            for (int coin = 0; coin < Coins; coin++)
            {
                rows[row, coin] = rng.NextInt(2) == 0 ? -1 : 1;
            }
        }

        using var estimator = new ViewsNce { Seed = 1 };
        SelfConsistencyResult result = SelfConsistency.Check(estimator, rows, new SelfConsistencyOptions { Kept = [0, 2, 4], Lag = 1 });
        Assert.All(result.Points, point => Assert.Equal(point.Kept * Math.Log(2), point.Baseline.Value, 0.15));
        Assert.Equal((true, true, true), (result.Independence.Holds, result.Monotonicity.Holds, result.DataProcessing.Holds));

        // Two rows hold 8 log 2 = 5.5 nats, and InfoNCE reads at most log 64 = 4.16.
        Assert.False(result.Additivity.Holds);
        Assert.Equal(2, result.Points[1].AdditivityRatio.Value, 0.2);
        Assert.InRange(result.Points[2].Additivity.Value, 3.5, Math.Log(64));
    }
}
