namespace MiDsl.Torch.Tests.Estimators;

// One number of weights, x^T W y, and plain steps: each step can be worked out by hand.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[Joint]
internal sealed partial class PlainNce;

[Estimator(Bound.DonskerVaradhan, EmaRate = 0.3)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[Joint]
internal sealed partial class PlainDv;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[Joint]
internal sealed partial class SlowDv;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[Joint]
internal sealed partial class PlainNwj;

[Estimator(Bound.Smile, Tau = 1)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[Joint]
internal sealed partial class PlainSmile;

[Estimator(Bound.Smile, Tau = 5)]
[Critic(CriticForm.Bilinear)]
[Joint]
internal sealed partial class SmileOfFive;

[Estimator(Bound.Smile, Tau = double.PositiveInfinity)]
[Critic(CriticForm.Bilinear)]
[Joint]
internal sealed partial class SmileUnclipped;

// Optimizers and clipping: one step each, from the same weights as PlainNce.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1, WeightDecay = 0.2)]
[Joint]
internal sealed partial class DecayedSgd;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Adam, LearningRate = 0.1)]
[Joint]
internal sealed partial class PlainAdam;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.AdamW, LearningRate = 0.1, WeightDecay = 0.2)]
[Joint]
internal sealed partial class DecayedAdamW;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.AdamW, LearningRate = 0.1)]
[Joint]
internal sealed partial class DefaultAdamW;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.AdamW, LearningRate = 0.1, WeightDecay = 0)]
[Joint]
internal sealed partial class UndecayedAdamW;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.RmsProp, LearningRate = 0.1)]
[Joint]
internal sealed partial class PlainRmsProp;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[GradientClipping(Clip.Norm, MaxNorm = 0.25)]
[Joint]
internal sealed partial class ClippedByNorm;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[GradientClipping(Clip.Value, MaxValue = 0.8)]
[Joint]
internal sealed partial class ClippedByValue;

[Estimator(Bound.InfoNce)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[Joint]
internal sealed partial class OwnPlain
{
    [Critic]
    private static OwnNetwork Network() => new(6, 4);
}

[Estimator(Bound.InfoNce)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[GradientClipping(Clip.Norm, MaxNorm = 0.02)]
[Joint]
internal sealed partial class OwnClippedByNorm
{
    [Critic]
    private static OwnNetwork Network() => new(6, 4);
}

[Estimator(Bound.InfoNce)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1)]
[GradientClipping(Clip.Value, MaxValue = 0.01)]
[Joint]
internal sealed partial class OwnClippedByValue
{
    [Critic]
    private static OwnNetwork Network() => new(6, 4);
}
