using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiDsl.Kernels;

/// <summary>
/// A vector of floats of one width: what a kernel is written in, once for all widths. The JIT compiles a kernel for each
/// width it is used with, and these members vanish in it.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Floats in the vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Create(float value);

    static abstract unsafe TSelf Load(float* source);

    unsafe void Store(float* destination);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    /// <summary>The greater; the second where either is NaN, or NaN, as the machine has it.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The less; the second where either is NaN, or NaN, as the machine has it.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Ones in all bits where a &lt; b, else zeros.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>The first where the mask is ones, the second where it is zeros.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whereOnes, TSelf whereZeros);

    /// <summary>2^value for integers from -126 to 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf value);

    /// <summary>value = mantissa 2^exponent with the mantissa in [sqrt(1/2), sqrt(2)), for normal positive values.</summary>
    static abstract TSelf Split(TSelf value, out TSelf exponent);

    /// <summary>The sum, by halves: in the same order every time.</summary>
    static abstract float Sum(TSelf value);

    static abstract float Greatest(TSelf value);
}

/// <summary>Four floats.</summary>
internal readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    private readonly Vector128<float> value = value;

    public static int Count => 4;

    public static Lanes128 Zero => new(Vector128<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Fma(Lanes128 a, Lanes128 b, Lanes128 c) => new(Vector128.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) => new(Vector128.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) => new(Vector128.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 value) => new(Vector128.Abs(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 value) => new(Vector128.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Round(Lanes128 value) => new(Vector128.Round(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Less(Lanes128 a, Lanes128 b) => new(Vector128.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Lanes128 mask, Lanes128 whereOnes, Lanes128 whereZeros) =>
        new(Vector128.ConditionalSelect(mask.value, whereOnes.value, whereZeros.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfTwo(Lanes128 value) =>
        new(((Vector128.ConvertToInt32Native(value.value) + Vector128.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Split(Lanes128 value, out Lanes128 exponent)
    {
        // 0x3F3504F3 are the bits of sqrt(1/2), and 23 those of a mantissa.
        Vector128<int> bits = value.value.AsInt32(), power = (bits - Vector128.Create(0x3F3504F3)) >> 23;
        exponent = new(Vector128.ConvertToSingle(power));
        return new((bits - (power << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes128 value) => (value.value[0] + value.value[2]) + (value.value[1] + value.value[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Greatest(Lanes128 value) => float.MaxNative(float.MaxNative(value.value[0], value.value[2]), float.MaxNative(value.value[1], value.value[3]));
}

/// <summary>Eight floats.</summary>
internal readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> value = value;

    public static int Count => 8;

    public static Lanes256 Zero => new(Vector256<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Fma(Lanes256 a, Lanes256 b, Lanes256 c) => new(Vector256.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Vector256.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Vector256.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 value) => new(Vector256.Abs(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 value) => new(Vector256.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Round(Lanes256 value) => new(Vector256.Round(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Less(Lanes256 a, Lanes256 b) => new(Vector256.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 whereOnes, Lanes256 whereZeros) =>
        new(Vector256.ConditionalSelect(mask.value, whereOnes.value, whereZeros.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfTwo(Lanes256 value) =>
        new(((Vector256.ConvertToInt32Native(value.value) + Vector256.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Split(Lanes256 value, out Lanes256 exponent)
    {
        // 0x3F3504F3 are the bits of sqrt(1/2), and 23 those of a mantissa.
        Vector256<int> bits = value.value.AsInt32(), power = (bits - Vector256.Create(0x3F3504F3)) >> 23;
        exponent = new(Vector256.ConvertToSingle(power));
        return new((bits - (power << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes256 value) => Lanes128.Sum(new(value.value.GetLower() + value.value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Greatest(Lanes256 value) => Lanes128.Greatest(new(Vector128.MaxNative(value.value.GetLower(), value.value.GetUpper())));
}

/// <summary>Sixteen floats.</summary>
internal readonly struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private readonly Vector512<float> value = value;

    public static int Count => 16;

    public static Lanes512 Zero => new(Vector512<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Fma(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Vector512.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) => new(Vector512.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 value) => new(Vector512.Abs(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 value) => new(Vector512.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Round(Lanes512 value) => new(Vector512.Round(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Less(Lanes512 a, Lanes512 b) => new(Vector512.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 whereOnes, Lanes512 whereZeros) =>
        new(Vector512.ConditionalSelect(mask.value, whereOnes.value, whereZeros.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfTwo(Lanes512 value) =>
        new(((Vector512.ConvertToInt32Native(value.value) + Vector512.Create(127)) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Split(Lanes512 value, out Lanes512 exponent)
    {
        // 0x3F3504F3 are the bits of sqrt(1/2), and 23 those of a mantissa.
        Vector512<int> bits = value.value.AsInt32(), power = (bits - Vector512.Create(0x3F3504F3)) >> 23;
        exponent = new(Vector512.ConvertToSingle(power));
        return new((bits - (power << 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Lanes512 value) => Lanes256.Sum(new(value.value.GetLower() + value.value.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Greatest(Lanes512 value) => Lanes256.Greatest(new(Vector256.MaxNative(value.value.GetLower(), value.value.GetUpper())));
}
