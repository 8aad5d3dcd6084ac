using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim.lr_scheduler;

namespace LibTorch.Tests;

/// <summary>Sixteen epochs of each scheduler, on two groups, against PyTorch 1.13.</summary>
public class SchedulerTests
{
    private static readonly Dictionary<string, Func<SGD, LRScheduler>> s_schedulers = new(StringComparer.Ordinal)
    {
        ["StepLR"] = o => StepLR(o, 3, gamma: 0.5),
        ["MultiStepLR"] = o => MultiStepLR(o, [2, 5, 9], gamma: 0.3),
        ["ExponentialLR"] = o => ExponentialLR(o, 0.8),
        ["CosineAnnealingLR"] = o => CosineAnnealingLR(o, 5, eta_min: 0.01),
        ["LambdaLR"] = o => new impl.LambdaLR(o, [e => 1.0 / (1 + e), e => Math.Pow(0.9, e)]),
        ["MultiplicativeLR"] = o => MultiplicativeLR(o, e => 1 - (0.05 * e)),
        ["LinearLR"] = o => LinearLR(o, start_factor: 0.25, end_factor: 0.8, total_iters: 4),
        ["LinearLR_default"] = o => LinearLR(o),
        ["ConstantLR"] = o => ConstantLR(o, factor: 0.5, total_iters: 4),
    };

    public static TheoryData<string> Names => [.. GoldenJson.Read("optim.json").At("schedulers").Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch(string name)
    {
        using var optimizer = Optimizer();
        var scheduler = s_schedulers[name](optimizer);
        var epoch = 0;
        foreach (var golden in GoldenJson.Read("optim.json").At("schedulers").At(name).EnumerateArray())
        {
            GoldenJson.Equal(golden.Doubles(), Rates(optimizer), $"{name} epoch {epoch++}", 1e-12);
            Assert.Equal(Rates(optimizer), scheduler.get_last_lr());
            scheduler.step();
        }
    }

    [Theory]
    [InlineData("StepLR")]
    [InlineData("MultiStepLR")]
    [InlineData("ExponentialLR")]
    [InlineData("CosineAnnealingLR")]
    [InlineData("LinearLR")]
    [InlineData("ConstantLR")]
    public void Closed_form_equals_recurrence(string name)
    {
        using var optimizer = Optimizer();
        var scheduler = s_schedulers[name](optimizer);
        var epoch = 0;
        foreach (var golden in GoldenJson.Read("optim.json").At("schedulers").At(name).EnumerateArray())
        {
            scheduler.step(epoch++);
            GoldenJson.Equal(golden.Doubles(), Rates(optimizer), $"{name} at {epoch}", 1e-12);
        }
    }

    private static SGD Optimizer()
        => optim.SGD([new SGD.ParamGroup([Parameter(zeros(1))], lr: 0.5), new SGD.ParamGroup { Parameters = [Parameter(zeros(1))] }], 0.1);

    private static double[] Rates(SGD optimizer) => [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
}
