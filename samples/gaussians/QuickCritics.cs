using MiDsl;

// The separable critics of the short run. The authors' three hidden layers need their 4,000 steps a stair; with two, a
// quarter of the steps gets as far.
namespace Gaussians.Quick;

[Estimator(Bound.InfoNce, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class InfoNce : ICritic;

[Estimator(Bound.DonskerVaradhan, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Mine : ICritic;

[Estimator(Bound.Nwj, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Nwj : ICritic;

[Estimator(Bound.Smile, Tau = 1, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Smile1 : ICritic;

[Estimator(Bound.Smile, Tau = 5, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Smile5 : ICritic;

[Estimator(Bound.Smile, Tau = double.PositiveInfinity, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class SmileInf : ICritic;
