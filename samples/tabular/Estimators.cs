using MiDsl;

// Four bounds on given pairs: [Joint] on the class, dimensions read off the data. Smooth activations and two narrow layers
// lose least on a few thousand rows, and plain C# needs no native library; the norm of MINE's and NWJ's gradient is clipped, since e^f makes it jump.
namespace Tabular;

[Estimator(Bound.InfoNce, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64, 64], Embedding = 32, Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12, Validation = 0.15, Test = 0.25)]
internal sealed partial class InfoNce;

[Estimator(Bound.DonskerVaradhan, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64, 64], Embedding = 32, Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12, Validation = 0.15, Test = 0.25)]
[GradientClipping(Clip.Norm)]
internal sealed partial class Mine;

[Estimator(Bound.Nwj, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64, 64], Embedding = 32, Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12, Validation = 0.15, Test = 0.25)]
[GradientClipping(Clip.Norm)]
internal sealed partial class Nwj;

[Estimator(Bound.Smile, Tau = 5, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64, 64], Embedding = 32, Activation = Activation.SiLU)]
[Joint]
[Training(Steps = 4_000, BatchSize = 256, LearningRate = 1e-3, ValidationInterval = 50, Patience = 12, Validation = 0.15, Test = 0.25)]
internal sealed partial class Smile;
