using System;
using MiDsl;

// The critics of the default run. [x; y] goes into one network: a separable critic falls short by .4 nats at rho .99 in one
// dimension already. One smooth hidden layer gets farthest in few steps, since the log-ratio of Gaussians is quadratic.
namespace MineKsg.Small;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Joint(X = 1, Y = 1)]
[Training(Steps = 1_000, BatchSize = 64, LearningRate = 3e-3, ValidationInterval = 50, Patience = 6, Validation = 0.15, Test = 0.5)]
internal sealed partial class Mine;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Joint(X = 1, Y = 1)]
[Training(Steps = 1_000, BatchSize = 64, LearningRate = 3e-3, ValidationInterval = 50, Patience = 6, Validation = 0.15, Test = 0.5)]
internal sealed partial class MineF;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [128], Activation = Activation.SiLU)]
[Training(Steps = 2_000, BatchSize = 64, LearningRate = 1e-3, ValidationInterval = 100, Patience = 0)]
internal sealed partial class FreshMine(double rho)
{
    [Joint(X = 20, Y = 20)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Correlated.Draw(rho, rng, x, y);
}

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [128], Activation = Activation.SiLU)]
[Training(Steps = 2_000, BatchSize = 64, LearningRate = 1e-3, ValidationInterval = 100, Patience = 0)]
internal sealed partial class FreshMineF(double rho)
{
    [Joint(X = 20, Y = 20)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Correlated.Draw(rho, rng, x, y);
}
