using MiDsl;

// Bounds that the papers' figures compare too, with the separable critic of the short run: TUBA with a learned baseline,
// I_alpha between NWJ and InfoNCE, a Jensen-Shannon critic read by NWJ, and two learned densities in the place of a critic.
namespace Gaussians.More;

[Estimator(Bound.Tuba, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Tuba : ICritic;

[Estimator(Bound.IAlpha, Alpha = 0.01, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class LowAlpha : ICritic;

[Estimator(Bound.IAlpha, Alpha = 0.5, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class HalfAlpha : ICritic;

[Estimator(Bound.IAlpha, Alpha = 0.99, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class HighAlpha : ICritic;

[Estimator(Bound.JensenShannon, ReadBy = Bound.Nwj, Target = Staircase.Target)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class JensenShannon : ICritic;

[Estimator(Bound.Club, Target = Staircase.Target)]
[Variational(Hidden = [256, 256], Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Club : ICritic;

[Estimator(Bound.DifferenceOfEntropies, Target = Staircase.Target)]
[Variational(Hidden = [256, 256], Activation = Activation.ReLU)]
[Joint(X = Staircase.Dim, Y = Staircase.Dim)]
[Training(BatchSize = Staircase.BatchSize, LearningRate = 5e-4)]
internal sealed partial class Entropies : ICritic;
