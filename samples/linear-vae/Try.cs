using MiDsl;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Users;

[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Annealing(Temperatures = 500, Schedule = AnnealingSchedule.Adapted)]
public sealed partial class LinearDecoder;

[Estimator(Bound.Iwae, Samples = 64)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Variational(Hidden = [64], Family = VariationalFamily.FullGaussian)]
[Training(Steps = 1000)]
public sealed partial class LinearIwae;

[Estimator(Bound.Giwae, Samples = 64)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Variational(Hidden = [64])]
[Critic(CriticForm.Concatenated, Hidden = [64])]
[Training(Steps = 1000)]
public sealed partial class LinearGiwae;

[Estimator(Bound.MineAis, Chains = 8)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Variational(Hidden = [64])]
[Critic(CriticForm.Concatenated, Hidden = [64])]
[Annealing(Temperatures = 50)]
[Training(Steps = 1000)]
[Hmc(LeapfrogSteps = 5)]
public sealed partial class LinearMineAis;

[Estimator(Bound.BarberAgakov, Report = Side.Upper)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Variational(Hidden = [64])]
[Training(Steps = 1000)]
public sealed partial class LinearUpper;
