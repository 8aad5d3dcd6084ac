using System;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

// Negatives by shift, by a second draw and by neighbours; critics as in BoundsByForms.

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 4)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ShiftedNwj(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [24, 24])]
[Negatives(NegativeSampling.CyclicShift)]
[Training(Steps = 1500, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ShiftedDv(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ShiftedNce(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.IAlpha, Alpha = 0.5)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ShiftedAlpha(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [24, 24])]
[Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
[Training(Steps = 900, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class DrawnTuba(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Smile, Tau = 1)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Negatives(NegativeSampling.SecondDraw)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class DrawnSmile(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.JensenShannon)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Negatives(NegativeSampling.SecondDraw, PerPair = 3)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
[Joint]
internal sealed partial class DrawnOfData;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 7, InEvaluation = 300)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
[Joint]
internal sealed partial class WholeSetNce;

// Twins of one architecture: the matrix, and rows of it.

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [6], Embedding = 4, Activation = Activation.Tanh)]
[Joint]
internal sealed partial class SeparableMatrix;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [6], Embedding = 4, Activation = Activation.Tanh)]
[Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
[Joint]
internal sealed partial class SeparableRows;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Joint]
internal sealed partial class BilinearMatrix;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
[Joint]
internal sealed partial class BilinearRows;

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [6, 5], Activation = Activation.Tanh)]
[Joint]
internal sealed partial class ConcatenatedMatrix;

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [6, 5], Activation = Activation.Tanh)]
[Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
[Joint]
internal sealed partial class ConcatenatedRows;

[Estimator(Bound.Tuba)]
[Baseline(Hidden = [7])]
[Joint]
internal sealed partial class OwnMatrix
{
    [Critic]
    private static OwnNetwork Network() => new(5, 6);
}

[Estimator(Bound.Tuba)]
[Baseline(Hidden = [7])]
[Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
[Joint]
internal sealed partial class OwnRows
{
    [Critic]
    private static OwnNetwork Network() => new(5, 6);
}

[Estimator(Bound.Club)]
[Variational(Hidden = [6], Activation = Activation.Tanh)]
[Joint]
internal sealed partial class ClubMatrix;

[Estimator(Bound.Club)]
[Variational(Hidden = [6], Activation = Activation.Tanh)]
[Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
[Joint]
internal sealed partial class ClubRows;

// Learned densities.

[Estimator(Bound.Club)]
[Variational(Hidden = [32])]
[Training(Steps = 800, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class GaussianClub(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.DifferenceOfEntropies)]
[Variational(Hidden = [32])]
[Training(Steps = 1200, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class GaussianDoe(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.DifferenceOfEntropies)]
[Variational(Hidden = [32], Components = 4)]
[Training(Steps = 1500, LearningRate = 5e-3, ValidationInterval = 50)]
[Joint]
internal sealed partial class MixtureDoe;

[Estimator(Bound.Club)]
[Variational(Hidden = [6], Components = 3)]
[Joint]
internal sealed partial class MixtureClub;

// Conditional information: the last columns of X are Z.

[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32])]
[Negatives(NegativeSampling.Neighbours, PerPair = 2, Neighbours = 4)]
[Training(Steps = 1500, LearningRate = 3e-3, ValidationInterval = 50)]
[Joint(X = 2, Y = 1, Given = 1)]
internal sealed partial class GivenZ;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Negatives(NegativeSampling.Neighbours, PerPair = 2, Neighbours = 3)]
[Training(Steps = 60, BatchSize = 16)]
[Joint(Given = 1)]
internal sealed partial class NearOfData;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [8, 8], Residual = true, LayerNorm = true, SpectralNorm = true, Dropout = 0.1, Noise = 0.1, InputNoise = 0.1)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 3)]
[Training(Steps = 60, BatchSize = 16)]
[Joint]
internal sealed partial class ShiftedOfData;
