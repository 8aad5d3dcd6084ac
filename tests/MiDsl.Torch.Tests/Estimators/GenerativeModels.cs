using System;
using MiDsl.Torch.Tests.Support;

namespace MiDsl.Torch.Tests.Estimators;

[Estimator(Bound.GenerativeModels)]
[Variational(Hidden = [32])]
[Autoencoders(Latent = 2, JointLatent = 4)]
[Training(Steps = 2_000, BatchSize = 256, LearningRate = 3e-3, ValidationInterval = 100)]
internal sealed partial class GaussianModels(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.GenerativeModels)]
[Variational(Hidden = [32])]
[Autoencoders(Latent = 1, JointLatent = 2)]
[Training(Steps = 2_000, BatchSize = 256, LearningRate = 3e-3, ValidationInterval = 100)]
internal sealed partial class OneGaussianModels(double rho)
{
    [Joint(X = 1, Y = 1)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.GenerativeModels)]
[Variational(Hidden = [32])]
[Autoencoders(Latent = 2, JointLatent = 4)]
[Training(Steps = 300, LearningRate = 3e-3, ValidationInterval = 50)]
[Joint]
internal sealed partial class DataModels;

[Estimator(Bound.GenerativeModels)]
[Variational(Hidden = [16])]
[Autoencoders(Latent = 2, X = Likelihood.Bernoulli, Y = Likelihood.Bernoulli)]
[Training(Steps = 1_500, BatchSize = 128, LearningRate = 3e-3, ValidationInterval = 100)]
[Joint]
internal sealed partial class BitModels;
