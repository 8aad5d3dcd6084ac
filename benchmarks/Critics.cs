namespace MiDsl.Benchmarks;

/// <summary>A: a separable critic by InfoNCE.</summary>
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
[Joint(X = 20, Y = 20)]
public sealed partial class Separable;

/// <summary>The same critic by SMILE.</summary>
[Estimator(Bound.Smile)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
[Joint(X = 20, Y = 20)]
public sealed partial class SeparableSmile;

/// <summary>B: a concatenated critic over all pairs of a batch.</summary>
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256])]
[Joint(X = 20, Y = 20)]
public sealed partial class Concatenated;

/// <summary>C: MINE with its moving average, one shuffled y to a pair.</summary>
[Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)]
[Critic(CriticForm.Concatenated, Hidden = [512, 512], Activation = Activation.ELU)]
[Negatives(NegativeSampling.CyclicShift)]
[Training(LearningRate = 1e-4)]
[Joint(X = 20, Y = 20)]
public sealed partial class Mine;

/// <summary>A in plain C#.</summary>
[Estimator(Bound.InfoNce, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
[Joint(X = 20, Y = 20)]
public sealed partial class PlainSeparable;

/// <summary>A by SMILE in plain C#.</summary>
[Estimator(Bound.Smile, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
[Joint(X = 20, Y = 20)]
public sealed partial class PlainSmile;

/// <summary>B in plain C#.</summary>
[Estimator(Bound.InfoNce, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256])]
[Joint(X = 20, Y = 20)]
public sealed partial class PlainConcatenated;

/// <summary>C in plain C#.</summary>
[Estimator(Bound.DonskerVaradhan, EmaRate = 0.01, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [512, 512], Activation = Activation.ELU)]
[Negatives(NegativeSampling.CyclicShift)]
[Training(LearningRate = 1e-4)]
[Joint(X = 20, Y = 20)]
public sealed partial class PlainMine;

/// <summary>D: annealed chains, 256 at once.</summary>
[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 50, Hidden = [64, 64], Activation = Activation.Tanh, Scale = 0.316)]
[Annealing(Temperatures = 50)]
[Hmc(LeapfrogSteps = 10)]
[Evaluation(Pairs = 32, SubBatches = 2)]
public sealed partial class AnnealedSmall : IAnnealed;

/// <summary>The same with a decoder of images.</summary>
[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 784, Hidden = [1024, 1024, 1024], Activation = Activation.Tanh)]
[Annealing(Temperatures = 2)]
[Hmc(LeapfrogSteps = 10)]
[Evaluation(Pairs = 32, SubBatches = 2)]
public sealed partial class AnnealedLarge : IAnnealed;
