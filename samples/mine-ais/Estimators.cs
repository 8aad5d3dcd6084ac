using System;
using MiDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace MineAis;

/// <summary>y standard normal in 10 dimensions, x = scale Q y + e in 20, over the root of its variance: the same pairs for every bound.</summary>
internal sealed class Channel(double nats)
{
    /// <summary>Nats: 10 / 2 log(1 + scale^2), Q having orthonormal columns.</summary>
    public double Nats { get; } = nats;

    public (Tensor X, Tensor Y) Draw(long n, Generator generator)
    {
        using var scope = NewDisposeScope();
        double scale = Math.Sqrt(Math.Exp(Nats / 5) - 1);
        Tensor y = randn(n, 10, generator: generator);
        Tensor spread = cat([y, y.flip([1L])], 1) / Math.Sqrt(2);
        Tensor x = scale * spread + randn(n, 20, generator: generator);
        return ((x / Math.Sqrt(1 + scale * scale / 2)).MoveToOuterDisposeScope(), y.MoveToOuterDisposeScope());
    }
}

[Estimator(Bound.MineAis, Chains = 16)]
[Marginal(Variable.Y, Dim = 10)]
[Annealing(Temperatures = 300, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 5, TargetAcceptance = 0.8, NegativeTransitions = 5)]
[Training(Steps = 1_000, BatchSize = 128, LearningRate = 2e-2, Schedule = LearningRateSchedule.Cosine)]
[Evaluation(Pairs = 256)]
internal sealed partial class MineAis(Channel channel)
{
    [Critic]
    private nn.Module<Tensor, Tensor, Tensor> Energy() => new EnergyCritic(20, 10, 20);

    [Joint(X = 20, Y = 10)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => channel.Draw(n, generator);
}

[Estimator(Bound.Giwae, Samples = 64)]
[Marginal(Variable.Y, Dim = 10)]
[Variational(Hidden = [64])]
[Training(Steps = 1_000, BatchSize = 128, LearningRate = 1e-2, Schedule = LearningRateSchedule.Cosine)]
[Evaluation(Pairs = 1_024)]
internal sealed partial class Giwae(Channel channel)
{
    [Critic]
    private nn.Module<Tensor, Tensor, Tensor> Energy() => new EnergyCritic(20, 10, 20);

    [Joint(X = 20, Y = 10)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => channel.Draw(n, generator);
}

[Estimator(Bound.DonskerVaradhan)]
[Training(Steps = 1_000, BatchSize = 128, LearningRate = 1e-2, Schedule = LearningRateSchedule.Cosine)]
internal sealed partial class MineDv(Channel channel)
{
    [Critic]
    private nn.Module<Tensor, Tensor, Tensor> Energy() => new EnergyCritic(20, 10, 20);

    [Joint(X = 20, Y = 10)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => channel.Draw(n, generator);
}

[Estimator(Bound.Nwj)]
[Training(Steps = 1_000, BatchSize = 128, LearningRate = 1e-2, Schedule = LearningRateSchedule.Cosine)]
internal sealed partial class MineF(Channel channel)
{
    [Critic]
    private nn.Module<Tensor, Tensor, Tensor> Energy() => new EnergyCritic(20, 10, 20);

    [Joint(X = 20, Y = 10)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => channel.Draw(n, generator);
}

[Estimator(Bound.InfoNce)]
[Training(Steps = 1_000, BatchSize = 128, LearningRate = 1e-2, Schedule = LearningRateSchedule.Cosine)]
internal sealed partial class InfoNce(Channel channel)
{
    [Critic]
    private nn.Module<Tensor, Tensor, Tensor> Energy() => new EnergyCritic(20, 10, 20);

    [Joint(X = 20, Y = 10)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => channel.Draw(n, generator);
}
