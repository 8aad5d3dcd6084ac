using System;
using MiDsl.Torch.Tests.Support;

namespace MiDsl.Torch.Tests.Estimators;

// Every bound with every form of critic, on Gaussian pairs of two dimensions.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class SeparableNce(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class BilinearNce(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [24, 24])]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ConcatenatedNce(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class SeparableDv(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class BilinearDv(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [24, 24])]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ConcatenatedDv(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class SeparableNwj(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class BilinearNwj(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Concatenated, Hidden = [24, 24])]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ConcatenatedNwj(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Smile)]
[Critic(CriticForm.Separable, Hidden = [32], Embedding = 8)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class SeparableSmile(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Smile)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class BilinearSmile(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.Smile)]
[Critic(CriticForm.Concatenated, Hidden = [24, 24])]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class ConcatenatedSmile(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);
}

[Estimator(Bound.InfoNce)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class OwnNce(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);

    [Critic]
    private OwnNetwork Network() => new(4, 24);
}

[Estimator(Bound.DonskerVaradhan)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class OwnDv(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);

    [Critic]
    private OwnNetwork Network() => new(4, 24);
}

[Estimator(Bound.Nwj)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class OwnNwj(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);

    [Critic]
    private OwnNetwork Network() => new(4, 24);
}

[Estimator(Bound.Smile)]
[Training(Steps = 600, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class OwnSmile(double rho)
{
    [Joint(X = 2, Y = 2)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(rho, rng, x, y);

    [Critic]
    private OwnNetwork Network() => new(4, 24);
}
