using System;
using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number of any of libtorch's scalar kinds: whole, real, complex or boolean. Holds nothing native.</summary>
public sealed class Scalar : IDisposable
{
    // The four kinds that at::Scalar tells apart.
    internal readonly ScalarType Kind;
    internal readonly long Integer;
    internal readonly double Real;
    internal readonly double Imaginary;

    private Scalar(ScalarType kind, long integer, double real, double imaginary = 0)
    {
        Kind = kind;
        Integer = integer;
        Real = real;
        Imaginary = imaginary;
    }

    public ScalarType Type => Kind;

    public static implicit operator Scalar(byte value) => Whole(value);
    public static implicit operator Scalar(sbyte value) => Whole(value);
    public static implicit operator Scalar(short value) => Whole(value);
    public static implicit operator Scalar(int value) => Whole(value);
    public static implicit operator Scalar(long value) => Whole(value);
    public static implicit operator Scalar(Half value) => Floating((double)value);
    public static implicit operator Scalar(float value) => Floating(value);
    public static implicit operator Scalar(double value) => Floating(value);
    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, value ? 1 : 0, value ? 1 : 0);
    public static implicit operator Scalar((float, float) value) => new(ScalarType.ComplexFloat64, (long)value.Item1, value.Item1, value.Item2);
    public static implicit operator Scalar(Complex value) => new(ScalarType.ComplexFloat64, (long)value.Real, value.Real, value.Imaginary);

    public void Dispose()
    {
    }

    private static Scalar Whole(long value) => new(ScalarType.Int64, value, value);

    private static Scalar Floating(double value) => new(ScalarType.Float64, (long)value, value);
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this (float, float) value) => value;
    public static Scalar ToScalar(this Complex value) => value;

    /// <summary>The nearest bfloat16: rounded to 8 bits of mantissa, ties to even.</summary>
    public static Scalar ToBFloat16Scalar(this float value)
    {
        if (float.IsNaN(value))
            return value;
        var bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000);
    }

    public static float ToSingle(this Scalar value) => (float)value.Real;
    public static double ToDouble(this Scalar value) => value.Real;
    public static Half ToHalf(this Scalar value) => (Half)value.Real;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Integer;
    public static byte ToByte(this Scalar value) => (byte)value.Integer;
    public static short ToInt16(this Scalar value) => (short)value.Integer;
    public static int ToInt32(this Scalar value) => (int)value.Integer;
    public static long ToInt64(this Scalar value) => value.Integer;
    public static bool ToBoolean(this Scalar value) => value.Real != 0 || value.Imaginary != 0;
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.Real, (float)value.Imaginary);
    public static Complex ToComplexFloat64(this Scalar value) => new(value.Real, value.Imaginary);
}
