using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiDsl.Kernels;

/// <summary>
/// Adam (Kingma and Ba 2015, 1412.6980) over a flat vector of parameters, in one pass: PyTorch's formula,
/// <c>m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, p -= rate / (1 - b1^t) m / (sqrt(v) / sqrt(1 - b2^t) + eps)</c>.
/// Moments that fade below normal numbers, those of dead units, are set to 0: denormals double the time.
/// </summary>
public static unsafe class Adam
{
    /// <summary>Makes a step.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="gradients">Of the loss, to be descended.</param>
    /// <param name="firstMoments">m, zeros before the first step.</param>
    /// <param name="secondMoments">v, zeros before the first step.</param>
    /// <param name="settings">Rates.</param>
    /// <param name="step">t, from 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is below 1.</exception>
    public static void Step(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> firstMoments, Span<float> secondMoments,
        in AdamSettings settings, long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        Shapes.RequireSame(gradients.Length, parameters.Length, nameof(gradients));
        Shapes.RequireSame(firstMoments.Length, parameters.Length, nameof(firstMoments));
        Shapes.RequireSame(secondMoments.Length, parameters.Length, nameof(secondMoments));
        double decay = settings.WeightDecay;
        Factors factors = new(
            (float)settings.Beta1,
            (float)(1 - settings.Beta1),
            (float)settings.Beta2,
            (float)(1 - settings.Beta2),
            (float)(-settings.LearningRate / (1 - Math.Pow(settings.Beta1, step))),
            (float)Math.Sqrt(1 - Math.Pow(settings.Beta2, step)),
            (float)settings.Epsilon,
            (float)(settings.Decoupled ? 0 : decay),
            (float)(settings.Decoupled ? 1 - (settings.LearningRate * decay) : 1));
        fixed (float* p = parameters, g = gradients, m = firstMoments, v = secondMoments)
        {
            switch (Width.Bits)
            {
                case 512:
                    Run<Lanes512>(p, g, m, v, parameters.Length, factors);
                    break;
                case 256:
                    Run<Lanes256>(p, g, m, v, parameters.Length, factors);
                    break;
                default:
                    Run<Lanes128>(p, g, m, v, parameters.Length, factors);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes>(float* p, float* g, float* m, float* v, int length, in Factors factors)
        where TLanes : struct, ILanes<TLanes>
    {
        int i = 0;
        for (; i + TLanes.Count <= length; i += TLanes.Count)
        {
            Vector<TLanes>(p + i, g + i, m + i, v + i, factors);
        }

        if (i < length)
        {
            float* parts = stackalloc float[4 * 16];
            float* ownG = parts + 16, ownM = ownG + 16, ownV = ownM + 16;
            Part.Load<TLanes>(p + i, length - i, 0, parts);
            Part.Load<TLanes>(g + i, length - i, 0, ownG);
            Part.Load<TLanes>(m + i, length - i, 0, ownM);
            Part.Load<TLanes>(v + i, length - i, 0, ownV);
            Vector<TLanes>(parts, ownG, ownM, ownV, factors);
            Part.Store(parts, length - i, p + i);
            Part.Store(ownM, length - i, m + i);
            Part.Store(ownV, length - i, v + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Vector<TLanes>(float* p, float* g, float* m, float* v, in Factors factors)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes parameter = TLanes.Load(p);
        TLanes gradient = TLanes.Fma(TLanes.Create(factors.DecayIntoGradient), parameter, TLanes.Load(g));
        TLanes first = TLanes.Fma(TLanes.Create(factors.FirstNew), gradient, TLanes.Create(factors.FirstOld) * TLanes.Load(m));
        TLanes second = TLanes.Fma(TLanes.Create(factors.SecondNew) * gradient, gradient, TLanes.Create(factors.SecondOld) * TLanes.Load(v));
        TLanes least = TLanes.Create(1.17549435e-38f);
        first = TLanes.Select(TLanes.Less(TLanes.Abs(first), least), TLanes.Zero, first);
        second = TLanes.Select(TLanes.Less(second, least), TLanes.Zero, second);
        first.Store(m);
        second.Store(v);
        TLanes scale = (TLanes.Sqrt(second) / TLanes.Create(factors.SecondBias)) + TLanes.Create(factors.Epsilon);
        TLanes.Fma(TLanes.Create(factors.Rate), first / scale, parameter * TLanes.Create(factors.Kept)).Store(p);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Factors(
        float FirstOld, float FirstNew, float SecondOld, float SecondNew, float Rate, float SecondBias, float Epsilon,
        float DecayIntoGradient, float Kept);
}

/// <summary>Rates of <see cref="Adam"/>, with PyTorch's defaults.</summary>
/// <param name="LearningRate">Length of a step.</param>
/// <param name="WeightDecay">Strength of the pull towards 0.</param>
/// <param name="Decoupled">Whether parameters shrink by rate times decay (AdamW, 1711.05101), or decay times them is added to their gradients (Adam).</param>
/// <param name="Beta1">Smoothing of the first moment.</param>
/// <param name="Beta2">Smoothing of the second.</param>
/// <param name="Epsilon">Added to the root of the second.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AdamSettings(
    double LearningRate, double WeightDecay = 0, bool Decoupled = false, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8);
