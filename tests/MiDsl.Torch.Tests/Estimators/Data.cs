using System;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

// Data, validation and test parts.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class DataNce;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class DataDv;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class DataNwj;

[Estimator(Bound.Smile, Tau = 1)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class DataSmile;

// Pairs with blank columns, of any dimensions.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [64], Embedding = 16)]
[Training(Steps = 600, BatchSize = 64, LearningRate = 5e-3)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class ViewsNce;

// No pairs held out: the value is an estimate, and its type says so.
[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 50, Test = 0)]
[Joint]
internal sealed partial class NoTestPairs;

// So many weights for so few pairs that it knows them by heart.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [64])]
[Training(Steps = 400, BatchSize = 16, LearningRate = 1e-2, ValidationInterval = 20, Patience = 0)]
[Joint]
internal sealed partial class Memorizer;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [64])]
[Training(Steps = 4000, BatchSize = 16, LearningRate = 1e-2, ValidationInterval = 20, Patience = 3)]
[Joint]
internal sealed partial class ImpatientMemorizer;

// Standardized draws, and draws of tensors.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 300, LearningRate = 2e-2)]
[Preprocess(Preprocessing.Standardize)]
internal sealed partial class StandardizedDraws
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y)
    {
        Gaussians.Draw(0.8, rng, x, y);
        for (int k = 0; k < x.Length; k++)
        {
            x[k] = (1000 * x[k]) + 5000;
        }
    }
}

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 50)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class RawData;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 400, LearningRate = 5e-3)]
internal sealed partial class TensorDraws(double rho)
{
    [Joint(X = 2, Y = 2)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator)
    {
        Tensor x = randn([n, 2], generator: generator);
        Tensor noise = randn([n, 2], generator: generator);
        return (x, (rho * x) + (Math.Sqrt(1 - (rho * rho)) * noise));
    }
}

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 5)]
internal sealed partial class WrongShape
{
    [Joint(X = 2, Y = 2)]
    private static (Tensor X, Tensor Y) Draw(long n, Generator generator) => (zeros(n, 2), zeros(n, 3));
}

// Normal scores of the columns.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3, ValidationInterval = 20)]
[Preprocess(Preprocessing.NormalScores)]
[Joint]
internal sealed partial class ScoredNce;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3)]
[Preprocess(Preprocessing.NormalScores)]
[Discrete(Variable.Y, Categories = 3)]
[Joint]
internal sealed partial class ScoredBesideLabels;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3)]
[Preprocess(Preprocessing.UnmixedScores)]
[Joint]
internal sealed partial class UnmixedNce;

// Long tails behind linear maps: 1.02 nats.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 200, BatchSize = 64, LearningRate = 5e-3)]
[Preprocess(Preprocessing.UnmixedScores)]
internal sealed partial class UnmixedDraws
{
    public static KnownInformation Known { get; } = KnownNormal.Pairs(2, 2, 0.8)
        .Through(Bend, Bend).Through(LinearMap.Random(2, 3), LinearMap.Random(2, 4));

    private static InjectiveMap Bend => InjectiveMap.EachCoordinate("x + x^3", x => x + (x * x * x));

    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Known.Draw(rng, n, x, y);
}

// Cubes of Gaussians: 1.02 nats.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 400, BatchSize = 64, LearningRate = 5e-3)]
[Preprocess(Preprocessing.NormalScores)]
internal sealed partial class ScoredDraws
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y)
    {
        Gaussians.Draw(0.8, rng, x, y);
        for (int k = 0; k < y.Length; k++)
        {
            y[k] = y[k] * y[k] * y[k];
        }
    }
}

// The memory and clipping loops.

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Bilinear)]
[Joint(X = 2, Y = 2)]
internal sealed partial class FlatDv;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4)]
[GradientClipping(Clip.Adaptive)]
[Joint(X = 2, Y = 2)]
internal sealed partial class SmallDv;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[GradientClipping(Clip.Adaptive)]
[Joint]
internal sealed partial class InformationTerm;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Joint(X = 3, Y = 3)]
internal sealed partial class SeparableOfThree;

// Two terms of one larger loss.

[Estimator(Bound.DonskerVaradhan, EmaRate = 0.05)]
[Critic(CriticForm.Concatenated, Hidden = [32])]
[Training(LearningRate = 5e-3)]
[GradientClipping(Clip.Adaptive)]
[Joint(X = 1, Y = 1)]
internal sealed partial class KeptInformation;

[Estimator(Bound.JensenShannon)]
[Critic(CriticForm.Concatenated, Hidden = [32])]
[Training(LearningRate = 5e-3)]
[Joint(X = 1, Y = 1)]
internal sealed partial class LostInformation;
