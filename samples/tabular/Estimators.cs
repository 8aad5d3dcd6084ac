using MiDsl;

// Four bounds on given pairs: [Joint] on the class, dimensions read off the data. The settings were chosen on linear and
// nonlinear pairs of known information, from 1,000 to 10,000 rows: see README.
namespace Tabular;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, Activation = Activation.ReLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12)]
internal sealed partial class InfoNce;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, Activation = Activation.ReLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12)]
[GradientClipping(Clip.Norm)]
internal sealed partial class Mine;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, Activation = Activation.ReLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12)]
[GradientClipping(Clip.Norm)]
internal sealed partial class Nwj;

[Estimator(Bound.Smile, Tau = 5)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, Activation = Activation.ReLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12)]
internal sealed partial class Smile;
