using MiDsl;

// Smaller yet, and few steps: to see that everything runs.
namespace Scoreboard.Quick;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 60, BatchSize = 64, LearningRate = 2e-3, ValidationInterval = 20, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class InfoNce;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[GradientClipping(Clip.Norm)]
[Joint]
[Training(Steps = 150, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Mine;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[GradientClipping(Clip.Norm)]
[Joint]
[Training(Steps = 150, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Nwj;

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[GradientClipping(Clip.Norm)]
[Joint]
[Training(Steps = 150, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Tuba;

[Estimator(Bound.IAlpha)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 60, BatchSize = 64, LearningRate = 2e-3, ValidationInterval = 20, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class IAlpha;

[Estimator(Bound.JensenShannon, ReadBy = Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 150, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class JsdByNwj;

[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 150, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class JsdByDv;

[Estimator(Bound.Smile, Tau = 5)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 150, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Smile;

[Estimator(Bound.Club)]
[Variational(Hidden = [32, 32], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
[Joint]
[Training(Steps = 300, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Club;

[Estimator(Bound.DifferenceOfEntropies)]
[Variational(Hidden = [32, 32], Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 300, BatchSize = 128, LearningRate = 2e-3, ValidationInterval = 50, Patience = 0, Validation = 0.15, Test = 0.25)]
internal sealed partial class Entropies;
