using MiDsl;

// Six bounds with the separable critic, g(x)^T h(y). Pairs are handed to Step, so [Joint] only states the dimensions;
// the generator writes Step, LastBatchValue, Seed and Dispose, which is all that ICritic asks for.
namespace Gaussians.Separable;

[Estimator(Bound.InfoNce, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class InfoNce : ICritic;

[Estimator(Bound.DonskerVaradhan, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Mine : ICritic;

[Estimator(Bound.Nwj, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Nwj : ICritic;

[Estimator(Bound.Smile, Tau = 1, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Smile1 : ICritic;

[Estimator(Bound.Smile, Tau = 5, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Smile5 : ICritic;

[Estimator(Bound.Smile, Tau = double.PositiveInfinity, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class SmileInf : ICritic;
