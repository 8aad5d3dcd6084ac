using System;
using MiDsl.Torch.Tests.Support;

namespace MiDsl.Torch.Tests.Estimators;

// The forms that a user's type may have.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 20)]
internal sealed partial class Generic<T>
    where T : struct
{
    public string What => typeof(T).Name;

    [Joint(X = 1, Y = 1)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(0.5, rng, x, y);
}

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 20)]
internal sealed partial class @class
{
    [Joint(X = 1, Y = 1)]
    private void @event(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(0.5, rng, x, y);
}

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 20)]
internal sealed partial record class Recorded(double Rho)
{
    [Joint(X = 1, Y = 1)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(Rho, rng, x, y);
}

internal static partial class Outer<TKey>
{
    internal partial struct Middle
    {
        [Estimator(Bound.Smile)]
        [Critic(CriticForm.Bilinear)]
        [Training(Steps = 20)]
        internal sealed partial class Inner
        {
            public Type Key => typeof(TKey);

            [Joint(X = 1, Y = 1)]
            private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(0.5, rng, x, y);
        }
    }
}

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 20)]
internal sealed partial class MesureÉté
{
    [Joint(X = 1, Y = 1)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Gaussians.Draw(0.5, rng, x, y);
}
