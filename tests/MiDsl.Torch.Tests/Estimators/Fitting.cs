namespace MiDsl.Torch.Tests.Estimators;

// Learning rates, averaged weights, cross-fitting.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1, Steps = 10, Schedule = LearningRateSchedule.Cosine)]
[Joint]
internal sealed partial class CosineNce;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1, WeightAverage = 0.5)]
[Joint]
internal sealed partial class AveragedNce;

[Estimator(Bound.InfoNce)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 0.1, WeightAverage = 0.5)]
[Joint]
internal sealed partial class OwnAveraged
{
    [Critic]
    private static OwnNetwork Network() => new(6, 4);
}

// As DataNce, but read by averages.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Training(Steps = 200, BatchSize = 32, LearningRate = 5e-3, ValidationInterval = 20, WeightAverage = 0.9)]
[Joint]
internal sealed partial class AveragedDataNce;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [32])]
[Training(Steps = 300, BatchSize = 64, LearningRate = 5e-3, ValidationInterval = 50, CrossFit = 3, Schedule = LearningRateSchedule.Cosine, WeightAverage = 0.9)]
[Joint]
internal sealed partial class FoldedDv;
