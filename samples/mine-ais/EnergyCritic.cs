using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MineAis;

/// <summary>f(x, y) = -|A x - B y - c|^2 / 2: an energy, of the form that a Gaussian likelihood has. One critic for every bound.</summary>
internal sealed class EnergyCritic : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear ofX;
    private readonly Linear ofY;

    public EnergyCritic(long xDim, long yDim, long width)
        : base(nameof(EnergyCritic))
    {
        ofX = nn.Linear(xDim, width);
        ofY = nn.Linear(yDim, width, hasBias: false);
        register_module("ofX", ofX);
        register_module("ofY", ofY);
    }

    public override Tensor forward(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        return (-0.5 * (ofX.call(x) - ofY.call(y)).square().sum(1L)).MoveToOuterDisposeScope();
    }
}
