using System;
using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Benchmarks;

/// <summary>The critic of workload infonce.</summary>
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
[Joint(X = 20, Y = 20)]
public sealed partial class Separable;

/// <summary>The critic of workload concatenated.</summary>
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256])]
[Joint(X = 20, Y = 20)]
public sealed partial class Concatenated;

/// <summary>One step of each workload; eager.py has the same under the same names.</summary>
internal static class Workloads
{
    public static IReadOnlyList<(string Name, int Steps, Func<Action> Make)> All { get; } =
    [
        ("mlp-64", 1000, () => Regression(64)),
        ("mlp-256", 1000, () => Regression(256)),
        ("infonce", 200, () =>
        {
            var critic = new Separable();
            return InfoNce(critic.Step);
        }),
        ("concatenated", 20, () =>
        {
            var critic = new Concatenated();
            return InfoNce(critic.Step);
        }),
    ];

    private static Action Regression(int batch)
    {
        var net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1));
        var optimizer = optim.Adam(net.parameters(), 1e-3);
        Tensor x = randn(batch, 20);
        Tensor y = randn(batch, 1);
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            (net.forward(x) - y).square().mean().backward();
            optimizer.step();
        };
    }

    private static Action InfoNce(Action<Tensor, Tensor> step)
    {
        Tensor x = randn(64, 20);
        Tensor y = (x * 0.8) + (randn(64, 20) * 0.6);
        return () => step(x, y);
    }
}
