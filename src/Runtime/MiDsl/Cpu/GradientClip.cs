using System;
using MiDsl.Kernels;

namespace MiDsl.Cpu;

/// <summary>Keeps a gradient from growing too long.</summary>
public static class GradientClip
{
    /// <summary>Scaled to a norm of at most <paramref name="most"/>.</summary>
    /// <param name="gradient">Is scaled.</param>
    /// <param name="most">The greatest norm.</param>
    public static void Norm(Span<float> gradient, double most)
    {
        double factor = most / (Math.Sqrt(Reductions.Dot(gradient, gradient)) + 1e-12);
        if (factor < 1)
        {
            RowMath.Scale(gradient, (float)factor);
        }
    }

    /// <summary>Each entry clamped to [-most, most].</summary>
    /// <param name="gradient">Is clamped.</param>
    /// <param name="most">The greatest entry.</param>
    public static void Value(Span<float> gradient, double most) => RowMath.Clamp(gradient, (float)most);
}
