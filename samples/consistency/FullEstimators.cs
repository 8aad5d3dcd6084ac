using MiDsl;

// The same five for the long run: wider, and ten times the steps.
namespace Consistency.Full;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, LayerNorm = true)]
[Training(Steps = 4_000, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class InfoNce;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, LayerNorm = true)]
[Training(Steps = 4_000, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100)]
[GradientClipping(Clip.Norm)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Mine;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, LayerNorm = true)]
[Training(Steps = 4_000, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100)]
[GradientClipping(Clip.Norm)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Nwj;

[Estimator(Bound.Smile, Tau = 5)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, LayerNorm = true)]
[Training(Steps = 4_000, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Smile;

[Estimator(Bound.GenerativeModels)]
[Variational(Hidden = [256])]
[Autoencoders(Latent = 32, JointLatent = 64, X = Likelihood.Bernoulli, Y = Likelihood.Bernoulli)]
[Training(Steps = 10_000, BatchSize = 128, LearningRate = 1e-3, ValidationInterval = 200)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Generative;
