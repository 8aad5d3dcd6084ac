using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>A log density and its gradient by automatic differentiation, for HMC on members that the user wrote.</summary>
public static class DensityGradient
{
    private const string Mend = "write it with differentiable torch operations of its argument; no detach, item, data or no_grad";

    /// <summary>Values and gradients at once. The graph is freed; parameters of the density gather no gradient.</summary>
    /// <param name="at">[n, d], floating point; where the gradient is taken.</param>
    /// <param name="logDensity">From [n, d] to [n], each row's value a function of that row alone. Also within no_grad.</param>
    /// <param name="member">The declared member, for the message.</param>
    /// <returns>Values [n] and gradients [n, d], both detached.</returns>
    /// <exception cref="InvalidOperationException">The density has no gradient in its argument, or another shape than [n].</exception>
    public static (Tensor Value, Tensor Gradient) Of(Tensor at, Func<Tensor, Tensor> logDensity, string member)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(logDensity);
        using DisposeScope scope = NewDisposeScope();
        using var differentiated = enable_grad();
        Tensor leaf = at.detach().requires_grad_();
        Tensor value = RowDensity.Demand(logDensity(leaf), at.shape[0], member);
        if (!value.requires_grad)
        {
            throw Without(member);
        }

        Tensor? gradient = autograd.grad([value.sum()], [leaf], allow_unused: true)[0];
        if (gradient is null || gradient.IsInvalid || gradient.Handle == IntPtr.Zero)
        {
            throw Without(member);
        }

        return (value.detach().MoveToOuterDisposeScope(), gradient.detach().MoveToOuterDisposeScope());
    }

    private static InvalidOperationException Without(string member) =>
        new($"{member} has no gradient in its argument, which HMC needs: {Mend}");
}
