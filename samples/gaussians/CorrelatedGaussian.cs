using System;
using MiDsl;

namespace Gaussians;

/// <summary>The ordinary way: a sampler in the class, and <c>Fit()</c> gives a bound on pairs that trained nothing.</summary>
/// <param name="nats">True mutual information.</param>
[Estimator(Bound.InfoNce, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Training(Steps = 2_000, BatchSize = 128, LearningRate = 5e-4)]
internal sealed partial class CorrelatedGaussian(double nats)
{
    [Joint(X = Staircase.Dim, Y = Staircase.Dim)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Staircase.Draw(nats, cubic: false, rng, x, y);
}
