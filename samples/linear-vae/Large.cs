using MiDsl;

namespace LinearVae;

/// <summary>10 latent and 100 observed dimensions, more than 20 nats: what no bound from samples alone reaches.</summary>
[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Annealing(Temperatures = 500, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 6, TargetAcceptance = 0.8)]
[Evaluation(Pairs = 128)]
internal sealed partial class Large;
