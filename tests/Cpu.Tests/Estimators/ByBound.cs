using System;

namespace MiDsl.Cpu.Tests.Estimators;

// One declaration a bound, critic forms taking turns; .64 nats in two columns.
[Estimator(Bound.InfoNce, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64, 64], Embedding = 16)]
[Training(Steps = 1000, BatchSize = 128, LearningRate = 2e-3)]
internal sealed partial class CpuNce
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Pairs.Draw(rng, n, x, y, 0.7);
}

[Estimator(Bound.DonskerVaradhan, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.ELU)]
[Training(Steps = 600, BatchSize = 128, LearningRate = 2e-3)]
[GradientClipping(Clip.Norm)]
internal sealed partial class CpuMine
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Pairs.Draw(rng, n, x, y, 0.7);
}

[Estimator(Bound.Nwj, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64], Embedding = 16, Activation = Activation.Tanh)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 8)]
[Training(Steps = 1500, BatchSize = 128, LearningRate = 2e-3)]
internal sealed partial class CpuNwj
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Pairs.Draw(rng, n, x, y, 0.7);
}

[Estimator(Bound.Smile, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64, 64], Embedding = 16, Activation = Activation.SiLU, LayerNorm = true, Residual = true)]
[Training(Steps = 1000, BatchSize = 128, LearningRate = 2e-3)]
internal sealed partial class CpuSmile
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Pairs.Draw(rng, n, x, y, 0.7);
}

[Estimator(Bound.Tuba, Target = Target.Cpu)]
[Critic(CriticForm.Separable, Hidden = [64], Embedding = 16)]
[Baseline(Hidden = [32])]
[Training(Steps = 1500, BatchSize = 128, LearningRate = 2e-3)]
internal sealed partial class CpuTuba
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Pairs.Draw(rng, n, x, y, 0.7);
}

[Estimator(Bound.IAlpha, Alpha = 0.5, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.GELU)]
[Training(Steps = 600, BatchSize = 64, LearningRate = 2e-3)]
internal sealed partial class CpuIAlpha
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Pairs.Draw(rng, n, x, y, 0.7);
}

[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan, NoiseRatio = 7, Target = Target.Cpu)]
[Critic(CriticForm.Concatenated, Hidden = [64, 64], Activation = Activation.SiLU)]
[Negatives(NegativeSampling.SecondDraw, PerPair = 7)]
[Training(Steps = 1500, BatchSize = 128, LearningRate = 2e-3, Optimizer = Optimizer.AdamW, Schedule = LearningRateSchedule.Cosine, WeightAverage = 0.99)]
internal sealed partial class CpuJsd
{
    [Joint(X = 2, Y = 2)]
    private static void Draw(Rng rng, int n, Span<float> x, Span<float> y) => Pairs.Draw(rng, n, x, y, 0.7);
}
