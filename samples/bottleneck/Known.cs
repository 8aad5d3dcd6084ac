using MiDsl;
using MiDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Bottleneck;

/// <summary>Codes whose density is known: p(z|image i) is Gaussian.</summary>
internal interface IKnownCodes
{
    /// <summary>Images by their numbers, [n, 1], uniform.</summary>
    Tensor Draw(long n, Generator generator);

    /// <summary>p(z|image).</summary>
    distributions.Distribution Given(Tensor number);
}

// I(X; Z) of a Gaussian encoder needs no critic: the density p(z|x) bounds it on both sides, up to log 4,096 nats from below.
[Estimator(Bound.StructuredInfoNce, Samples = 4096)]
[Evaluation(Pairs = 256)]
internal sealed partial class FromBelow(IKnownCodes codes)
{
    [Marginal(Variable.Y, Dim = 1)]
    private Tensor Image(long n, Generator generator) => codes.Draw(n, generator);

    [Conditional]
    private distributions.Distribution Code(Tensor image) => codes.Given(image);
}

[Estimator(Bound.LeaveOneOut, Samples = 4096)]
[Evaluation(Pairs = 256)]
internal sealed partial class FromAbove(IKnownCodes codes)
{
    [Marginal(Variable.Y, Dim = 1)]
    private Tensor Image(long n, Generator generator) => codes.Draw(n, generator);

    [Conditional]
    private distributions.Distribution Code(Tensor image) => codes.Given(image);
}
