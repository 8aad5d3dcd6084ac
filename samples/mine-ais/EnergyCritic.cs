using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MineAis;

/// <summary>
/// f(x, y) = c + |C x|^2 / 2 - e^t |A x - B y - b|^2 / 2: an energy that can be the log ratio of the channel's densities. One critic for every bound.
/// </summary>
/// <remarks>C is for Donsker-Varadhan and NWJ, c for NWJ alone: the others compare values of y for one x, and do not see them.</remarks>
internal sealed class EnergyCritic : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear ofX;
    private readonly Linear ofY;
    private readonly Linear ofXAlone;
    private readonly Parameter constant;
    private readonly Parameter logScale;

    public EnergyCritic(long xDim, long yDim, long width)
        : base(nameof(EnergyCritic))
    {
        ofX = nn.Linear(xDim, width);
        ofY = nn.Linear(yDim, width, hasBias: false);
        ofXAlone = nn.Linear(xDim, yDim, hasBias: false);
        constant = nn.Parameter(zeros(1));
        logScale = nn.Parameter(zeros(1));
        register_module("ofX", ofX);
        register_module("ofY", ofY);
        register_module("ofXAlone", ofXAlone);
        register_parameter("constant", constant);
        register_parameter("logScale", logScale);
    }

    public override Tensor forward(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        Tensor energy = 0.5 * (ofX.call(x) - ofY.call(y)).square().sum(1L);
        Tensor alone = constant + 0.5 * ofXAlone.call(x).square().sum(1L);
        return (alone - (logScale.exp() * energy)).MoveToOuterDisposeScope();
    }
}
