using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Rows of floats as tensors.</summary>
internal static class Rows
{
    public static Tensor ToTensor(ReadOnlySpan<float> rows, long count, long dimensions, Device device)
    {
        using Tensor flat = tensor(rows.ToArray(), float32);
        using Tensor shaped = flat.view(count, dimensions);
        return shaped.to(device, copy: true);
    }
}
