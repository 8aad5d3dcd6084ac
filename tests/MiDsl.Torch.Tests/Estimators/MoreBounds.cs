using System;
using MiDsl.Torch.Tests.Support;

namespace MiDsl.Torch.Tests.Estimators;

// TUBA, I_alpha and Jensen-Shannon critics, on Gaussian pairs of two dimensions.

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Baseline(Hidden = [16])]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class SeparableTuba(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [24, 24])]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ConcatenatedTuba(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.IAlpha, Alpha = 0.5)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class HalfAlpha(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.IAlpha, Alpha = 0)]
[Critic(CriticForm.Bilinear)]
[Joint]
internal sealed partial class NoAlpha;

[Estimator(Bound.IAlpha, Alpha = 1)]
[Critic(CriticForm.Bilinear)]
[Joint]
internal sealed partial class FullAlpha;

[Estimator(Bound.JensenShannon)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class JensenShannonByNwj(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class JensenShannonByDv(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.JensenShannon, ReadBy = Bound.Smile, Tau = 1)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class JensenShannonBySmile(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}
