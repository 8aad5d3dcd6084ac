using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The update that Adam and AdamW share, in as few operators as it takes: with m and v the moving means of g and g²,
/// p -= lr √(1-β2ᵗ) / (1-β1ᵗ) · m / (√v + ε √(1-β2ᵗ)).
/// </summary>
internal sealed class AdamKernel : IDisposable
{
    private readonly Hoisted _beta1 = new();
    private readonly Hoisted _beta2 = new();
    private readonly Hoisted _eps = new();

    /// <param name="p">The parameter, changed in place.</param>
    /// <param name="g">Its gradient, after any weight decay.</param>
    /// <param name="m">Mean of gradients, changed.</param>
    /// <param name="v">Mean of squared gradients, changed.</param>
    /// <param name="vMax">AMSGrad's maximum of v, changed; or null.</param>
    /// <param name="step">The number of this step, from 1.</param>
    internal void Update(
        Tensor p, Tensor g, Tensor m, Tensor v, Tensor? vMax, long step, double lr, double beta1, double beta2, double eps)
    {
        var correction1 = 1 - Math.Pow(beta1, step);
        var correction2 = Math.Sqrt(1 - Math.Pow(beta2, step));

        OptimOps.mul_.InPlace(m, _beta1.For(p, beta1));
        OptimOps.add_.InPlace(m, g, 1 - beta1);
        OptimOps.mul_.InPlace(v, _beta2.For(p, beta2));
        OptimOps.addcmul_.InPlace(v, g, g, 1 - beta2);
        if (vMax is not null)
            OptimOps.maximum_out.InPlace(vMax, v, vMax);

        using var denominator = OptimOps.sqrt.Call(vMax ?? v);
        OptimOps.add_.InPlace(denominator, _eps.For(p, eps * correction2));
        OptimOps.addcdiv_.InPlace(p, m, denominator, -lr * correction2 / correction1);
    }

    public void Dispose()
    {
        _beta1.Dispose();
        _beta2.Dispose();
        _eps.Dispose();
    }
}
