using MiDsl;

// Four bounds and their generative rival for the short run. [Joint] without numbers: pairs of one image and of two go through the same declaration. Pixels
// are in [0, 1] already, and those that h_t blanks are constant, so nothing is standardized; normalised layers make up for it, and for
// sums over twice the pixels in tests (2) and (3). The norm of MINE's and NWJ's gradient is clipped, since e^f makes it jump.
namespace Consistency.Quick;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, LayerNorm = true)]
[Training(Steps = 400, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100, Patience = 0)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class InfoNce;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, LayerNorm = true)]
[Training(Steps = 400, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100, Patience = 0)]
[GradientClipping(Clip.Norm)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Mine;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, LayerNorm = true)]
[Training(Steps = 400, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100, Patience = 0)]
[GradientClipping(Clip.Norm)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Nwj;

[Estimator(Bound.Smile, Tau = 5)]
[Critic(CriticForm.Separable, Hidden = [128, 128], Embedding = 32, LayerNorm = true)]
[Training(Steps = 400, BatchSize = 128, LearningRate = 3e-4, ValidationInterval = 100, Patience = 0)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Smile;

// The generative arm: variational autoencoders of p(x, y), p(x) and p(y), whose log-likelihoods are subtracted. Bernoulli on grey pixels is
// no density, but the same for all three.
[Estimator(Bound.GenerativeModels)]
[Variational(Hidden = [64])]
[Autoencoders(Latent = 16, JointLatent = 32, X = Likelihood.Bernoulli, Y = Likelihood.Bernoulli, Samples = 4)]
[Training(Steps = 300, BatchSize = 64, LearningRate = 3e-3, ValidationInterval = 150, Patience = 0)]
[Preprocess(Preprocessing.None)]
[Joint]
internal sealed partial class Generative;
