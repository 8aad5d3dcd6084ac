using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Support;

/// <summary>An emitted network out of torch's own modules, made in the order of its flat weights and with copies of them.</summary>
internal sealed class Twin(Tensor weights) : IDisposable
{
    private readonly List<nn.Module> modules = [];
    private long used;

    /// <summary>Gradients of all parameters, in the order of the flat weights.</summary>
    public double[] Gradient => [.. modules.SelectMany(m => m.parameters()).SelectMany(Tensors.Gradient)];

    public double[] Means => [.. modules.OfType<NormBase>().SelectMany(m => Tensors.Doubles(m.running_mean!))];

    public double[] Variances => [.. modules.OfType<NormBase>().SelectMany(m => Tensors.Doubles(m.running_var!))];

    public Linear Linear(int inputs, int outputs, bool bias = true)
    {
        Linear made = nn.Linear(inputs, outputs, bias);
        return bias ? Filled(made, made.weight!, made.bias!) : Filled(made, made.weight!);
    }

    /// <summary>Of a kernel that keeps the image's size.</summary>
    public Conv2d Convolution(int channels, int outputs, int kernel)
    {
        Conv2d made = nn.Conv2d(channels, outputs, kernel, padding: (kernel - 1) / 2);
        return Filled(made, made.weight!, made.bias!);
    }

    public BatchNorm1d OfUnits(int units)
    {
        BatchNorm1d made = nn.BatchNorm1d(units);
        return Filled(made, made.weight!, made.bias!);
    }

    public BatchNorm2d OfChannels(int channels)
    {
        BatchNorm2d made = nn.BatchNorm2d(channels);
        return Filled(made, made.weight!, made.bias!);
    }

    public void Train(bool train) => modules.ForEach(m => m.train(train));

    public void ZeroGrad() => modules.ForEach(m => m.zero_grad());

    public void AssertComplete() => Assert.Equal(weights.shape[0], used);

    public void Dispose() => modules.ForEach(m => m.Dispose());

    private T Filled<T>(T module, params Parameter[] parameters)
        where T : nn.Module
    {
        using var frozen = no_grad();
        foreach (Parameter parameter in parameters)
        {
            parameter.copy_(weights.narrow(0, used, parameter.numel()).view(parameter.shape));
            used += parameter.numel();
        }

        modules.Add(module);
        return module;
    }
}
