using System;
using MiDsl;

namespace MiDslProject;

/// <summary>A pair of normal variables of correlation rho: the information is known, -log(1 - rho^2) / 2 nats.</summary>
[Estimator(Bound.InfoNce)]                                // a lower bound, at most log BatchSize
[Critic(CriticForm.Separable, Hidden = [64], Embedding = 16)]
[Training(Steps = 1_000, BatchSize = 64, LearningRate = 1e-3)]
public sealed partial class CorrelatedPair(double rho)
{
    /// <summary>What the estimate should come close to, from below.</summary>
    public double Truth => -0.5 * Math.Log(1 - (rho * rho));

    // Your own pairs: fill n rows of x and of y, or put [Joint] on the class and give data to Fit.
    [Joint(X = 1, Y = 1)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y)
    {
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < n; i++)
        {
            y[i] = (float)((rho * x[i]) + (Math.Sqrt(1 - (rho * rho)) * y[i]));
        }
    }
}
