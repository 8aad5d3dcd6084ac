using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Log-densities of rows with their gradients, by autograd: where a density is the user's own.</summary>
public static class DensityGradient
{
    /// <summary>Values and gradients, detached; parameters behind the density collect nothing.</summary>
    /// <param name="at">[n, d], where.</param>
    /// <param name="logDensity">Gives [n] for [n, d], row i from row i alone.</param>
    /// <param name="member">The density's name, for errors.</param>
    /// <returns>[n], nats, and [n, d].</returns>
    /// <exception cref="InvalidOperationException">The density has no gradient in its argument.</exception>
    public static (Tensor Value, Tensor Gradient) Of(Tensor at, Func<Tensor, Tensor> logDensity, string member)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(logDensity);
        using DisposeScope scope = NewDisposeScope();
        using var recording = enable_grad();
        Tensor leaf = at.detach().requires_grad_(true);
        Tensor value = logDensity(leaf);
        Tensor? gradient = value.requires_grad ? autograd.grad([value.sum()], [leaf], allow_unused: true)[0] : null;
        if (gradient is null || gradient.IsInvalid || gradient.numel() == 0)
        {
            throw new InvalidOperationException($"{member} has no gradient in its argument, which the chains need; write it with differentiable torch operations on the argument itself (no detach, item, data, no_grad, rounding), or declare a [Transition]");
        }

        return (value.detach().MoveToOuterDisposeScope(), gradient.detach().MoveToOuterDisposeScope());
    }
}
