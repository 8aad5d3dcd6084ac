using System;
using MiDsl.Torch.Tests.Support;

namespace MiDsl.Torch.Tests.Estimators;

// What can be done to layers, and images and labels on their way in.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [6, 6, 6], Activation = Activation.Tanh, Residual = true, LayerNorm = true)]
[Joint]
internal sealed partial class NormedResidual;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [6, 6], Embedding = 4, Activation = Activation.Tanh, Residual = true)]
[Joint]
internal sealed partial class SeparableResidual;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [6], Embedding = 4, Activation = Activation.Tanh)]
[Joint]
internal sealed partial class PlainTwin;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [6], Embedding = 4, Activation = Activation.Tanh, Dropout = 0.5, Noise = 0.3, InputNoise = 0.2)]
[Joint]
internal sealed partial class NoisyTwin;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear, SpectralNorm = true)]
[Training(Steps = 200, LearningRate = 5e-2, ValidationInterval = 50)]
[Joint]
internal sealed partial class SpectralBilinear;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Residual = true, LayerNorm = true, SpectralNorm = true, Dropout = 0.05, Noise = 0.05)]
[Training(Steps = 800, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class Everything(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

// Labels.

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 8)]
[Discrete(Variable.X, Categories = 3)]
[Discrete(Variable.Y, Categories = 4, Embedding = 5)]
[Training(Steps = 800, LearningRate = 5e-3, ValidationInterval = 50)]
[Joint(X = 1, Y = 1)]
internal sealed partial class LabelsOfBoth;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [32])]
[Discrete(Variable.X, Categories = 2)]
[Training(Steps = 800, LearningRate = 5e-3, ValidationInterval = 50)]
[Joint]
internal sealed partial class LabelAndNumber;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Discrete(Variable.X, Categories = 3)]
[Discrete(Variable.Y, Categories = 2, Embedding = 4)]
[Joint]
internal sealed partial class LabelCodes;

// Images.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.EncodeAndDot, Channels = [3, 4], Kernel = 3, Stride = 2, Hidden = [5], Embedding = 4, Activation = Activation.Tanh)]
[Image(Variable.X, Height = 6, Width = 5)]
[Joint]
internal sealed partial class EncodedImage;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.ConcatAndConvolve, Channels = [3, 4], Kernel = 3, Stride = 1, Hidden = [5], Activation = Activation.Tanh)]
[Image(Variable.X, Height = 4, Width = 5)]
[Image(Variable.Y, Height = 4, Width = 5)]
[Joint]
internal sealed partial class OverlaidImages;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.ConcatAndConvolve, Channels = [3, 4], Kernel = 3, Stride = 1, Hidden = [5], Activation = Activation.Tanh)]
[Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
[Image(Variable.X, Height = 4, Width = 5)]
[Image(Variable.Y, Height = 4, Width = 5)]
[Joint]
internal sealed partial class OverlaidRows;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.ConcatAndConvolve, Channels = [3], Kernel = 1, Stride = 1, Hidden = [5], Activation = Activation.Tanh)]
[Image(Variable.X, Height = 4, Width = 5)]
[Joint]
internal sealed partial class TiledVector;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.ConcatAndConvolve, Channels = [3, 4], Kernel = 3, Stride = 2, Hidden = [5], Activation = Activation.Tanh, ConditionEachConvolution = true)]
[Image(Variable.X, Height = 6, Width = 5)]
[Joint]
internal sealed partial class ConditionedPairs;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.ConcatAndConvolve, Channels = [3, 4], Kernel = 3, Stride = 2, Hidden = [5], Activation = Activation.Tanh, ConditionEachConvolution = true)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 2)]
[Image(Variable.X, Height = 6, Width = 5)]
[Joint]
internal sealed partial class ConditionedRows;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.EncodeAndDot, Channels = [8], Kernel = 3, Stride = 2, Hidden = [32], Embedding = 8)]
[Image(Variable.X, Height = 6, Width = 6)]
[Training(Steps = 300, BatchSize = 32, LearningRate = 3e-3, ValidationInterval = 50)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class StripesAndLabels;
