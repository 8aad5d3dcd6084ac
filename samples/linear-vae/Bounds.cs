using MiDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace LinearVae.Bounds;

// Every bound on one model of 4 latent and 20 observed dimensions. Densities by attribute: a standard normal p(y), a linear decoder p(x|y);
// q(y|x), where a bound wants one, is a diagonal Gaussian learned on simulated pairs.
[Estimator(Bound.BarberAgakov)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Variational(Hidden = [64])]
[Training(Steps = 2_000, Schedule = LearningRateSchedule.Cosine, LearningRate = 3e-3)]
[Evaluation(Pairs = 256)]
internal sealed partial class BarberAgakov;

[Estimator(Bound.BarberAgakovReference)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Evaluation(Pairs = 256)]
internal sealed partial class ByReference(LinearModel model)
{
    // The diagonal of p(x): its covariances are left out.
    [Reference]
    private distributions.Distribution Independent() => distributions.Normal(zeros(20), (1 + model.Matrix.square().sum(1L)).sqrt());
}

[Estimator(Bound.StructuredInfoNce, Samples = 128)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Evaluation(Pairs = 256)]
internal sealed partial class StructuredInfoNce;

[Estimator(Bound.LeaveOneOut, Samples = 128)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Evaluation(Pairs = 256)]
internal sealed partial class LeaveOneOut;

[Estimator(Bound.Iwae, Samples = 128)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Variational(Hidden = [64])]
[Training(Steps = 2_000, Schedule = LearningRateSchedule.Cosine, LearningRate = 3e-3)]
[Evaluation(Pairs = 256)]
internal sealed partial class Iwae;

[Estimator(Bound.Giwae, Samples = 128)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Variational(Hidden = [64])]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Training(Steps = 2_000, Schedule = LearningRateSchedule.Cosine, LearningRate = 3e-3)]
[Evaluation(Pairs = 256)]
internal sealed partial class Giwae;

[Estimator(Bound.Ais, Chains = 1)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 50, Schedule = AnnealingSchedule.Adapted)]
[Evaluation(Pairs = 256)]
internal sealed partial class SingleChain;

[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 50, Schedule = AnnealingSchedule.Adapted)]
[Evaluation(Pairs = 256)]
internal sealed partial class ImAndCr;

[Estimator(Bound.Ais, Chains = 16, LowerBy = ChainWeights.IndependentReverse, UpperBy = ChainWeights.IndependentReverse)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 50, Schedule = AnnealingSchedule.Adapted)]
[Evaluation(Pairs = 256)]
internal sealed partial class IndependentReverse(LinearModel model)
{
    [Posterior]
    private Tensor Exact(Tensor x, Generator generator) => model.Anneal(x, 1);
}
