using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>log of a mean of e^t, shifted by the greatest t so that nothing overflows.</summary>
public static class LogMeanExp
{
    /// <summary>Over all entries, a scalar.</summary>
    /// <param name="t">Any shape.</param>
    public static Tensor Of(Tensor t)
    {
        using DisposeScope scope = NewDisposeScope();
        return (t.reshape(-1).logsumexp(0) - Math.Log(t.numel())).MoveToOuterDisposeScope();
    }

    /// <summary>Over each row: [n, k] to [n].</summary>
    /// <param name="t">[n, k].</param>
    public static Tensor OfRows(Tensor t)
    {
        using DisposeScope scope = NewDisposeScope();
        return (t.logsumexp(1) - Math.Log(t.shape[1])).MoveToOuterDisposeScope();
    }
}
