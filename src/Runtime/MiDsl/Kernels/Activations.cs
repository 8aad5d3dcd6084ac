using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>An activation and the gradient back through it.</summary>
internal interface IActivation
{
    static abstract T Of<T>(T input)
        where T : struct, ILanes<T>;

    /// <summary>gradient times the derivative, from the output, or from the input where <see cref="Layers.NeedsInputs"/>.</summary>
    static abstract T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T>;
}

internal readonly struct NoActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T input)
        where T : struct, ILanes<T> => input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T> => gradient;
}

internal readonly struct ReLU : IActivation
{
    // NaN stands second, which keeps it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T input)
        where T : struct, ILanes<T> => T.Max(T.Zero, input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T> => T.Select(T.Less(T.Zero, saved), gradient, T.Zero);
}

internal readonly struct LeakyReLU : IActivation
{
    private const float Slope = 0.01f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T input)
        where T : struct, ILanes<T> => T.Select(T.Less(T.Zero, input), input, input * T.Create(Slope));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T> => T.Select(T.Less(T.Zero, saved), gradient, gradient * T.Create(Slope));
}

internal readonly struct ELU : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T input)
        where T : struct, ILanes<T> => T.Select(T.Less(T.Zero, input), input, VectorFunctions.ExpMinusOne(input));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T> => gradient * (T.Create(1) + T.Min(T.Zero, saved));
}

internal readonly struct HyperbolicTangent : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T input)
        where T : struct, ILanes<T> => VectorFunctions.Tanh(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T> => gradient * T.Fma(T.Zero - saved, saved, T.Create(1));
}

internal readonly struct SiLU : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T input)
        where T : struct, ILanes<T> => input * VectorFunctions.Sigmoid(input);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T>
    {
        T s = VectorFunctions.Sigmoid(saved);
        return gradient * T.Fma(saved * s, T.Create(1) - s, s);
    }
}

internal readonly struct GELU : IActivation
{
    private const float InverseSqrtTwoPi = 0.398942280f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T input)
        where T : struct, ILanes<T> => input * VectorFunctions.NormalDistribution(input, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Back<T>(T saved, T gradient)
        where T : struct, ILanes<T>
    {
        T below = VectorFunctions.NormalDistribution(saved, out T bell);
        return gradient * T.Fma(saved * T.Create(InverseSqrtTwoPi), bell, below);
    }
}
