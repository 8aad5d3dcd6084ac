namespace MiDsl.Torch.Tests.Estimators;

// Each remembers something else from step to step.

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [8])]
[Joint]
internal sealed partial class ResumedAverage;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4, Dropout = 0.3, InputNoise = 0.1)]
[Training(Optimizer = Optimizer.RmsProp, LearningRate = 1e-3, WeightAverage = 0.9)]
[Joint]
internal sealed partial class ResumedNoise;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4, SpectralNorm = true)]
[Training(Optimizer = Optimizer.AdamW, LearningRate = 1e-2, WeightDecay = 1e-2, Schedule = LearningRateSchedule.Cosine, Steps = 50)]
[Joint]
internal sealed partial class ResumedNorms;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4, BatchNorm = true)]
[Joint]
internal sealed partial class ResumedAverages;

[Estimator(Bound.Smile)]
[Critic(CriticForm.Concatenated, Hidden = [8])]
[Negatives(NegativeSampling.CyclicShift, PerPair = 2)]
[Training(Optimizer = Optimizer.Sgd, LearningRate = 1e-2)]
[Joint]
internal sealed partial class ResumedShifts;
