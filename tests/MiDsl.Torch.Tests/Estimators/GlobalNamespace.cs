using System;
using MiDsl;
using MiDsl.Torch.Tests.Support;

#pragma warning disable CA1050, MA0047 // Types in no namespace are what this file is about.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 20)]
internal sealed partial class InNoNamespace
{
    [Joint(X = 1, Y = 1)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(0.5, rng, x, y);
}

namespace A.@namespace.C
{
    [Estimator(Bound.InfoNce)]
    [Critic(CriticForm.Bilinear)]
    [Training(Steps = 20)]
    internal sealed partial class InABlock
    {
        [Joint(X = 1, Y = 1)]
        private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(0.5, rng, x, y);
    }
}
