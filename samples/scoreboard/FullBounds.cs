using MiDsl;

// Small critics, in steps that take some seconds on one core. InfoNCE and I_alpha, whose cap is about log K, are trained on all
// pairings of smaller batches; the others on 15 shifts of larger ones, which cost a quarter of that.
namespace Scoreboard.Full;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 400, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class InfoNce;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[GradientClipping(Clip.Norm)]
[Joint]
[Training(Steps = 1_500, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 100, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Mine;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[GradientClipping(Clip.Norm)]
[Joint]
[Training(Steps = 1_500, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 100, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Nwj;

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[GradientClipping(Clip.Norm)]
[Joint]
[Training(Steps = 1_500, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 100, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Tuba;

[Estimator(Bound.IAlpha)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 400, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class IAlpha;

[Estimator(Bound.JensenShannon, ReadBy = Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 1_500, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 100, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class JsdByNwj;

[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 1_500, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 100, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class JsdByDv;

[Estimator(Bound.Smile, Tau = 5)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 1_500, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 100, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Smile;

[Estimator(Bound.Club)]
[Variational(Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 1_000, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 100, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Club;

[Estimator(Bound.DifferenceOfEntropies)]
[Variational(Hidden = [64, 64], Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 2e-3, ValidationInterval = 200, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Entropies;
