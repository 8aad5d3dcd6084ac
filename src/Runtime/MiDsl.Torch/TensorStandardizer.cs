using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>A <see cref="Standardizer"/> for tensors that are on the device already.</summary>
internal sealed class TensorStandardizer : TensorPreparation
{
    private readonly Tensor[] constants;

    public TensorStandardizer(Standardizer learned, Device device) =>
        constants =
        [
            Constant(learned.XMeans, device),
            Constant(learned.XDeviations, device),
            Constant(learned.YMeans, device),
            Constant(learned.YDeviations, device),
        ];

    public override (Tensor X, Tensor Y) Apply(Tensor x, Tensor y) =>
        ((x - constants[0]) / constants[1], (y - constants[2]) / constants[3]);

    public override void Dispose()
    {
        foreach (Tensor constant in constants)
        {
            constant.Dispose();
        }
    }

    private static Tensor Constant(ReadOnlySpan<double> values, Device device)
    {
        using Tensor host = tensor(values.ToArray().Select(v => (float)v).ToArray(), float32);
        return host.to(device, copy: true).DetachFromDisposeScope();
    }
}
