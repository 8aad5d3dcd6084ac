using System;
using MiDsl.Torch.Tests.Support;

namespace MiDsl.Torch.Tests.Estimators;

// Networks beside a closed form.

[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan, NoiseRatio = 15)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU, Base = BaseCritic.Gaussian)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Training(Steps = 200, BatchSize = 128, LearningRate = 1e-3, ValidationInterval = 50, Patience = 2)]
[Joint]
internal sealed partial class GaussianBase;

[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan, NoiseRatio = 15)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Training(Steps = 200, BatchSize = 128, LearningRate = 1e-3, ValidationInterval = 50, Patience = 2)]
[Joint]
internal sealed partial class NoBase;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [16, 16], Base = BaseCritic.Student)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 4)]
[Training(Steps = 100, BatchSize = 64, ValidationInterval = 50)]
[Joint]
internal sealed partial class StudentBase;

// Its first step throws the weights far away.
[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan, NoiseRatio = 4)]
[Critic(CriticForm.Concatenated, Hidden = [16], Base = BaseCritic.Student)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 4)]
[Training(Steps = 60, LearningRate = 30, ValidationInterval = 10, Patience = 3)]
[Joint]
internal sealed partial class WildBase;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4, Base = BaseCritic.Gaussian)]
[Training(Steps = 100, ValidationInterval = 50)]
internal sealed partial class SampledBase(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}
