using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>A <see cref="DataPreparation"/> for tensors that are on the device already.</summary>
internal abstract class TensorPreparation : IDisposable
{
    /// <summary>Standardizing stays on the device; ranks are looked up in the host's memory.</summary>
    public static TensorPreparation Of(DataPreparation learned, Device device) =>
        learned is Standardizer standardizer ? new TensorStandardizer(standardizer, device) : new HostPreparation(learned, device);

    public abstract (Tensor X, Tensor Y) Apply(Tensor x, Tensor y);

    public abstract void Dispose();

    private sealed class HostPreparation(DataPreparation learned, Device device) : TensorPreparation
    {
        public override (Tensor X, Tensor Y) Apply(Tensor x, Tensor y)
        {
            float[] xs = Floats(x), ys = Floats(y);
            learned.ApplyX(xs, xs);
            learned.ApplyY(ys, ys);
            return (Rows.ToTensor(xs, x.shape[0], learned.XDim, device), Rows.ToTensor(ys, y.shape[0], learned.YDim, device));
        }

        public override void Dispose()
        {
        }

        private static float[] Floats(Tensor rows)
        {
            using DisposeScope scope = NewDisposeScope();
            return rows.cpu().contiguous().data<float>().ToArray();
        }
    }
}
