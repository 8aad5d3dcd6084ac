using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>What adaptive clipping saw and did at a step. Reading waits for the device.</summary>
public sealed class GradientNorms : IDisposable
{
    private readonly Tensor main;
    private readonly Tensor term;
    private readonly Tensor scale;

    /// <summary>Keeps three scalars.</summary>
    /// <param name="main">Norm of the main loss's gradient.</param>
    /// <param name="term">Norm of the information term's gradient, before scaling.</param>
    /// <param name="scale">The factor it was scaled by.</param>
    public GradientNorms(Tensor main, Tensor term, Tensor scale)
    {
        this.main = main.DetachFromDisposeScope();
        this.term = term.DetachFromDisposeScope();
        this.scale = scale.DetachFromDisposeScope();
    }

    /// <summary>Norm of the main loss's gradient, over all shared parameters.</summary>
    public double Main => main.ToSingle();

    /// <summary>Norm of the information term's gradient before scaling, over all shared parameters.</summary>
    public double Term => term.ToSingle();

    /// <summary>The factor in [0, 1] that the information term's gradient was multiplied by.</summary>
    public double Scale => scale.ToSingle();

    /// <summary>Frees the three scalars.</summary>
    public void Dispose()
    {
        main.Dispose();
        term.Dispose();
        scale.Dispose();
    }
}

/// <summary>Gradients of several parameters taken as one vector.</summary>
public static class GradientNorm
{
    /// <summary>The Euclidean norm over all of them, a scalar; a missing gradient counts as zero.</summary>
    /// <param name="gradients">One a parameter, null where a loss does not reach it.</param>
    public static Tensor Of(IEnumerable<Tensor?> gradients)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] squares = [.. gradients.Where(IsThere).Select(g => g!.square().sum())];
        Tensor norm = squares.Length == 0 ? zeros(1L).squeeze() : stack(squares).sum().sqrt();
        return norm.MoveToOuterDisposeScope();
    }

    /// <summary>Adds a gradient to what a parameter has gathered.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Of the parameter's shape; null adds nothing.</param>
    /// <param name="scale">A scalar that multiplies the gradient first; null for 1.</param>
    public static void Accumulate(Parameter parameter, Tensor? gradient, Tensor? scale = null)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (!IsThere(gradient))
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        gradient = scale is null ? gradient : gradient! * scale;
        if (parameter.grad is { } gathered)
        {
            gathered.add_(gradient!);
        }
        else
        {
            parameter.grad = gradient!.detach().clone();
        }
    }

    /// <summary>TorchSharp gives an undefined tensor, not null, where a loss does not reach a parameter.</summary>
    internal static bool IsThere(Tensor? gradient) => gradient is not null && !gradient.IsInvalid && gradient.Handle != IntPtr.Zero;
}
