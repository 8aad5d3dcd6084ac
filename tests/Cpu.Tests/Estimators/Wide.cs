namespace MiDsl.Cpu.Tests.Estimators;

// Wide enough that a step is shared by threads.
[Estimator(Bound.InfoNce, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [256, 256])]
[Joint(X = 2, Y = 2)]
internal sealed partial class WideNce;

[Estimator(Bound.InfoNce, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256])]
[Joint(X = 2, Y = 2)]
internal sealed partial class WidePairs;

[Estimator(Bound.DonskerVaradhan, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256], Activation = Activation.SiLU)]
[Joint(X = 2, Y = 2)]
internal sealed partial class WideMine;

// Columns read off the data.
[Estimator(Bound.InfoNce, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Preprocess(Preprocessing.NormalScores)]
[Training(Steps = 400, BatchSize = 64, LearningRate = 5e-3, Optimizer = Optimizer.RmsProp)]
[Joint]
internal sealed partial class DataNce;

[Estimator(Bound.DonskerVaradhan, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [32], Base = BaseCritic.Gaussian)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 4)]
[Training(Steps = 200, BatchSize = 64, LearningRate = 1e-3, CrossFit = 2)]
[Joint]
internal sealed partial class BasedMine;

[Estimator(Bound.Nwj, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Negatives(NegativeSampling.Neighbours)]
[Training(Steps = 200, BatchSize = 64, LearningRate = 1e-3)]
[Joint(Given = 1)]
internal sealed partial class NearNwj;

[Estimator(Bound.Smile, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [16], Embedding = 4)]
[Discrete(Variable.Y, Categories = 3)]
[Training(Steps = 200, BatchSize = 64, LearningRate = 1e-3)]
[Joint]
internal sealed partial class LabelSmile;
