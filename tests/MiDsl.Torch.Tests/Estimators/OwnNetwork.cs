using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

/// <summary>A user's network over paired rows: n rows of x, n rows of y, n scores.</summary>
internal sealed class OwnNetwork : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;

    public OwnNetwork(int inputs, int hidden)
        : base(nameof(OwnNetwork))
    {
        first = nn.Linear(inputs, hidden);
        second = nn.Linear(hidden, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor y)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor h = first.call(cat([x, y], 1)).tanh();
        return second.call(h).squeeze(1).MoveToOuterDisposeScope();
    }
}
