using System;
using MiDsl;

// The critics of --full: the same, wider, with a small rate and many steps.
namespace MineKsg.Large;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256], Activation = Activation.SiLU)]
[Joint(X = 1, Y = 1)]
[Training(Steps = 20_000, BatchSize = 64, LearningRate = 5e-4, ValidationInterval = 250, Patience = 12, Validation = 0.15, Test = 0.5)]
internal sealed partial class Mine;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256], Activation = Activation.SiLU)]
[Joint(X = 1, Y = 1)]
[Training(Steps = 20_000, BatchSize = 64, LearningRate = 5e-4, ValidationInterval = 250, Patience = 12, Validation = 0.15, Test = 0.5)]
internal sealed partial class MineF;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [512], Activation = Activation.SiLU)]
[Training(Steps = 20_000, BatchSize = 64, LearningRate = 5e-4, ValidationInterval = 250, Patience = 0)]
internal sealed partial class FreshMine(double rho)
{
    [Joint(X = 20, Y = 20)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Correlated.Draw(rho, rng, x, y);
}

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [512], Activation = Activation.SiLU)]
[Training(Steps = 20_000, BatchSize = 64, LearningRate = 5e-4, ValidationInterval = 250, Patience = 0)]
internal sealed partial class FreshMineF(double rho)
{
    [Joint(X = 20, Y = 20)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Correlated.Draw(rho, rng, x, y);
}
