using System;
using MiDsl.Torch.Tests.Support;

namespace MiDsl.Torch.Tests.Estimators;

// Layers that are normalised over the batch.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [6, 5], Activation = Activation.Tanh, BatchNorm = true)]
[Joint]
internal sealed partial class NormedPairs;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [6, 5], Activation = Activation.Tanh, BatchNorm = true)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 3)]
[Training(BatchSize = 50, WeightAverage = 0.9)]
[Joint]
internal sealed partial class NormedRows;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.EncodeAndDot, Channels = [3, 2], Kernel = 3, Stride = 1, Hidden = [5], Embedding = 4, Activation = Activation.Tanh, BatchNorm = true)]
[Image(Variable.X, Height = 4, Width = 3)]
[Joint]
internal sealed partial class NormedImages;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.ConcatAndConvolve, Channels = [3, 2], Kernel = 3, Stride = 1, Hidden = [5], Activation = Activation.Tanh, ConditionEachConvolution = true, BatchNorm = true)]
[Image(Variable.X, Height = 4, Width = 3)]
[Training(Steps = 30, BatchSize = 20)]
[Joint]
internal sealed partial class NormedConditions;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32, 32], Residual = true, BatchNorm = true, Dropout = 0.05)]
[Training(Steps = 800, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class NormedGaussians(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], BatchNorm = true, Base = BaseCritic.Gaussian)]
[Training(Steps = 300, LearningRate = 2e-3, ValidationInterval = 50)]
internal sealed partial class NormedBase(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Club)]
[Variational(Hidden = [32, 32], BatchNorm = true)]
[Training(Steps = 800, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class NormedClub(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.BarberAgakov)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 6, Hidden = [])]
[Variational(Hidden = [32], Family = VariationalFamily.FullGaussian, BatchNorm = true)]
[Training(Steps = 1_500, LearningRate = 5e-3, Schedule = LearningRateSchedule.Cosine)]
[Evaluation(Pairs = 256)]
internal sealed partial class NormedBarberAgakov;

[Estimator(Bound.Ais, Chains = 8)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 6, Hidden = [16, 16], Activation = Activation.SiLU, LearnScale = true, BatchNorm = true)]
[Variational(Hidden = [32], BatchNorm = true)]
[Annealing(Temperatures = 60)]
[Training(Steps = 600, BatchSize = 128, LearningRate = 5e-3)]
[Evaluation(Pairs = 128)]
internal sealed partial class NormedAutoencoder;

[Estimator(Bound.Iwae, Samples = 2_000)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 6, Hidden = [16, 16], Activation = Activation.SiLU, LearnScale = true, BatchNorm = true)]
[Evaluation(Pairs = 128)]
internal sealed partial class NormedSamples;
