using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>One argument of an operator; whatever C# passes converts implicitly, and null becomes None.</summary>
internal readonly struct Arg
{
    internal readonly Tag Tag;
    internal readonly long Bits;
    internal readonly object? Value;

    private Arg(Tag tag, long bits = 0, object? value = null)
    {
        Tag = tag;
        Bits = bits;
        Value = value;
    }

    internal static Arg None => new(Tag.None);

    /// <summary>The default that the operator's schema states.</summary>
    internal static Arg Default => default;

    public static implicit operator Arg(Tensor? tensor) => tensor is null ? None : new(Tag.Tensor, tensor.Handle, tensor);
    public static implicit operator Arg(Tensor?[]? tensors) => tensors is null ? None : new(Tag.TensorList, 0, tensors);
    public static implicit operator Arg(long value) => new(Tag.Int, value);
    public static implicit operator Arg(long? value) => value is long v ? v : None;
    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is double v ? v : None;
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Arg(bool? value) => value is bool v ? v : None;
    public static implicit operator Arg(long[]? values) => values is null ? None : new(Tag.IntList, 0, values);
    public static implicit operator Arg(double[]? values) => values is null ? None : new(Tag.DoubleList, 0, values);
    public static implicit operator Arg(bool[] values) => new(Tag.BoolList, 0, values);
    public static implicit operator Arg(string? text) => text is null ? None : new(Tag.String, 0, text);
    public static implicit operator Arg(ScalarType type) => new(Tag.Int, (long)type);
    public static implicit operator Arg(ScalarType? type) => type is ScalarType t ? t : None;
    public static implicit operator Arg(Device? device) => device is null ? None : new(Tag.Device, device.Packed);
    public static implicit operator Arg(Generator? generator) => generator is null ? None : new(Tag.Generator, generator.Handle, generator);

    public static implicit operator Arg(Scalar? scalar) => scalar is null ? None : scalar.Kind switch
    {
        ScalarType.Bool => new Arg(Tag.Bool, scalar.Integer),
        ScalarType.Int64 => scalar.Integer,
        ScalarType.Float64 => scalar.Real,
        _ => new Arg(Tag.Complex, 0, scalar),
    };

    /// <summary>An array of what may be any sequence of tensors.</summary>
    internal static Tensor[] Array(IEnumerable<Tensor> tensors) => tensors as Tensor[] ?? tensors.ToArray();
}
