using System;
using MiDsl;

namespace Noise;

/// <summary>MINE on fresh pairs of a noisy function.</summary>
/// <param name="pairs">Where they come from.</param>
[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.ReLU)]
[Preprocess(Preprocessing.Standardize)]
[Training(Steps = 2_000, BatchSize = 64, LearningRate = 3e-3, Patience = 0)]
internal sealed partial class Mine(NoisyFunction pairs)
{
    [Joint(X = 1, Y = 1)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => pairs.Draw(rng, x, y);
}

/// <summary>The same with a wider critic and more steps.</summary>
/// <param name="pairs">Where they come from.</param>
[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [128, 128], Activation = Activation.ReLU)]
[Preprocess(Preprocessing.Standardize)]
[Training(Steps = 10_000, BatchSize = 64, LearningRate = 1e-3, TestPairs = 65_536, Patience = 0)]
internal sealed partial class LargeMine(NoisyFunction pairs)
{
    [Joint(X = 1, Y = 1)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => pairs.Draw(rng, x, y);
}
