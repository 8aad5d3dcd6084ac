using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// One number as a 0-dimensional tensor of each element type met: to libtorch that is an operand like any other, while a
/// plain scalar is wrapped anew at every call, at three times the price of a small operator.
/// </summary>
internal sealed class Hoisted : IDisposable
{
    private readonly (Tensor? tensor, double value)[] _byType = new (Tensor?, double)[(int)ScalarType.BFloat16 + 1];

    /// <summary>The number in the element type of <paramref name="like"/>. Valid until the next call.</summary>
    internal Tensor For(Tensor like, double value)
    {
        var type = like.dtype;
        ref var slot = ref _byType[(int)type];
        // CPU for every device: kernels take a 0-dimensional CPU operand as a constant.
        slot.tensor ??= empty([], dtype: type, device: CPU).DetachFromDisposeScope();
        // NaN, which an unset slot would have to hold, differs from itself; 0 is written once too often at worst.
        if (slot.value != value || value == 0)
        {
            OptimOps.fill_.InPlace(slot.tensor, value);
            slot.value = value;
        }

        return slot.tensor;
    }

    public void Dispose()
    {
        foreach (ref var slot in _byType.AsSpan())
        {
            slot.tensor?.Dispose();
            slot = default;
        }
    }
}
