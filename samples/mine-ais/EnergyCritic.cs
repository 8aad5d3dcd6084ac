using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MineAis;

/// <summary>f(x, y) = c - e^t |A x - B y - b|^2 / 2: an energy, of the form that a Gaussian likelihood has. One critic for every bound.</summary>
/// <remarks>The constant c is for NWJ alone: no other bound sees it.</remarks>
internal sealed class EnergyCritic : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear ofX;
    private readonly Linear ofY;
    private readonly Parameter constant;
    private readonly Parameter logScale;

    public EnergyCritic(long xDim, long yDim, long width)
        : base(nameof(EnergyCritic))
    {
        ofX = nn.Linear(xDim, width);
        ofY = nn.Linear(yDim, width, hasBias: false);
        constant = nn.Parameter(zeros(1));
        logScale = nn.Parameter(zeros(1));
        register_module("ofX", ofX);
        register_module("ofY", ofY);
        register_parameter("constant", constant);
        register_parameter("logScale", logScale);
    }

    public override Tensor forward(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        Tensor energy = 0.5 * (ofX.call(x) - ofY.call(y)).square().sum(1L);
        return (constant - (logScale.exp() * energy)).MoveToOuterDisposeScope();
    }
}
